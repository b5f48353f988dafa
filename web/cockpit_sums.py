"""What the cockpit counts, over what this person may see; every sum is the length of a list. Reads only.

Units and processes stand in the order of their codes: nobody is ranked (F26). A process brings figures of its own in
`figures.py` as a dictionary `FIGURES`: "findings", "burden" and "ledger" have a place here. `RETURNS` there names the
moves by which it sends work back; `cockpit_turns` counts them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.db.models import Count, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people import roles
from people.clock import CHINA
from policy import rules as policy
from processes import discovered
from web import asked, cockpit_areas, cockpit_turns
from workflows import clock, due, tally

WHOLE = frozenset({"minister", "deputy_minister", "supervision_office", "office"})
MONTHS = 12
NONE = "none"  # cases of no unit
LABELS = {
    "open": _("在办"), "red": _("红灯"), "yellow": _("黄灯"), "green": _("绿灯"), "grey": _("灰灯"),
    "none": _("无期限"), "watch": _("要盯的事"), "today": _("今天到期"),
    **cockpit_turns.WHATS,
}  # fmt: skip
AGES = (("15", 0, 15), ("30", 16, 30), ("60", 31, 60), ("more", 61, None))  # calendar days a finding has been open
AGE_LABELS = {"15": _("15 天以内"), "30": _("16—30 天"), "60": _("31—60 天"), "more": _("60 天以上")}


@cache
def figures():
    """Name → the reader that a process registered under it."""
    found = {}
    for name in discovered():
        if find_spec(f"{name}.figures"):
            found |= getattr(import_module(f"{name}.figures"), "FIGURES", {})
    return found


@dataclass
class Scope:
    """Which cases one reader's cockpit is about."""

    user: object
    held: frozenset
    units: list  # ids; empty for those who watch over everything
    unit: str = ""  # code, when narrowed
    kind: str = ""
    month: str = ""  # in which the case was registered, as 2026-11
    area: str = ""  # department | townships; "" the whole county
    at: object = field(default_factory=clock.now)

    @property
    def whole(self):
        return bool(self.held & WHOLE)

    @property
    def may_urge(self):
        return self.whole

    def cases(self):
        """All cases, narrowed to what was chosen."""
        found = policy.visible(self.user)
        if not self.whole:
            found = found.filter(owner_unit__in=self.units)
        if self.unit:
            found = found.filter(owner_unit=None) if self.unit == NONE else found.filter(owner_unit__code=self.unit)
        found = cockpit_areas.within(found, self.area)
        found = found.filter(kind=self.kind) if self.kind else found
        return found.filter(created__range=self.within()) if self.month else found

    def areas(self):
        """(code, label) of what one may choose; a head of units sees those alone and chooses nothing."""
        return list(cockpit_areas.LABELS.items()) if self.whole else []

    def within(self):
        """The first and the last moment of the month."""
        first = date.fromisoformat(f"{self.month}-01")
        next_one = (first + timedelta(days=31)).replace(day=1)
        begins, ends = (datetime.combine(day, datetime.min.time(), CHINA) for day in (first, next_one))
        return begins, ends - timedelta(microseconds=1)

    def year(self):
        """The first moment of this year."""
        first = date(self.at.astimezone(CHINA).year, 1, 1)
        return datetime.combine(first, datetime.min.time(), CHINA)

    def months(self):
        """The months that may be chosen: this one and the eleven before."""
        first = self.at.astimezone(CHINA).date().replace(day=1)
        found = [first]
        while len(found) < MONTHS:
            found.append((found[-1] - timedelta(days=1)).replace(day=1))
        return [day.strftime("%Y-%m") for day in found]


def scope(user, unit="", kind="", month="", area=""):
    """The scope of a reader, or None: who neither watches over all nor heads a unit has no cockpit."""
    held = roles.roles_of(user)
    units = [] if held & WHOLE else roles.heads(user)
    return Scope(user, held, units, unit, kind, month, area) if held & WHOLE or units else None


def whats(at):
    """Code → the cases counted under it."""
    lights = tally.by_light(at)
    today = due.end_of(at.date())
    return lights | {
        "open": tally.OPEN, "watch": lights[tally.RED] | lights[tally.YELLOW],
        "today": tally.OPEN & ~tally.paused() & Q(due__gte=at, due__lte=today),
    }  # fmt: skip


def totals(found):
    """Code → number over a scope."""
    sums = {what: Count("pk", filter=q) for what, q in whats(found.at).items()}
    return found.cases().filter(tally.OPEN).aggregate(**{f"n_{what}": count for what, count in sums.items()})


@dataclass
class Line:
    """Lights of one unit or process."""

    key: str
    label: str
    counts: dict

    @property
    def numbers(self):
        return [(light, self.counts[light]) for light in tally.ORDER]

    @property
    def total(self):
        return sum(self.counts.values())


def by_unit(found):
    """Lights of each unit that has open cases, in the order of their codes."""
    rows = _grouped(found, "owner_unit__code", "owner_unit__name")
    return [
        Line(row["owner_unit__code"] or NONE, row["owner_unit__name"] or str(_("未定单位")), _lights(row))
        for row in rows
    ]


def by_process(found):
    """Lights of each process that has open cases."""
    rows = _grouped(found, "kind")
    return [Line(row["kind"], str(_process(row["kind"])), _lights(row)) for row in rows]


def _grouped(found, *names):
    sums = {f"n_{light}": count for light, count in tally.counts(found.at).items()}
    return found.cases().filter(tally.OPEN).values(*names).annotate(**sums).order_by(*names)


def _lights(row):
    return {light: row[f"n_{light}"] for light in tally.ORDER}


def _process(kind):
    process = asked.process(kind)
    return gettext(process.label) if process else kind


def findings(found):
    """(grades, rows of (age, label, [(grade, number)])) of open findings, or None where no process has any."""
    reader = figures().get("findings")
    if not reader:
        return None
    read, grades = reader
    sums = {
        f"{age}_{grade}": Count("pk", filter=Q(grade=grade) & aged(found.at, age))
        for age, _from, _to in AGES
        for grade, _label in grades
    }
    numbers = read(found.cases()).aggregate(**sums) if sums else {}
    rows = [
        (age, AGE_LABELS[age], [(grade, label, numbers[f"{age}_{grade}"]) for grade, label in grades])
        for age, _from, _to in AGES
    ]
    return {"grades": grades, "rows": rows, "total": sum(numbers.values())}


def aged(at, age):
    """Findings that have been open for so many days."""
    first, last = next((first, last) for code, first, last in AGES if code == age)
    newest = Q(since__lt=at - timedelta(days=first)) if first else Q()
    return newest & (Q() if last is None else Q(since__gte=at - timedelta(days=last + 1)))


def burden(found):
    """[(code, unit, number)] of inspections in this year, or None where no process inspects."""
    read = figures().get("burden")
    if not read:
        return None
    rows = _targets(read, found).values("unit__code", "unit__name").annotate(n=Count("case", distinct=True))
    return [(row["unit__code"], row["unit__name"], row["n"]) for row in rows.order_by("unit__code")]


def _targets(read, found):
    """Inspections narrow by the unit that is inspected, not by the one that inspects."""
    rows = read(policy.visible(found.user), found.at.year)
    if found.month:
        rows = rows.filter(case__created__range=found.within())
    if not found.whole:
        rows = rows.filter(unit__in=found.units)
    rows = cockpit_areas.within(rows, found.area, "unit")
    return rows.filter(unit__code=found.unit) if found.unit else rows


def ledger(found, most):
    """The months of projects, or None where no process keeps a ledger."""
    read = figures().get("ledger")
    return read(found.cases(), found.at.year, most) if read else None


def chosen(found, what, *, grade="", age="", inspected=""):
    """The list behind a number; KeyError if nothing is counted under that code."""
    if what == "findings":
        read, _grades = figures()["findings"]
        rows = read(found.cases()).filter(aged(found.at, age) if age else Q(), **({"grade": grade} if grade else {}))
        return policy.visible(found.user).filter(pk__in=rows.values("pk"))
    if what == "ledger":
        return policy.visible(found.user).filter(pk__in=figures()["projects"](found.cases()).values("pk"))
    if what == "inspected":
        rows = _targets(figures()["burden"], found)
        return policy.visible(found.user).filter(pk__in=rows.filter(unit__code=inspected).values("case"))
    if what in cockpit_turns.WHATS:
        return cockpit_turns.chosen(found, what)
    return found.cases().filter(whats(found.at)[what] & tally.OPEN)
