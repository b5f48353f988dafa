"""What the case page says about a case of accountability."""

from django.utils.translation import gettext as _

from intake import blind
from processes.accountability import choices, comparables
from processes.accountability.words import CONCLUDED, Stage

TEXTS = ("clue", "corroboration", "duty_basis", "scope", "plan_text", "fact_text", "evidence_list", "basis")


def summary(case):
    """(label, value) pairs, in the order in which somebody who must decide wants to read them."""
    shown = [*_about(case), *_texts(case), *_inquiry(case), *_weighing(case), *_decision(case), *_after(case)]
    return [(label, value) for label, value in shown if value not in ("", None)]


def role(case):
    """What the person is called: nobody is accountable before it is concluded (F14)."""
    return _("被问责对象") if case.stage in CONCLUDED else _("被反映人")


def _about(case):
    unit = str(case.respondent_unit) if case.respondent_unit_id else ""
    yield role(case), case.respondent.name if case.respondent_id else ""
    yield _("涉及对象"), f"{case.get_object_kind_display()} {unit}".strip()
    yield _("干部管理权限"), _("县委管理") if case.committee_managed else _("本部门管理")
    yield _("线索来源"), " ".join(filter(None, (case.get_trigger_display(), case.trigger_note)))
    yield _("来源事项"), case.trigger_case.number if case.trigger_case_id else ""
    yield _("涉及的工作"), case.work_ref.number if case.work_ref_id else ""
    yield _("合规复核"), blind.why_not(case) if case.stage == Stage.PROPOSED else ""


def _texts(case):
    for name in TEXTS:
        yield case._meta.get_field(name).verbose_name, getattr(case, name)
    yield _("拟采用的方式"), case.get_intended_form_display()


def _inquiry(case):
    lines = [f"{row['on']} {row['way']}（{'、'.join(row['names'])}）：{row['text']}" for row in case.records]
    yield _("调查记录"), "\n".join(lines)
    yield _("听证"), case.hearing.get("record") or case.hearing.get("asked", "")


def _weighing(case):
    yield _("情节"), case.get_severity_display()
    yield _("责任"), case.get_responsibility_display()
    yield _("损失和影响"), case.loss
    yield _("从轻、减轻情形"), words(choices.Mitigation, case.mitigation)
    yield _("从重情形"), words(choices.Aggravation, case.aggravation)
    check = case.immunity_check
    yield _("容错核对"), check and f"{choices.Applies(check['applies']).label}：{check['reasons']}"
    yield _("保留意见核对"), case.dissent_check.get("reasons", "")
    shown = [comparables.told(row) for row in case.comparables.get("shown", ())]
    yield _("同类事项"), "\n".join([*shown, case.comparables.get("none_why", "")]).strip()
    yield _("拟处理意见"), proposed(case.proposal)


def words(options, codes):
    """Codes in words."""
    return "、".join(str(options(code).label) for code in codes)


def proposed(said):
    """What is put to the vote, in one line."""
    if not said:
        return ""
    what = choices.Form(said["form"]).label if said["outcome"] == "decide" else _("不予问责")
    return f"{what}：{said['reasons']}" + (f"（{said['outside']}）" if said.get("outside") else "")


def _decision(case):
    yield _("县委批准"), case.committee and "{organ} {number}：{words}".format(**case.committee)
    yield _("表决结果"), vote(case.vote_result)
    yield _("不同意见"), "\n".join(f"{row['name']}：{row['opinion']}" for row in case.vote_result.get("dissent", ()))
    yield _("处理方式"), case.get_form_display()
    yield _("影响期截止"), case.effect_until.isoformat() if case.effect_until and case.effect_months else ""
    yield _("告知范围"), case.get_publicity_scope_display()
    yield _("不予问责的理由"), case.exempted.get("reasons", "")


def vote(result):
    """The count in one line."""
    if not result:
        return ""
    if "above" in result:
        return _("回避后不足三人，由%(organ)s决定（%(number)s）。%(words)s") % result["above"]
    line = _("应到%(should)d人，实到%(present)d人，赞成%(agreed)d，反对或缓议%(opposed)d，弃权%(abstained)d") % result
    gone = "、".join(result.get("recused", ()))
    return line + (_("；回避：%s") % gone if gone else "")


def _after(case):
    yield _("执行事项"), case.begun.get("tasks", "")
    yield _("书面检讨"), case.self_criticism
    yield _("回访谈话"), case.talk and "{on} {people}：{text}".format(**case.talk)
    yield _("申诉理由"), case.appeal_text
    yield _("逾期申诉的理由"), case.appeal.get("late", "")
    yield _("停止执行"), case.stayed.get("reason", "")
    yield _("申诉结果"), outcome(case)
    yield _("合规审核意见"), case.legal_opinion


def outcome(case):
    """What became of an appeal, or of a correction."""
    said = case.outcome
    if not said:
        return ""
    if said["outcome"] == "uphold":
        return _("维持：%s") % said["reasons"]
    changed = said.get("form")
    what = _("变更为%s") % choices.Form(changed).label if changed else _("撤销")
    return f"{what}（{choices.Fault(said['fault']).label}）：{said.get('reasons') or said.get('error', '')}"
