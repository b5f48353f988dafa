"""What the case page says about a proposal."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from processes.innovation_hearing.choices import RISK_LEVELS

LEVELS = dict(RISK_LEVELS)
ABOVE = {"pass": gettext_noop("同意"), "defer": gettext_noop("缓议"), "reject": gettext_noop("不同意")}
SHOWN = (
    "background", "innovation_points", "plan", "expected_result", "stakeholders", "legal_basis", "legal_risk_note",
)  # fmt: skip


def facts(case):
    """(label, value) pairs, in the order in which somebody who must decide wants to read them."""
    shown = [*_texts(case), *_rows(case), *_course(case), *_ends(case)]
    return [(label, value) for label, value in shown if value not in ("", None)]


def _texts(case):
    for name in SHOWN:
        yield case._meta.get_field(name).verbose_name, getattr(case, name)
    yield _("计划年度"), str(case.plan_year or "")
    yield _("迟报申请"), _late(case.late)
    yield _("承办科室"), str(case.owner_unit or "")
    yield _("配合单位"), "、".join(case.coop_units)
    yield _("经费（元）"), f"{case.budget:,.2f}" if case.budget else ""
    yield _("听证层次"), case.get_hearing_level_display() if case.hearing_level else ""


def _late(late):
    """What was asked and answered, in one line."""
    if not late:
        return ""
    if "granted" not in late:
        return _("%(asked)s（待答复）") % late
    said = late | {"said": _("同意") if late["granted"] else _("不同意")}
    return _("%(asked)s（%(said)s：%(answer)s）") % said


def _rows(case):
    milestones = [f"{row['due']} {row['name']}：{row['deliverable']}" for row in case.milestones]
    risks = [f"{LEVELS.get(row['level'], row['level'])} · {row['risk']}：{row['measure']}" for row in case.risk_list]
    yield _("里程碑"), "\n".join(milestones)
    yield _("风险与措施"), "\n".join(risks)
    yield _("可能重复的项目"), "\n".join(f"{row['number']} {row['title']}" for row in case.twins)


def _course(case):
    yield _("主持人"), case.chair.name if case.chair else ""
    yield _("合规审核意见"), case.compliance_opinion
    yield _("表决结果"), vote(case.vote_result)
    yield _("保留意见"), "\n".join(f"{row['name']}：{row['opinion']}" for row in case.vote_result.get("dissent", ()))
    yield _("公示范围"), case.publicity_scope
    yield _("公示异议"), "\n".join(map(_objection, case.objections))


def vote(result):
    """The count in one line: 应到、实到、赞成…"""
    if not result:
        return ""
    if "above" in result:
        said = {"outcome": _(ABOVE.get(result["outcome"], "")), **result["above"]}
        return _("回避后不足三人，由%(organ)s决定（%(number)s）：%(outcome)s。%(words)s") % said
    words = _("应到%(should)d人，实到%(present)d人，赞成%(agreed)d，反对或缓议%(opposed)d，弃权%(abstained)d") % result
    recused = "、".join(result.get("recused", ()))
    return words + (_("；回避：%s") % recused if recused else "")


def _objection(row):
    state = _("待核实") if not row.get("answer") else _("成立") if row.get("upheld") else _("不成立")
    return f"{row['source']}：{row['text']}（{state}）" + (f"\n{row['finding']}" if row.get("finding") else "")


def _ends(case):
    yield _("决定"), case.get_decision_display() if case.decision else ""
    yield _("再报日期"), case.resubmit_date.isoformat() if case.resubmit_date else ""
    yield _("延期申请"), _("%(until)s：%(asked)s") % case.more_time if case.more_time else ""
    yield _("补正情况"), case.corrections
    yield _("复议的新事实"), case.new_facts
    yield _("试点范围"), case.pilot_scope
    yield _("试点截止"), case.pilot_until.isoformat() if case.pilot_until else ""
