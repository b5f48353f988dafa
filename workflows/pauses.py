"""The ledger of pauses: spans in which the clocks of a case stand still. It outlasts a change of the rules.

Nothing is added to a due date when a pause ends: the deadline is reckoned anew from the rules, the calendar and the
ledger, so that it comes out the same whenever and however often it is asked.
"""

from functools import partial

from django.utils import timezone

from people import calendar
from workflows import due, extensions, plan
from workflows.models import Pause, WorkItem

SUSPENDED, APPLICANT, BELOW = "suspended", due.WAITS, "below"


def begin(case, step, code, reason="", until=None):
    """The clocks of a case stand still from now on."""
    return Pause.objects.create(case_id=case.pk, code=code, since=step.at, by=step.actor, reason=reason, planned=until)


def end(case, step, code):
    """They run again: what is due is reckoned anew. Returns the pause, or None."""
    found = over(case, step.at, code)
    if found:
        _redate(case, found)
    return found


def over(case, at, code):
    """The pause of a kind that goes on is over. Returns it, or None."""
    found = Pause.objects.filter(case=case.pk, code=code, until=None).first()
    if found:
        found.until = at
        found.save(update_fields=["until"])
    return found


def close(case, at):
    """The case has ended: no pause of it goes on."""
    Pause.objects.filter(case=case.pk, until=None).update(until=at)
    case.suspended_at = case.waits_since = None


def ledger(case):
    """(code, since, until) of every pause that is over, the first first."""
    if case.pk is None:
        return ()
    found = Pause.objects.filter(case=case.pk).exclude(until=None).order_by("since")
    return tuple(found.values_list("code", "since", "until"))


def deadline(case, rules=None, stage=None):
    """The deadline of the stage: as its rules reckon it, without the pauses, and not before a day that was granted."""
    rules, stage, spans = rules or case.rules, stage or case.stage, ledger(case)
    found = due.of_stage(rules, stage, case.stage_since, case.moments_known, spans)
    return extensions.later(case, found, spans)


def of_move(case, move):
    """The deadline of one move, likewise."""
    spans = ledger(case)
    found = due.of_move(move, stage=case.stage, at=case.stage_since, moments=case.moments_known, spans=spans)
    whole = due.of_stage(case.rules, case.stage, case.stage_since, case.moments_known)
    return extensions.later(case, found, spans) if found.term == whole.term else found


def entry(case, stage, going_on):
    """The deadline with which a case enters a stage; who counts from its entry alone asks for no ledger."""
    if going_on:
        return deadline(case, stage=stage)
    return plan.entry(case.rules, stage, case.stage_since, case.moments_known, **known(case)).deadline


def known(case):
    """What the plan has to know of a case that stood still or was given more time."""
    return {"spans": partial(ledger, case), "later": lambda found: extensions.later(case, found, ledger(case))}


def turn(step, stage):
    """The clock stands still in a stage that waits for whom the case is about, and runs again when it is left."""
    case, waits = step.case, step.case.rules.stages[stage].waits_for
    if case.waits_since and not waits:
        found = over(case, step.at, APPLICANT) or over(case, step.at, BELOW)
        case.waits_since = None
        step.fields["paused"] = [found.since.isoformat(), step.at.isoformat()] if found else []
    elif waits and not case.waits_since and step.kind != "open":  # nothing runs yet where a case begins
        begin(case, step, APPLICANT, step.reason[:200])
        case.waits_since = step.at
        step.fields["waits_for"] = waits


def stop(case, step, code, reason):
    """The clock of a case that may not be suspended stands still: nothing of it is due until it runs again."""
    begin(case, step, code, reason)
    case.waits_since = step.at
    case.due = case.warn_at = None
    case.provisional, case.lapse_move = False, ""


def run_on(case, step, code):
    """It runs again: what is due is reckoned anew, later by the pause. Returns the pause, or None."""
    found = over(case, step.at, code)
    if found:
        left = deadline(case)
        case.waits_since, case.due, case.warn_at = None, left.due, left.warn_at
        case.provisional, case.lapse_move = left.provisional, left.lapse
        step.fields["paused"] = [found.since.isoformat(), step.at.isoformat()]
    return found


def _redate(case, pause):
    """Bring the due dates of a case, and of the open work in its stage, up to the ledger."""
    before, found = case.due, deadline(case)
    if before and found.due:
        case.due, case.warn_at, case.provisional = found.due, found.warn_at, found.provisional
    waiting = WorkItem.objects.filter(process=case.pk, stage=case.stage, status__in=("ASSIGNED", "SCHEDULED"))
    unit = found.term.unit if found.term else "wd"
    for item in waiting.exclude(due=None):
        if item.due == before:
            item.due, item.warn_at, item.provisional = found.due, found.warn_at, found.provisional
        else:  # work with a date of its own
            item.due = moved(item.due, pause, unit)
            item.warn_at = moved(item.warn_at, pause, unit, last=False)
        item.save(update_fields=["due", "warn_at", "provisional"])


def moved(moment, pause, unit="wd", last=True):
    """A moment later by the days of a pause; `last`: it is the end of a day, else its beginning."""
    if moment is None or last and moment < pause.since:
        return moment
    days, n = calendar.load(), length(pause.since, pause.until, unit)
    if not n:
        return moment
    day = days.add(timezone.localdate(moment), n, "wd" if unit == "wd" else "cd", roll=last).date
    return due.end_of(day) if last else due.at_start(day)


def length(since, until, unit="wd"):
    """Days of a pause: working days for a term in working days, else days of the calendar."""
    first, last = timezone.localdate(since), timezone.localdate(until)
    return calendar.load().working_days_between(first, last) if unit == "wd" else (last - first).days
