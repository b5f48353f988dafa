"""Lengths of time that a guard and a form share."""

from people import calendar
from workflows.declare import Term

ANSWER_LATE = Term(n=3, unit="wd", start="draft")
LONGEST_DEFERRAL = Term(n=3, unit="m", start="deferred")


def end_of_term(term, day):
    """The last day of a term counted from `day`; it does not roll on."""
    return calendar.load().add(day, term.n, term.unit, roll=False).date
