"""What follows from a move, in its transaction."""

from people import calendar
from processes.task_project import books, linking, months, seating, tree
from processes.task_project.stages import CLERK, HEAD
from workflows import due, evidence, handing, numbers, papers, registry
from workflows.acts.common import participate
from workflows.declare import WORKING_DAYS, Term
from workflows.registry import effect
from workflows.store.orm import keep_moment

REVIEW_FROM = 3  # changes
SOON = Term(n=5, unit=WORKING_DAYS, start="running")  # for what is asked beside the moves
DAY = Term(n=0, unit="cd", start="due")  # due on the day itself


@effect("task_project.enter_ledger")
def enter_ledger(case, step):
    """The project gets its number, its own date becomes the moment that terms count from, the notice is issued."""
    case.number = case.number or numbers.take(case.process.series, step.at)
    keep_moment(case, "due", due.end_of(case.due_on))
    papers.issue(case, step, "task_project.assignment")


@effect("task_project.open_ledger")
def open_ledger(case, step):
    """The plan becomes the baseline; who owns a task may see the case."""
    said = {"due_on": case.due_on.isoformat(), "metric": case.metric, "unit": str(case.owner_unit), "wbs": case.wbs}
    case.baseline = said | {"on": step.at.date().isoformat(), "milestones": case.milestones}
    owners = tree.owners(case.wbs)
    participate(case, owners, "leaf_owner")
    step.tell("task_project.owner", owners)
    papers.issue(case, step, "task_project.breakdown")


@effect("task_project.write_month")
def write_month(case, step):
    """One line of the ledger; the newest line is the progress, and the work on that month is done."""
    said = {name: step.answers.get(name) or "" for name in ("month", "done", "problem", "next", "evidence")}
    progress = step.answers["progress"]
    books.MonthEntry.objects.create(case=case, progress=progress, by=step.actor, at=step.at, **said)
    evidence.take(case, step, step.answers.get("uploads"), about=f"month:{said['month']}")
    if not case.entries.filter(month__gt=said["month"]).exists():
        case.progress = progress
    step.fields |= {name: text for name, text in said.items() if text} | {"progress": progress}
    handing.done(step, CLERK, **within(said["month"]))
    papers.issue(case, step, "task_project.summary")


def within(month):
    """Which work belongs to a month: it is due in it."""
    return {"due__gt": due.end_of(months.first_day(month) - months.ONE), "due__lte": due.end_of(months.last_day(month))}


@effect("task_project.ask_month", undo=registry.nothing)
def ask_month(case, step):
    """The clerk's work is the next line of the ledger, due on the last working day of its month."""
    reported = set(case.entries.values_list("month", flat=True))
    give_month(case, step, months.next_due(step.at.date(), calendar.load(), reported))


def give_month(case, step, day):
    """Ask the clerk for the month that ends on its last working day, `day`."""
    handing.give(step, CLERK, term=DAY, start=due.end_of(day))


@effect("task_project.log_change")
def log_change(case, step):
    """The date is counted anew, the baseline stays; the third change asks for a review."""
    case.changes += 1
    what = {name: pair for name, pair in step.changed.items() if name in ("due_on", "metric", "owner_unit_id", "wbs")}
    case.change_log = [*case.change_log, _logged(case, step, what)]
    participate(case, tree.owners(case.wbs), "leaf_owner")
    keep_moment(case, "due", due.end_of(case.due_on))
    registry.ACTS["reckon"](case, step)
    if "owner_unit_id" in step.changed:
        _hand_over(case, step)
    papers.issue(case, step, "task_project.breakdown")
    if case.changes >= REVIEW_FROM and not case.review_open:
        case.review_open = True
        handing.give(step, "change_reviewer", term=SOON, start=step.at)
        step.tell("task_project.review", case.players("change_reviewer"), changes=case.changes)


def _logged(case, step, what):
    told = {name: [_plain(value) for value in pair] for name, pair in what.items() if name != "wbs"}
    return {
        "at": step.at.isoformat(), "by": step.actor.name, "reason": step.reason, "what": told, "plan": "wbs" in what,
    }  # fmt: skip


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _hand_over(case, step):
    """The new lead unit takes over the open work."""
    handing.take_back(step, HEAD)
    handing.take_back(step, CLERK)
    term = case.rules.find(case.stage, "apply_completion").term
    handing.give(step, HEAD, term=term, start=due.end_of(case.due_on))
    ask_month(case, step)


@effect("task_project.pause", undo=registry.nothing)
def pause(case, step):
    """The clock stands still; the minister finds the day of going on among their work."""
    case.pauses = [*case.pauses, [case.suspended_on.isoformat(), ""]]
    handing.give(step, "minister", term=DAY, start=due.end_of(case.resume_on))


def _as_long_as_before(case, step):
    """The date itself comes back with the other fields; what terms count from follows it."""
    step.after.append(lambda done: keep_moment(done.case, "due", due.end_of(done.case.due_on)))


@effect("task_project.extend_by_pause", undo=_as_long_as_before)
def extend_by_pause(case, step):
    """The clock stood still: the date moves by the days of the pause."""
    today = step.at.date()
    case.due_on += today - case.suspended_on
    if case.pauses:
        case.pauses = [*case.pauses[:-1], [case.pauses[-1][0], today.isoformat()]]
    case.suspended_on = case.resume_on = None
    keep_moment(case, "due", due.end_of(case.due_on))


@effect("task_project.gaps_answered", undo=registry.nothing)
def gaps_answered(case, step):
    """What the last acceptance lacked is said to be there; the next one looks."""
    case.gaps = []


@effect("task_project.seat_group")
def seat_group(case, step):
    """The acceptance group may see the case and is called to its sitting."""
    seating.call(case, step, step.answers["starts_at"], step.answers["place"])


@effect("task_project.file_minutes")
def file_minutes(case, step):
    """The minutes of the acceptance are filed with its result, signed or not."""
    held = seating.voted(case)
    if held and held.minutes:
        papers.issue(case, step, "sitting.meeting")


@effect("task_project.tell_sources")
def tell_sources(case, step):
    """The cases this project came from are joined to its result, and those who keep them hear of it."""
    linking.tell_sources(case, step)
    papers.issue(case, step, "task_project.closing")


@effect("task_project.report_end")
def report_end(case, step):
    """An early end is reported, too: what was learnt is kept as it was said."""
    papers.issue(case, step, "task_project.closing")
