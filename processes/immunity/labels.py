"""What the case page says about a certificate."""

from django.utils.translation import gettext as _

from people.models import User
from processes.immunity.choices import BOTTOM_LINES, LINES, Conclusion, Ground, word


def facts(case):
    """(label, value) pairs, in the order in which somebody who must decide wants to read them."""
    shown = [*_certificate(case), *_revocation(case), *_claim(case), *_opinion(case), *_end(case)]
    return [(label, value) for label, value in shown if value not in ("", None)]


def names(people):
    """The names of these people (ids)."""
    return "、".join(User.objects.filter(pk__in=people).order_by("pk").values_list("name", flat=True))


def span(case):
    if not case.valid_to:
        return ""
    return _("%(begin)s 至 %(end)s") % {"begin": case.valid_from or "—", "end": case.valid_to}


def _certificate(case):
    yield _("承诺的工作"), f"{case.work_ref.number or ''} {case.work_ref.title}".strip() if case.work_ref_id else ""
    yield _("持有人"), names(case.holders)
    yield _("适用范围"), case.scope
    yield _("适用条件"), "\n".join(case.conditions)
    yield _("不适用（底线）"), "；".join(str(label) for code, label in BOTTOM_LINES if code in LINES)
    yield _("有效期"), span(case)
    yield _("签收"), case.accepted_on
    yield _("性质"), _("善意探索、经过审定的证明；不免除违纪违法责任，也不妨碍依纪依法处理。")


def _revocation(case):
    said = case.revocation
    if said:
        yield _("撤销建议"), ground(said)
        yield _("所列事实"), said["facts"]
        yield _("撤销理由"), said.get("reason", "")


def ground(said):
    """The ground of a revocation, with the line that was crossed."""
    line = word(BOTTOM_LINES, said.get("line"))
    return "：".join(filter(None, (word(Ground.choices, said["ground"]), line)))


def _claim(case):
    if case.claimed_at:
        yield _("主张所针对的事项"), case.matter.number or _(case.matter.own.process.label)
        yield _("行为发生日期"), case.act_on
        yield _("主张"), case.claim_statement
        yield _("核实组"), names(case.panel)
        yield _("陈述"), "\n".join(f"{row['name']}：{row['text']}" for row in case.statements)


def _opinion(case):
    said = case.panel_opinion
    if said:
        yield _("核实组意见"), conclusion(said)
        yield _("核实组表决"), vote(said.get("vote"))
        yield _("意见的理由"), said["reasons"]
    yield _("复核的新事实"), case.review_facts


def _end(case):
    if case.conclusion:
        yield _("认定结论"), conclusion({"conclusion": case.conclusion, "covered": case.covered})
        yield _("认定理由"), case.reasons
        yield _("部务会表决"), vote(case.meeting_vote)
    earlier = [row for row in case.claims if row["matter"] != case.matter_id]
    yield _("以前的认定"), "\n".join(f"{row['on']}　{row['number']}　{conclusion(row)}" for row in earlier)


def conclusion(said):
    """A conclusion, with the parts that are covered."""
    label = word(Conclusion.choices, said["conclusion"])
    parts = "；".join(said.get("covered") or ())
    return f"{label}（{parts}）" if parts and said["conclusion"] == Conclusion.PART else label


def vote(said):
    """The count of a vote in one line."""
    if not said:
        return ""
    if "above" in said:
        return _("报上一级决定：%s") % said["above"].get("organ", "")
    return (
        _("应到 %(should)d 人，实到 %(present)d 人，赞成 %(agreed)d 人，反对 %(opposed)d 人，弃权 %(abstained)d 人")
        % said
    )
