"""How long what is kept, by process and outcome. Years after the end; None: for good.

Values differ by place and by year: an organisation's own table goes into settings.RETENTION, row by row.
"""

from datetime import date
from typing import NamedTuple

from django.conf import settings

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
        try:
            return ended.replace(year=ended.year + self.years)
        except ValueError:  # 29 February
            return date(ended.year + self.years, 3, 1)


def of(what, process="", outcome=""):
    """The term: the row that names process and outcome, else the process, else any."""
    table = TERMS | getattr(settings, "RETENTION", {})
    for key in ((what, process, outcome), (what, process, ""), (what, "", "")):
        if key in table:
            return Term("/".join(filter(None, key)), table[key])
    raise KeyError(what)


def years(rule):
    """How long a row of the table keeps what it names."""
    what, process, outcome, *_ = [*rule.split("/"), "", ""]
    return (TERMS | getattr(settings, "RETENTION", {})).get((what, process, outcome))
