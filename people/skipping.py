"""Counting a term whose clock stood still: the days of a pause do not count. Pure."""

from dataclasses import replace
from datetime import date
from typing import Any

from people.calendar import Calendar, Due


def united(spans: Any) -> list[tuple[date, date]]:
    """The same days without overlap, in order: two reasons to stand still at once are one pause."""
    found: list[tuple[date, date]] = []
    for begun, ended in sorted(spans):
        if found and begun <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ended))
        elif ended > begun:
            found.append((begun, ended))
    return found


def counted(days: Calendar, begin: date, term: Any, spans: Any) -> tuple[Due, tuple]:
    """When a term ends, and the pauses that moved it.

    A pause is the days after the one on which it began up to the one on which it ended. One that began when the term
    was over changes nothing: what is late stays late. No term ends while its clock stands still.
    """
    end, lost, still = _end(days, begin, term, 0), 0, []
    for begun, ended in united(spans):
        if begun > end.date:
            break
        still.append((begun, ended))
        lost += _length(days, max(begun, begin) if term.n > 0 else begun, ended, term.unit)
        end = _end(days, begin, term, lost)
        if end.date < ended:
            end = replace(end, date=days.add(ended, 0, "cd").date)
    return end, tuple(still)


def _length(days: Calendar, begun: date, ended: date, unit: str) -> int:
    """Days that a pause takes, of the term's own kind; months lose days of the calendar."""
    return days.working_days_between(begun, ended) if unit == "wd" else (ended - begun).days


def _end(days: Calendar, begin: date, term: Any, lost: int) -> Due:
    if not lost or term.unit == "wd" and term.n >= 0:
        return days.add(begin, term.n + lost, term.unit)
    first = days.add(begin, term.n, term.unit, roll=False)
    end = days.add(first.date, lost, "wd" if term.unit == "wd" else "cd")
    return replace(end, provisional=first.provisional or end.provisional, why=[*first.why, *end.why])
