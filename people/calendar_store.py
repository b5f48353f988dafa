"""The calendar out of its tables, kept in memory until somebody changes it."""

from time import monotonic

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save

from people.calendar import Calendar
from people.models import CalendarDay, CalendarYear

# Another process may have changed the tables; it is heard of within a minute.
FRESH = 60
_kept: tuple[float, Calendar] | None = None


def load() -> Calendar:
    """The calendar as this transaction sees it; from memory when nothing has changed."""
    global _kept
    if _changed_here():
        return _read()
    kept = _kept
    if kept is None or monotonic() - kept[0] > FRESH:
        kept = _kept = (monotonic(), _read())
    return kept[1]


def forget(**_) -> None:
    """The next reader asks the tables."""
    global _kept
    _kept = None


def _heard(**_) -> None:
    forget()
    transaction.on_commit(forget)


def _changed_here() -> bool:
    # What is not committed may be rolled back and must not be kept for others.
    return any(entry[1] is forget for entry in connection.run_on_commit)


def _read() -> Calendar:
    days = list(CalendarDay.objects.values_list("date", "kind", "name"))
    years = CalendarYear.objects.filter(confirmed=True).values_list("year", flat=True)
    return Calendar(
        days={day: kind for day, kind, _ in days},
        confirmed=frozenset(years),
        names={day: name for day, _, name in days if name},
    )


def listen() -> None:
    """Hear of every change of the tables."""
    for model in (CalendarDay, CalendarYear):
        for signal in (post_save, post_delete):
            signal.connect(_heard, sender=model, dispatch_uid=f"calendar {model.__name__} {id(signal)}")
