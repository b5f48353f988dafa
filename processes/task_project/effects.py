"""What follows from a move, in its transaction."""

from people import calendar
from processes.task_project import months, tree
from processes.task_project.models import MonthEntry
from processes.task_project.stages import CLERK, HEAD
from workflows import due, handing, numbers, registry
from workflows.acts.common import participate
from workflows.declare import Term
from workflows.registry import effect
from workflows.store.orm import keep_moment

REVIEW_FROM = 3  # changes
DAY = Term(n=0, unit="cd", start="due")  # due on the day itself


@effect("task_project.enter_ledger")
def enter_ledger(case, step):
    """The project gets its number, and its own date becomes the moment that terms count from."""
    case.number = case.number or numbers.take(case.process.series, step.at)
    keep_moment(case, "due", due.end_of(case.due_on))


@effect("task_project.open_ledger")
def open_ledger(case, step):
    """The plan becomes the baseline; who owns a task may see the case."""
    case.baseline = {"due_on": case.due_on.isoformat(), "metric": case.metric, "wbs": case.wbs}
    owners = tree.owners(case.wbs)
    participate(case, owners, "leaf_owner")
    step.tell("task_project.owner", owners)


@effect("task_project.write_month")
def write_month(case, step):
    """One line of the ledger; the progress is now this."""
    said = {name: step.answers.get(name) or "" for name in ("month", "done", "problem", "next", "evidence")}
    MonthEntry.objects.create(case=case, progress=case.progress, by=step.actor, at=step.at, **said)
    step.fields |= {name: text for name, text in said.items() if text} | {"progress": case.progress}


@effect("task_project.log_change")
def log_change(case, step):
    """The date is counted anew, the baseline stays; the third change asks for a review."""
    case.changes += 1
    participate(case, tree.owners(case.wbs), "leaf_owner")
    keep_moment(case, "due", due.end_of(case.due_on))
    registry.ACTS["reckon"](case, step)
    if "owner_unit_id" in step.changed:
        _hand_over(case, step)
    if case.changes >= REVIEW_FROM:
        step.tell("task_project.review", case.players("supervision_office"), changes=case.changes)


def _hand_over(case, step):
    """The new lead unit takes over the open work."""
    handing.take_back(step, HEAD)
    term = case.rules.find(case.stage, "apply_completion").term
    handing.give(step, HEAD, term=term, start=due.end_of(case.due_on))
    ask_month(case, step)


@effect("task_project.ask_month")
def ask_month(case, step):
    """The clerk's work is the next line of the ledger, due on the last working day of its month."""
    reported = case.entries.order_by("-month").values_list("month", flat=True).first()
    day = months.next_due(reported, step.at.date(), calendar.load())
    handing.take_back(step, CLERK)
    handing.give(step, CLERK, term=DAY, start=due.end_of(day))


@effect("task_project.extend_by_pause")
def extend_by_pause(case, step):
    """The clock stood still: the date moves by the days of the pause."""
    case.due_on += step.at.date() - case.suspended_on
    case.suspended_on = case.resume_on = None
    keep_moment(case, "due", due.end_of(case.due_on))


@effect("task_project.seat_group")
def seat_group(case, step):
    """The acceptance group may see the case."""
    participate(case, case.group, "acceptor")


@effect("task_project.tell_sources")
def tell_sources(case, step):
    """Those who keep the cases this project came from hear that it is done."""
    sources = [link.source for link in case.links_in.select_related("source")]
    step.tell("task_project.source_done", [source.opened_by_id for source in sources])
    step.fields["sources"] = [source.number or str(source.uid) for source in sources]
