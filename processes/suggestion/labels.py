"""Words for the facts of a suggestion on its page."""

from django.utils.translation import gettext as _

from processes.suggestion import taxonomy


def facts(case):
    """(label, value) pairs; nothing here says who the submitter is."""
    if case.stage == "transferred":
        return [(_("内容"), _("已转有权部门办理，本系统不再保存")), (_("移交情况"), case.handed_to)]
    return [(label, value) for label, value in [*_given(case), *_done(case), *_imported(case)] if value]


def _given(case):
    aspects = dict(taxonomy.ASPECTS)
    return [
        (_("建议内容"), case.content),
        (_("预期效果"), case.expected_effect),
        (_("来源"), case.get_channel_display()),
        (_("类别"), case.get_category_display()),
        (_("方面"), aspects.get(case.aspect, "")),
        (_("署名方式"), case.get_submitter_kind_display()),
        (_("地区或单位"), case.unit_text),
        (_("征集轮次"), case.solicitation.name if case.solicitation_id else ""),
    ]


def _done(case):
    return [
        (_("承办科室"), case.adopted_by or (case.stage != "registered" and case.owner_unit) or ""),
        (_("处理意见"), case.get_disposition_display()),
        (_("处理理由"), case.disposition_reason),
        (_("答复"), case.reply_text),
        (_("补充意见"), case.rebuttal),
        (_("采纳效果"), case.effect_text),
        (_("并入"), case.master.number if case.master_id else ""),
        (_("满意度"), case.satisfaction and f"{case.satisfaction}/5"),
    ]


def _imported(case):
    """What the imported file said; nothing here starts a clock."""
    days = case.imported_reply_days
    return [
        (_("原收到日期"), case.imported_on and case.imported_on.isoformat()),
        (_("原处理结果"), case.imported_disposition),
        (_("原答复用时"), _("%d 天") % days if days else ""),
        (_("建议人身份"), case.submitter_role),
    ]
