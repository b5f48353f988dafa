"""The ledger as people read it: projects down, months across, each month with what it says. Reads only."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from people import calendar
from policy import rules as policy
from processes.task_project import months
from processes.task_project.models import TaskProject
from processes.task_project.stages import Stage
from workflows import clock

TOLD, LATE, MISSING, WAITING, PAUSED, BLANK = "told", "late", "missing", "waiting", "paused", ""
COLOURS = {TOLD: "green", LATE: "yellow", MISSING: "red", PAUSED: "grey"}
STILL = (Stage.RUNNING, Stage.SUSPENDED)


@dataclass
class Cell:
    """One month of one project."""

    month: str
    state: str = BLANK
    progress: int | None = None
    words: str = ""
    locked: bool = False
    corrected: bool = False

    @property
    def colour(self):
        return COLOURS.get(self.state, "")


@dataclass
class Row:
    """One project and its months."""

    case: object
    cells: list = field(default_factory=list)

    @property
    def missing(self):
        return sum(cell.state == MISSING for cell in self.cells)


def projects(user):
    """The projects with a ledger that `user` may see, in the order of their numbers."""
    seen = policy.visible(user).filter(kind="task_project").values("pk")
    live = TaskProject.objects.filter(pk__in=seen).exclude(baseline={})
    return live.select_related("owner_unit").order_by("number", "pk")


def rows(cases, first, last, today=None):
    """The rows of some projects over the months `first` to `last`; a fixed number of queries."""
    found, days, today = list(cases.prefetch_related("entries", "locks", "corrections")), calendar.load(), today
    today = today or clock.today()
    span = months.span(first, last)
    ends = {month: months.last_working_day(month, days) for month in span}
    return [Row(case, cells(case, ends, today)) for case in found]


def cells(case, ends, today):
    """The months of one project; `ends`: month → its last working day."""
    told = {entry.month: entry for entry in case.entries.all()}
    locked = {lock.month for lock in case.locks.all()}
    corrected = {one.month: one for one in case.corrections.all()}
    return [_cell(case, month, ends[month], told.get(month), locked, corrected, today) for month in ends]


def _cell(case, month, end, entry, locked, corrected, today):
    cell = Cell(month, state(case, month, end, entry, today), locked=month in locked, corrected=month in corrected)
    if entry:
        cell.progress = entry.progress
    if month in corrected and corrected[month].progress is not None:
        cell.progress = corrected[month].progress
    cell.words = _words(cell, entry)
    return cell


def state(case, month, end, entry, today):
    """What a month says of a project."""
    if entry:
        return TOLD if timezone.localdate(entry.at) <= end else LATE
    first, last = case.baseline.get("on", "")[:7], months.key(until(case, today))
    if not first or not first <= month <= last:
        return BLANK
    if months.paused(month, case.pauses):
        return PAUSED
    if case.stage not in STILL and end >= until(case, today):
        return BLANK
    return WAITING if end >= today else MISSING


def until(case, today):
    """Until when months are expected: today while it runs, else the day on which it went on to its acceptance."""
    return today if case.stage in STILL else min(today, timezone.localdate(case.stage_since))


def _words(cell, entry):
    said = {
        TOLD: _("按时反馈"), LATE: _("迟报"), MISSING: _("未报"), WAITING: _("待报"), PAUSED: _("暂缓"), BLANK: "",
    }[cell.state]  # fmt: skip
    more = [_("已关账") if cell.locked else "", _("有更正") if cell.corrected else ""]
    if entry:
        said = _("%(said)s，%(day)s") % {"said": said, "day": timezone.localtime(entry.at).strftime("%m-%d")}
    return "；".join(part for part in (said, *more) if part)
