"""Due dates: when a stage must be left, from when it warns, and why."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from django.utils import timezone

from people import calendar

WARN_DAYS, WARN_SHARE = 3, 5  # working days; one fifth of the term
LAST = time(23, 59, 59)


@dataclass(frozen=True)
class Deadline:
    """When something is due; `why` are the calendar's steps."""

    due: datetime | None = None
    warn_at: datetime | None = None
    provisional: bool = False
    lapse: str = ""
    why: tuple = ()
    term: object = None


NONE = Deadline()


def end_of(day):
    """The last second of a day in the organisation's time zone."""
    return timezone.make_aware(datetime.combine(day, LAST))


def of_term(term, start, lapse="", days=None):
    """The deadline of one term counted from the moment `start`."""
    days = days or calendar.load()
    begin = timezone.localdate(start)
    end = days.add(begin, term.n, term.unit)
    warn = days.add(end.date, -max(WARN_DAYS, _share(days, begin, end.date)), "wd", roll=False)
    # A term of no days is a date that was set: its warning lies before it, not after its beginning.
    first = max(warn.date, begin) if term.n else warn.date
    return Deadline(
        due=end_of(end.date), warn_at=_at_start(first), provisional=end.provisional,
        lapse=lapse, why=tuple(end.why), term=term,
    )  # fmt: skip


def _share(days, begin, end):
    return days.working_days_between(begin, end) // WARN_SHARE


def _at_start(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def of_stage(rules, stage, at, moments):
    """The stage's own deadline: the latest among the terms of the moves that somebody must take.

    `moments` gives the starts other than this stage's entry: a dict, or a function that returns one.
    """
    found = [d for d in map(partial(of_move, stage=stage, at=at, moments=moments), rules.moves_from(stage)) if d.due]
    lapsing = [d for d in found if d.lapse]
    duty = [d for d in found if d.term in {m.term for m in rules.moves_from(stage) if m.duty}]
    return max(lapsing or duty, key=lambda d: d.due, default=NONE)


def of_move(move, *, stage, at, moments):
    """The deadline of one move of a stage entered at `at`; NONE while its start is not known."""
    if not move.term:
        return NONE
    start = at if move.term.start == stage else _known(moments).get(move.term.start)
    return of_term(move.term, start, move.name if move.lapses else "") if start else NONE


def _known(moments):
    return moments() if callable(moments) else moments


def earliest(minimum, start):
    """The first moment at which a minimum period is over; it never shortens and never rolls backwards."""
    days = calendar.load()
    end = days.add(timezone.localdate(start), minimum.n, minimum.unit, roll=False)
    return _at_start(end.date + timedelta(days=1)), end.provisional


def latest(minimum, moment):
    """The last day from which a minimum period is over at `moment`, with the reckoning from there."""
    days, day = calendar.load(), timezone.localdate(moment) - timedelta(days=1)
    while True:
        end = days.add(day, minimum.n, minimum.unit, roll=False)
        if _at_start(end.date + timedelta(days=1)) <= moment:
            return day, end
        day -= timedelta(days=1)
