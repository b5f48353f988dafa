"""What the case page of a project adds: its tasks and its months."""

from dataclasses import dataclass, field

from django import template

from people import calendar
from processes.task_project import comparing, ledger, months
from workflows import clock

register = template.Library()


@dataclass
class Line:
    """One month of one project as its page shows it."""

    cell: object
    entry: object = None
    corrections: list = field(default_factory=list)


@register.simple_tag
def plan_of(case):
    """The tasks of a project, then and now."""
    return comparing.of(case)


@register.simple_tag
def book_of(case):
    """The months of a project, the newest first."""
    first, today, days = case.baseline.get("on", "")[:7], clock.today(), calendar.load()
    if not first:
        return []
    ends = {m: months.last_working_day(m, days) for m in months.span(first, months.key(today))}
    told = {entry.month: entry for entry in case.entries.all()}
    fixed = {}
    for one in case.corrections.all():
        fixed.setdefault(one.month, []).append(one)
    shown = [Line(cell, told.get(cell.month), fixed.get(cell.month, [])) for cell in ledger.cells(case, ends, today)]
    return [line for line in shown if line.cell.state][::-1]
