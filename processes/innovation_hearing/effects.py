"""What follows from a move of a proposal, in the same transaction."""

from datetime import date

from processes.innovation_hearing import certificate, twins
from workflows import due, handing, moves, numbers, registry, sittings
from workflows.acts.above import decision
from workflows.acts.voting import entitled
from workflows.links import join
from workflows.models import Ballot, Sitting
from workflows.registry import effect, nothing
from workflows.store.orm import drop_moment, keep_moment

PROJECT, INSPECTION, PUBLICITY = "task_project", "inspection", "publicity"


def key(name, undo=None):
    return effect(f"innovation_hearing.{name}", undo)


@key("number", undo=nothing)
def number(case, step):
    """A returned proposal keeps its number."""
    case.number = case.number or numbers.take(case.process.series, step.at)


@key("look_for_twins", undo=nothing)
def look_for_twins(case, step):
    case.twins = twins.of(case)


@key("mark_papers", undo=nothing)
def mark_papers(case, step):
    """The text is settled now: materials served from here on are those of the hearing."""
    case.papers_since = step.at


@key("office_prepares", undo=nothing)
def office_prepares(case, step):
    """The office has the hearing to prepare, though no move of the stage is its duty."""
    handing.give(step, "office")


@key("begin_sitting")
def begin_sitting(case, step):
    sittings.begin(step)


@key("put_off")
def put_off(case, step):
    sittings.put_off(step, **step.answers)


@key("close_sitting")
def close_sitting(case, step):
    sittings.close(step)


@key("adjourn_sitting")
def adjourn_sitting(case, step):
    sittings.adjourn(step)


@key("vote_result")
def vote_result(case, step):
    """Counts, and the words of everybody who did not agree, as they were said (R1f)."""
    sitting = Sitting.objects.filter(case=case, stage=step.came_from, state="closed").order_by("-pk").first()
    case.vote_result = _above(case, sitting) if sitting.kind == "above" else _counted(sitting)
    if step.kind == "move.vote_pass":
        join(step, kind="P15", reason="公示不少于五个工作日", intended=PUBLICITY)
        certificate.draft(case, step)


def _above(case, sitting):
    """Too few were left to vote: what the next level decided (F03)."""
    called = Sitting.objects.filter(case=case, stage=sitting.stage, pk__lt=sitting.pk).order_by("-pk").first()
    recused = [seat.name for seat in called.seats.all() if seat.recused] if called else []
    return {"above": decision(sitting), "outcome": sitting.signing.outcome, "recused": recused}


def _counted(sitting):
    signing, seats = sitting.signing, entitled(sitting)
    dissent = Ballot.objects.filter(item__sitting=sitting, item__place=1).exclude(choice="pass").select_related("seat")
    return {
        "should": signing.entitled, "present": sum(s.present for s in seats), "agreed": signing.agreed,
        "opposed": signing.opposed, "abstained": signing.abstained, "outcome": signing.outcome,
        "recused": [s.name for s in sitting.seats.all() if s.recused],
        "dissent": [{"name": b.seat.name, "choice": b.choice, "opinion": b.opinion} for b in dissent.order_by("pk")],
    }  # fmt: skip


def _unset_day(case, step):
    drop_moment(case, "resubmit_date")


@key("set_day", undo=_unset_day)
def set_day(case, step):
    """The day chosen by the meeting is the term of the new report."""
    keep_moment(case, "resubmit_date", due.end_of(step.answers["resubmit_date"]))


@key("count_anew")
def count_anew(case, step):
    """The ten days for the answers to opinions count from the new report, not from a hearing months ago."""
    keep_moment(case, "hearing", step.at)


@key("open_project")
def open_project(case, step):
    """What was approved becomes a project, and its certificate is issued, in the same transaction (L3)."""
    certificate.issue(case, step)
    if PROJECT in registry.KINDS:
        project = moves.open_case(PROJECT, licensed=True, by=step.actor, unit=case.owner_unit, **_project(case))
        join(step, kind="L3", reason="听证审定通过，立项", target=project)
    else:
        join(step, kind="L3", reason="听证审定通过，立项", intended=PROJECT)
    times = 1 if case.decision == "pilot" else 4
    for n in range(1, times + 1):
        reason = "试点中期督查" if times == 1 else f"列入要点后的第 {n} 次季度督查"
        join(step, kind="L3", reason=reason, intended=INSPECTION)


def _project(case):
    known = {field.name for field in registry.kind(PROJECT)._meta.get_fields()}
    last = max((row["due"] for row in case.milestones), default=None)
    fields = {
        "title": case.title, "source": "听证通过", "milestones": case.milestones, "budget": case.budget,
        "pilot": case.decision == "pilot", "metric": case.expected_result, "due_on": case.pilot_until or day(last),
        "coop": "、".join(case.coop_units)[:200],
    }  # fmt: skip
    return {name: value for name, value in fields.items() if name in known}


def day(text):
    """An ISO date out of a row, or None."""
    return date.fromisoformat(text) if text else None
