"""How long what is kept, by process and outcome. Years after the end; None: for good.

Values differ by place and by year: an organisation's own table goes into settings.RETENTION, row by row.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q

from people import clock

IDENTITY, REPORT, CASE, NAMES = "identity", "report", "case", "names"
PERMANENT = None
# (what, process, outcome) → years; an empty word stands for any.
TERMS = {
    (IDENTITY, "", ""): 2,
    (REPORT, "", ""): 30,
    (NAMES, "", ""): 1,
    (CASE, "suggestion", ""): 10,
    (CASE, "innovation_hearing", ""): PERMANENT,
    (CASE, "innovation_hearing", "withdrawn"): 10,
    (CASE, "consultation", ""): 30,
    (CASE, "inspection", ""): 30,
    (CASE, "rectification", ""): 10,
    (CASE, "task_project", ""): 30,
    (CASE, "admonition", ""): 10,
    (CASE, "", ""): 30,
}


class Term(NamedTuple):
    """A term and the row of the table that it comes from."""

    rule: str
    years: int | None

    def due(self, ended: date):
        """The first day on which it is over, or None."""
        if self.years is None:
            return None
        return _moved(ended, self.years)


def _moved(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


def of(what, process="", outcome=""):
    """The term: the row that names process and outcome, else the process, else any."""
    table = TERMS | getattr(settings, "RETENTION", {})
    for key in ((what, process, outcome), (what, process, ""), (what, "", "")):
        if key in table:
            return Term("/".join(filter(None, key)), table[key])
    raise KeyError(what)


def over(limit: date, processes) -> Q:
    """Condition on cases: those whose term is over on a day. What is kept for good is never among them."""
    table, found = TERMS | getattr(settings, "RETENTION", {}), Q(pk__in=())
    for process in processes:
        outcomes = [outcome for what, of_, outcome in table if (what, of_) == (CASE, process) and outcome]
        found |= _ended(limit, of(CASE, process).years, kind=process) & ~Q(stage__in=outcomes)
        for outcome in outcomes:
            found |= _ended(limit, of(CASE, process, outcome).years, kind=process, stage=outcome)
    return found


def _ended(limit, years, **which):
    """Of these, what ended long enough ago; a day more is let through, and looked at by itself."""
    if years is PERMANENT:
        return Q(pk__in=())
    last = _moved(limit, -years) + timedelta(days=2)
    return Q(finished__lt=datetime.combine(last, time.min, clock.CHINA), **which)


def years(rule):
    """How long a row of the table keeps what it names."""
    what, process, outcome, *_ = [*rule.split("/"), "", ""]
    return (TERMS | getattr(settings, "RETENTION", {})).get((what, process, outcome))
