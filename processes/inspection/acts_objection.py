"""After the report: objections and their answers, pausing a rectification, deciding on proposals."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.inspection import guards_after, late, limits, parts, saying
from processes.inspection.choices import ORDER, Proposal, Ruling, Severity
from workflows import due, handing, links, moves, registry
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("add_objection", gettext_lazy("补充复核申请"))
act_label("answer_point", gettext_lazy("答复异议"))
act_label("pause_rectification", gettext_lazy("暂停整改"))
act_label("settle_proposal", gettext_lazy("决定建议"))


WORDS = {Proposal.CONSULTATION: "提请会诊", Proposal.ACCOUNTABILITY: "提请责任追究"}  # stored, as papers are


@act("add_objection")
def add_objection(case, step, *, points):
    """Another unit objects while a review is already going on; its thirty days do not wait for that one."""
    term = case.rules.find("issued", "file_objection").term
    last = due.of_term(term, case.moments_known()["served"]).due
    if step.at > last:
        said = {"day": last.astimezone().strftime("%Y-%m-%d"), "way": late.way_out()}
        raise Refused(_("已过期限（%(day)s），没有提出复核。%(way)s") % said)
    why = guards_after.why_not_points(case, step.actor, points)
    if why:
        raise Refused(why)
    take_points(case, step, points)
    step.tell("inspection.objection", case.players("appeal_officer"))


def take_points(case, step, points):
    """Each finding objected to is a point of its own."""
    late.enter_points(case, points, by=step.actor, at=step.at)
    step.fields["findings"] = sorted(map(int, points))
    step.private["points"] = {str(no): text for no, text in points.items()}


@act("answer_point")
def answer_point(case, step, *, point, ruling, answer, severity="", fact=""):
    """A reviewer answers one point: kept, amended or withdrawn, with the reason; never graver than before."""
    row = saying.row(case.objections, point, _("异议"), decided_at=None)
    row.ruling = saying.choice(ruling, Ruling, _("复核意见"), "ruling")
    row.answer = saying.text(answer, limits.NOTE, _("答复"), "answer")
    row.new = _amended(row.finding, severity, fact) if ruling == Ruling.AMENDED else {}
    row.reviewer_id = step.actor.pk
    row.save(update_fields=["ruling", "answer", "new", "reviewer"])
    step.fields |= {"point": row.no, "finding": row.finding.no, "ruling": ruling}
    step.opinion = row.answer


def _amended(finding, severity, fact):
    severity = severity or finding.severity
    saying.choice(severity, Severity, _("严重程度"), "severity")
    if ORDER.index(severity) > ORDER.index(finding.severity):
        raise Refused(_("没有保存：复核不得因为提出异议而加重。请选择不重于原结论的程度。"), "severity")
    fact = saying.clean(fact.strip(), "fact") or finding.fact
    if (severity, fact) == (finding.severity, finding.fact):
        raise Refused(_("没有保存：选择了修改，但事实和程度都没有变化。请写出修改后的内容。"), "fact")
    return {"severity": severity, "fact": fact}


@act("pause_rectification")
def pause_rectification(case, step, *, finding, why):
    """The minister lets the rectification of one finding wait for the review."""
    row = saying.row(case.findings, finding, _("问题"))
    if not case.objections.filter(finding=row, decided_at=None).exists():
        raise Refused(_("没有暂停：这个问题没有正在复核的异议。请选择正在复核的问题。"))
    row.paused = saying.text(why, limits.NOTE, _("理由"), "why")[:200]
    row.save(update_fields=["paused"])
    if row.rectification_id and not row.rectification.is_closed:
        moves.act(row.rectification.own, "hold_rectification", by=step.actor, why=row.paused)
    step.fields["finding"], step.opinion = row.no, row.paused
    step.tell("inspection.paused", [*parts.heads_of([row.unit_id]), *case.players("supervision_office")])


@act("settle_proposal")
def settle_proposal(case, step, *, proposal, decision, reason):
    """The deputy minister approves a proposal, which then goes its own way, or declines it with a reason."""
    row = saying.row(case.proposed, proposal, _("建议"), decision="")
    if decision not in ("approved", "declined"):
        raise Refused(_("没有记入：请选择同意或不同意。"), "decision")
    row.reason = saying.text(reason, limits.NOTE, _("理由"), "reason")
    row.decision, row.by_id, row.at = decision, step.actor.pk, step.at
    row.save(update_fields=["decision", "reason", "by", "at"])
    step.fields["proposal"], step.decision, step.opinion = row.no, decision, row.reason
    if decision == "approved":
        _pursue(case, step, row)
    if not case.proposed.filter(decision="").exists():
        handing.take_back(step, "deputy_minister")


def _pursue(case, step, row):
    """The case is opened for the unit; one to hold somebody to account is proposed, and only the minister opens it."""
    reason = f"第 {row.finding.no} 号问题{WORDS[row.kind]}"
    opened = None
    if row.kind in registry.KINDS:
        opened = moves.open_case(
            row.kind, licensed=True, by=step.actor, unit=row.finding.unit, title=reason[:120], **_known(row)
        )
    links.join(step, kind="L5", reason=reason[:200], target=opened, intended="" if opened else row.kind)


def _known(row):
    """What the other process asks for and we know; it asks people for the rest."""
    names = {field.name for field in registry.kind(row.kind)._meta.get_fields()}
    fact = row.finding.fact[:2000]
    said = {"work_ref": row.case, "trigger": "inspection_finding", "symptoms": fact, "evidence_note": row.text[:2000]}
    if row.kind == Proposal.ACCOUNTABILITY:  # whom it is about in person, whoever proposes writes down
        said = {"trigger_case": row.case.case_ptr, "object_kind": "unit", "respondent_unit": row.finding.unit,
                "clue": fact, "duty_basis": row.text[:1000]}  # fmt: skip
    return {name: value for name, value in said.items() if name in names}
