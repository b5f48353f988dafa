"""The ledger of pauses: spans in which the clocks of a case stand still, and by how much they move a due date.

A pause moves a date by as many days of the term's own kind as it lasted, so that what was left of the term when it
began is left when it ends. The ledger outlasts a change of the rules or of the calendar.
"""

from dataclasses import replace

from django.utils import timezone

from people import calendar
from workflows import due
from workflows.models import Pause, WorkItem

SUSPENDED = "suspended"


def begin(case, step, code, reason="", until=None):
    """The clocks of a case stand still from now on."""
    return Pause.objects.create(case_id=case.pk, code=code, since=step.at, by=step.actor, reason=reason, planned=until)


def end(case, step, code):
    """They run again: what is due moves by the pause. Returns the pause, or None."""
    found = Pause.objects.filter(case=case.pk, code=code, until=None).first()
    if found:
        found.until = step.at
        found.save(update_fields=["until"])
        shift(case, found.since, found.until)
    return found


def close(case, at):
    """The case has ended: no pause of it goes on."""
    Pause.objects.filter(case=case.pk, until=None).update(until=at)
    case.suspended_at = None


def shift(case, since, until):
    """Move the due dates of a case, and of the open work in its stage, by a pause."""
    deadline = due.of_stage(case.rules, case.stage, case.stage_since, case.moments_known)
    unit = deadline.term.unit if deadline.term else due_unit(case)
    if case.due:
        case.due, case.warn_at = (
            moved(case.due, since, until, unit),
            moved(case.warn_at, since, until, unit, last=False),
        )
    waiting = WorkItem.objects.filter(process=case.pk, stage=case.stage, status__in=("ASSIGNED", "SCHEDULED"))
    for item in waiting.exclude(due=None):
        item.due, item.warn_at = (
            moved(item.due, since, until, unit),
            moved(item.warn_at, since, until, unit, last=False),
        )
        item.save(update_fields=["due", "warn_at"])


def due_unit(_case):
    """Dates that no term of the stage states are counted in working days."""
    return "wd"


def moved(moment, since, until, unit="wd", last=True):
    """A moment later by the days of a pause; `last`: it is the end of a day, else its beginning."""
    if moment is None:
        return None
    days, n = calendar.load(), length(since, until, unit)
    if not n:
        return moment
    day = days.add(timezone.localdate(moment), n, "wd" if unit == "wd" else "cd", roll=last).date
    return due.end_of(day) if last else due._at_start(day)


def length(since, until, unit="wd"):
    """Days of a pause: working days for a term in working days, else days of the calendar."""
    first, last = timezone.localdate(since), timezone.localdate(until)
    return calendar.load().working_days_between(first, last) if unit == "wd" else (last - first).days


def deadline(case, found=None):
    """The deadline of the stage as its rules reckon it, moved by the pauses of this stay."""
    found = found or due.of_stage(case.rules, case.stage, case.stage_since, case.moments_known)
    if not found.due:
        return found
    spans = Pause.objects.filter(case=case.pk, since__gte=case.stage_since).exclude(until=None)
    for since, until in spans.order_by("since").values_list("since", "until"):
        unit = found.term.unit
        found = replace(
            found,
            due=moved(found.due, since, until, unit),
            warn_at=moved(found.warn_at, since, until, unit, last=False),
        )
    return found
