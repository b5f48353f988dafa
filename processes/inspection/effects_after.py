"""What follows from the signed report and from a review, in the same transaction."""

from processes.inspection import acts_objection, clauses, parts, proofs
from processes.inspection.choices import Proposal, Ruling, Severity, State
from processes.inspection.effects import serve
from processes.inspection.form_sign import titled
from processes.inspection.rows import Finding, Objection, ProposalRow, Target
from workflows import due, handing, links, moves, papers, registry
from workflows.acts.common import no_more, participate
from workflows.registry import effect, nothing
from workflows.store.orm import keep_moment

RECTIFICATION, AWARD = "rectification", "award"


def key(name, undo=None):
    return effect(f"inspection.{name}", undo)


@key("issue")
def issue(case, step):
    """The conclusion is out: names are no longer masked, units are served, the term for objections runs."""
    case.issued_at = step.at
    if case.classification == "restricted":
        case.classification = "internal"
    units = list(case.targets.values_list("unit", flat=True))
    serve(case, step, "督查结论", units, "")
    Target.objects.filter(case=case).update(informed_at=step.at)
    keep_moment(case, "served", step.at)
    term = case.rules.find("issued", "file_objection").term
    keep_moment(case, "objection_term_end", due.of_term(term, step.at).due)
    papers.issue(case, step, "inspection.findings")
    papers.issue(case, step, "inspection.report")
    papers.issue(case, step, "inspection.bulletin")


@key("rectify")
def rectify(case, step):
    """One rectification per finding (L5)."""
    for finding in parts.standing(case):
        _rectify(case, step, finding)


def _rectify(case, step, finding):
    reason = f"第 {finding.no} 号问题整改"
    if RECTIFICATION not in registry.KINDS:
        links.join(step, kind="L5", reason=reason, intended=RECTIFICATION)
        return
    opened = moves.open_case(
        RECTIFICATION, licensed=True, by=step.actor, unit=finding.unit, severity=finding.severity,
        finding=as_data(case, finding), title=(step.answers.get("titles") or {}).get(finding.no) or titled(finding),
        number=(step.answers.get("numbers") or {}).get(finding.no),
    )  # fmt: skip
    finding.rectification_id = opened.pk
    finding.save(update_fields=["rectification"])
    links.join(step, kind="L5", reason=reason, target=opened)


def as_data(case, finding):
    """A finding as another process is told of it."""
    return {
        "uid": str(case.uid), "number": case.number, "id": finding.no, "clause": clauses.title(finding.clause),
        "fact": finding.fact, "severity": finding.severity, "response": finding.response,
        "evidence": [one.sha256 for one in proofs.of(case, "finding", finding.no)],
    }  # fmt: skip


@key("propose")
def propose(case, step):
    """A systemic cause is put up for consultation; a grave finding with a duty behind it for holding to account.

    Both are drafts for the deputy minister: nothing follows from them by itself (R3e, F29).
    """
    for finding in parts.standing(case):
        if finding.systemic:
            _draft(case, finding, Proposal.CONSULTATION, finding.fact)
        if finding.severity == Severity.GRAVE and finding.duty_basis:
            _draft(case, finding, Proposal.ACCOUNTABILITY, finding.duty_basis)
    _give_proposals(case, step)


def _draft(case, finding, kind, text):
    no = parts.next_no(case.proposed)
    ProposalRow.objects.create(case=case, no=no, kind=kind, finding=finding, text=text)


def _give_proposals(case, step):
    if case.proposed.filter(decision="").exists():
        handing.give(step, "deputy_minister")


@key("reassign_proposals")
def reassign_proposals(case, step):
    """What was not decided before the review waits again; of a finding that fell nothing is left to decide."""
    fallen = case.proposed.filter(decision="", finding__state=State.WITHDRAWN)
    fallen.update(decision="declined", reason="问题已由复核撤回", at=step.at)
    _give_proposals(case, step)


@key("practices")
def practices(case, step):
    """Good practice is kept for the year's appraisal (L5, L14)."""
    for row in case.practices.filter(dropped=False).select_related("unit"):
        reason = f"好做法：{row.unit.name} {row.text}"
        links.join(step, kind="L14", reason=reason[:200], intended=AWARD)


@key("take_points")
def take_points(case, step):
    acts_objection.take_points(case, step, step.answers["points"])


def _no_reviewers(case, step):
    for person in case.players("appeal_officer"):
        no_more(case, person, "appeal_officer")


@key("assign_reviewers", undo=_no_reviewers)
def assign_reviewers(case, step):
    """People who had nothing to do with the inspection, and they may see it."""
    participate(case, case.players("appeal_officer"), "appeal_officer")


@key("apply_rulings")
def apply_rulings(case, step):
    """Each finding as the review left it, and its rectification with it."""
    summary = step.answers["summary"].strip()
    rows = list(case.objections.filter(decided_at=None).select_related("finding__rectification"))
    for row in rows:
        _apply(step, row, summary)
    Objection.objects.filter(case=case, decided_at=None).update(decided_at=step.at)
    Finding.objects.filter(case=case).exclude(paused="").update(paused="")
    step.opinion = summary
    step.fields["rulings"] = {str(row.finding.no): row.ruling for row in rows}


def _apply(step, row, summary):
    finding, case = row.finding, row.finding.rectification
    if finding.paused and case and not case.own.is_closed:
        moves.act(case.own, "release_rectification", by=step.actor)
    if row.ruling == Ruling.KEPT:
        return
    finding.why_changed = row.answer
    finding.first = finding.first or {name: getattr(finding, name) for name in ("severity", "clause", "fact")}
    if row.ruling == Ruling.WITHDRAWN:
        finding.state = State.WITHDRAWN
    else:
        finding.state, finding.severity, finding.fact = State.AMENDED, row.new["severity"], row.new["fact"]
    finding.save(update_fields=["state", "severity", "fact", "why_changed", "first"])
    if case and not case.own.is_closed:
        _carry_over(step, case.own, finding, summary)


def _carry_over(step, case, finding, summary):
    """The rectification is withdrawn or told of the new words."""
    if finding.state == State.WITHDRAWN:
        moves.move(case, "withdraw_item", by=step.actor, reason=finding.why_changed, decision=summary[:200])
    else:
        said = {"fact": finding.fact, "severity": finding.severity, "decision": summary[:200]}
        moves.act(case, "amend_finding", by=step.actor, **said)


@key("correct_in_scope")
def correct_in_scope(case, step):
    """A correction goes to everybody who was told the conclusion; the archive waits for the review."""
    rulings = set(step.fields["rulings"].values())
    if rulings - {Ruling.KEPT}:
        serve(case, step, "更正通报", list(case.targets.values_list("unit", flat=True)), "inspection.corrected")
        papers.issue(case, step, "inspection.findings")
        papers.issue(case, step, "inspection.correction")
    papers.issue(case, step, "inspection.ruling")
    end = max(case.moments_known()["objection_term_end"], step.at)
    keep_moment(case, "objection_term_end", end)


@key("manifest", undo=nothing)
def manifest(case, step):
    """What is archived, counted and with the hash of every piece of evidence."""
    step.fields["manifest"] = {
        "visits": case.visits.count(), "findings": case.findings.count(), "objections": case.objections.count(),
        "papers": sorted(case.papers.values_list("sha256", flat=True)),
        "evidence": sorted(one.sha256 for f in case.findings.all() for one in proofs.of(case, "finding", f.no)),
        "head": bytes(case.head_hash).hex()[:16],
    }  # fmt: skip
