"""Sums over the projects somebody may see; each sum is the length of a list that can be opened."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people import calendar
from policy import rules as policy
from processes.task_project import ledger, months
from processes.task_project.models import TaskProject
from processes.task_project.stages import Stage
from workflows import clock, tally

NONE = "none"  # of no unit


def visible(user):
    """The projects that `user` may see and that have been registered."""
    seen = policy.visible(user).filter(kind="task_project").values("pk")
    return TaskProject.objects.filter(pk__in=seen).exclude(stage__in=(Stage.DRAFTED, Stage.RETURNED))


def whats(at=None):
    """Code → the cases that are counted under it."""
    at = at or clock.now()
    done = Q(stage=Stage.DONE)
    in_time = Q(finished__date__lte=F("due_on"))
    return {
        "all": Q(), "open": tally.OPEN, **tally.by_light(at), "done": done, "on_time": done & in_time,
        "over_time": done & ~in_time, "terminated": Q(stage=Stage.TERMINATED), "changed": Q(changes__gt=0),
        "late_ever": (tally.OPEN & Q(due__lt=at)) | (done & ~in_time), "returned": Q(returned__gt=0),
    }  # fmt: skip


LABELS = {
    "all": _("全部"), "open": _("在办"), "red": _("红灯"), "yellow": _("黄灯"), "green": _("绿灯"), "grey": _("灰灯"),
    "none": _("无期限"), "done": _("办结"), "on_time": _("按期办结"), "over_time": _("逾期办结"),
    "terminated": _("终止"), "changed": _("有变更"), "late_ever": _("亮过红灯"), "returned": _("验收退回"),
}  # fmt: skip
SHOWN = ("open", "red", "yellow", "green", "grey", "done", "on_time", "terminated", "changed")


def chosen(user, what, unit=""):
    """The list behind a number; KeyError if nothing is counted under that code."""
    found = visible(user).filter(whats()[what])
    if unit == NONE:
        found = found.filter(owner_unit=None)
    elif unit:
        found = found.filter(owner_unit__code=unit)
    return found.select_related("owner_unit").order_by("due", "number", "pk")


@dataclass
class Line:
    """One unit, or all of them."""

    unit: str
    label: str
    counts: dict
    changes: int = 0
    red_days: int = 0
    told: int = 0
    expected: int = 0

    @property
    def numbers(self):
        """(code, number) in the order of the table."""
        return [(what, self.counts[what]) for what in SHOWN]

    @property
    def on_time(self):
        return percent(self.counts["on_time"], self.counts["done"])

    @property
    def completed(self):
        return percent(self.counts["done"], self.counts["all"])

    @property
    def punctual(self):
        return percent(self.told, self.expected)


def percent(part, whole):
    """A share in whole per cent, or None where there is nothing to share."""
    return round(100 * part / whole) if whole else None


def of(user):
    """(lines of the units by their code, the line of all)."""
    cases, asked = visible(user), whats()
    sums = {what: Count("pk", filter=q) for what, q in asked.items()} | {"n_changes": Sum("changes")}
    rows = cases.values("owner_unit__code", "owner_unit__name").annotate(**sums).order_by("owner_unit__code")
    lines = {row["owner_unit__code"]: _line(row, asked) for row in rows}
    _add_days(cases, asked, lines)
    _add_ledger(user, lines)
    return list(lines.values()), _whole(lines.values(), asked)


def _line(row, asked):
    code = row["owner_unit__code"] or NONE
    return Line(code, row["owner_unit__name"] or _("未定"), {w: row[w] for w in asked}, row["n_changes"] or 0)


def _whole(lines, asked):
    lines = list(lines)
    counts = {what: sum(line.counts[what] for line in lines) for what in asked}
    rest = {name: sum(getattr(line, name) for line in lines) for name in ("changes", "red_days", "told", "expected")}
    return Line("", _("合计"), counts, **rest)


def _add_days(cases, asked, lines):
    """How many working days red lights have shone, over those that did."""
    days, today = calendar.load(), clock.today()
    late = cases.filter(asked["late_ever"]).values_list("owner_unit__code", "due", "due_on", "finished")
    for code, due, due_on, finished in late:
        last = timezone.localdate(finished) if finished else today
        first = timezone.localdate(due) if due else due_on
        lines[code].red_days += days.working_days_between(first, last)


def _add_ledger(user, lines):
    """Months told in time, of the months that had to be told."""
    today = clock.today()
    shown = list(ledger.projects(user))
    if not shown:
        return
    first = min(case.baseline.get("on", today.isoformat())[:7] for case in shown)
    for row in ledger.rows(ledger.projects(user), first, months.key(today)):
        line = lines.get(row.case.owner_unit.code if row.case.owner_unit else None)
        if line:
            line.told += sum(cell.state == ledger.TOLD for cell in row.cells)
            line.expected += sum(cell.state in (ledger.TOLD, ledger.LATE, ledger.MISSING) for cell in row.cells)
