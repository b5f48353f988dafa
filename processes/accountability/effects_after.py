"""What follows from a move after the decision, in the same transaction."""

from django.utils import timezone

from processes.accountability import lifting
from processes.accountability.effects import counts, key
from workflows import handing, links, moves, papers, registry
from workflows.acts.serving import serve_people
from workflows.models import Sitting

RECTIFICATION, PUBLICITY = "rectification", "publicity"
RESTORES = ("case_officer", "archivist")


@key("served")
def served(case, step):
    """The decision is served; the term of appeal counts from its receipt (F07)."""
    serve_people(case, step, paper="decision", people=[case.respondent], role="respondent", moment="served")
    papers.issue(case, step, "accountability.receipt")
    step.tell("accountability.served", case.players("archivist"))


@key("begin")
def begin(case, step):
    """The effect is laid on the person, the rectification is opened, the archive is asked for an entry."""
    lifting.lay(case, step)
    step.fields["archive"] = "责任追究决定归入干部人事档案的申请"
    if case.begun.get("rectify"):
        rectify(case, step)


def rectify(case, step):
    """What must be put right has a case of its own, and is struck off there (P07)."""
    if RECTIFICATION not in registry.KINDS:
        links.join(step, kind="P07", reason="责任追究后的整改", intended=RECTIFICATION)
        return
    unit = case.respondent_unit or case.respondent.unit
    finding = {"uid": str(case.uid), "number": case.number, "id": 1, "clause": "", "fact": case.begun["rectify"],
               "severity": case.severity, "evidence": []}  # fmt: skip
    opened = moves.open_case(
        RECTIFICATION, licensed=True, by=step.actor, unit=unit, severity=case.severity, finding=finding,
        title=f"整改：{case.begun['rectify']}"[:120],
    )  # fmt: skip
    links.join(step, kind="P07", reason="责任追究后的整改", target=opened)


@key("effective")
def effective(case, step):
    """Whoever talks to the person before the effect ends finds it in the inbox."""
    if case.effect_months:
        handing.give(step, "case_officer")


@key("appealed")
def appealed(case, step):
    """The office forms a panel; the clock of the execution runs on unless the minister stays it."""
    case.panel, case.finding, case.stayed = [], {}, {}
    papers.issue(case, step, "accountability.appeal")
    handing.give(step, "office")


def _voted(case, step):
    sitting = Sitting.objects.filter(case=case, stage=step.came_from, state="closed").order_by("-pk").first()
    result = counts(sitting) if sitting and sitting.kind != "above" else {}
    case.outcome = case.finding | {"vote": result, "on": timezone.localdate(step.at).isoformat()}


@key("uphold")
def uphold(case, step):
    """The decision stands as it was; a stay ends, and the person is told in writing."""
    _voted(case, step)
    if case.stayed or not case.begun:
        lifting.lift(case, step)
        lifting.lay(case, step)
    case.begun = case.begun or {"tasks": "", "rectify": "", "criticism_due": ""}
    _reply(case, step)


@key("revoke")
def revoke(case, step):
    """The effect ends at once, and it is said in the same scope that it was wrong (L17)."""
    _voted(case, step)
    restore(case, step, case.finding["reasons"])
    _reply(case, step)


@key("correct")
def correct(case, step):
    """The same as a revocation, without anybody having had to ask."""
    case.outcome = case.correction | {"outcome": "own_motion", "on": timezone.localdate(step.at).isoformat()}
    restore(case, step, case.correction["error"])
    _reply(case, step)


def restore(case, step, why):
    """Flags go, the announcement has the scope of the damage, pay and honours are restored as a task."""
    lifting.lift(case, step)
    scope = case.get_publicity_scope_display()
    links.join(step, kind="L17", reason=f"纠正后在原范围（{scope}）消除影响：{why}"[:200], intended=PUBLICITY)
    step.tell("accountability.restore", [pk for role in RESTORES for pk in case.players(role)])
    step.fields["restore"] = {"scope": case.publicity_scope, "what": "待遇、荣誉和评优资格"}
    lifting.unname(case)


def _reply(case, step):
    papers.issue(case, step, "accountability.appeal_decision")
    serve_people(case, step, paper="appeal_decision", people=[case.respondent], role="respondent")


@key("release")
def release(case, step):
    """The effect is over: the person is told, and the search knows the name no more (F24)."""
    lifting.lift(case, step)
    lifting.unname(case)
    papers.issue(case, step, "accountability.release")
    serve_people(case, step, paper="release", people=[case.respondent], role="respondent")
