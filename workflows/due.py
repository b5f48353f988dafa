"""Due dates: when a stage must be left, from when it warns, and why."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial

from django.utils import timezone

from people import calendar, skipping

WARN_DAYS, WARN_SHARE = 3, 5  # working days; one fifth of the term
LAST = time(23, 59, 59)
WAITS = "applicant"  # a pause while the case waits for whom it is about


@dataclass(frozen=True)
class Deadline:
    """When something is due; `why` are the calendar's steps."""

    due: datetime | None = None
    warn_at: datetime | None = None
    provisional: bool = False
    lapse: str = ""
    why: tuple = ()
    term: object = None
    still: tuple = ()  # pairs of days between which the clock stood still
    since: datetime | None = None  # from when it counts
    granted: object = None  # the proposal by which more time was granted


NONE = Deadline()


def end_of(day):
    """The last second of a day in the organisation's time zone."""
    return timezone.make_aware(datetime.combine(day, LAST))


def of_term(term, start, lapse="", days=None, spans=()):
    """The deadline of one term counted from the moment `start`; its clock stands still in `spans` (pairs of days)."""
    days = days or calendar.load()
    begin = timezone.localdate(start)
    if spans:
        return _reckoned(days, begin, term, lapse, spans)
    return days.kept((begin, term, lapse), lambda: _reckoned(days, begin, term, lapse, ()))


def _reckoned(days, begin, term, lapse, spans):
    end, still = skipping.counted(days, begin, term, spans)
    warn = days.add(end.date, -max(WARN_DAYS, _share(days, begin, end.date, still)), "wd", roll=False)
    # A term of no days is a date that was set: its warning lies before it, not after its beginning.
    first = max(warn.date, begin) if term.n else warn.date
    return Deadline(
        due=end_of(end.date), warn_at=at_start(first), provisional=end.provisional,
        lapse=lapse, why=tuple(end.why), term=term, still=still,
    )  # fmt: skip


def _share(days, begin, end, still):
    whole = days.working_days_between(begin, end)
    return (whole - sum(days.working_days_between(*span) for span in still)) // WARN_SHARE


def at_start(day):
    """The first moment of a day in the organisation's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def of_stage(rules, stage, at, moments, spans=()):
    """The stage's own deadline: the latest among the terms of the moves that somebody must take.

    `moments` gives the starts other than this stage's entry, `spans` the pauses of the case, a triple of code,
    beginning and end each: something to go through, or a function that returns it.
    """
    asked = partial(of_move, stage=stage, at=at, moments=moments, spans=spans)
    found = [d for d in map(asked, rules.moves_from(stage)) if d.due]
    lapsing = [d for d in found if d.lapse]
    duty = [d for d in found if d.term in {m.term for m in rules.moves_from(stage) if m.duty}]
    return max(lapsing or duty, key=lambda d: d.due, default=NONE)


def of_move(move, *, stage, at, moments, spans=()):
    """The deadline of one move of a stage entered at `at`; NONE while its start is not known."""
    if not move.term:
        return NONE
    own = move.term.start == stage
    start = at if own else _known(moments).get(move.term.start)
    if not start:
        return NONE
    # A date that was set is kept from the day on which the stage was entered, not from the date itself.
    since = start if move.term.n > 0 else at
    found = of_term(move.term, start, move.name if move.lapses else "", spans=_still(_known(spans), since, own))
    return replace(found, since=since)


def _still(spans, since, own):
    """Days of the pauses that stop a term; who is waited for has a term of their own, and that runs."""
    found = [(max(begun, since), ended) for code, begun, ended in spans if not (own and code == WAITS)]
    return [(timezone.localdate(begun), timezone.localdate(ended)) for begun, ended in found if ended > since]


def _known(asked):
    return asked() if callable(asked) else asked


def earliest(minimum, start):
    """The first moment at which a minimum period is over; it never shortens and never rolls backwards."""
    days = calendar.load()
    end = days.add(timezone.localdate(start), minimum.n, minimum.unit, roll=False)
    return at_start(end.date + timedelta(days=1)), end.provisional


def latest(minimum, moment):
    """The last day from which a minimum period is over at `moment`, with the reckoning from there."""
    days, day = calendar.load(), timezone.localdate(moment) - timedelta(days=1)
    while True:
        end = days.add(day, minimum.n, minimum.unit, roll=False)
        if at_start(end.date + timedelta(days=1)) <= moment:
            return day, end
        day -= timedelta(days=1)
