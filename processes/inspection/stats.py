"""What inspections add up to, over what the reader may see whole; every number names the list it counts. Reads only.

Units stand in the order of their codes and never by their numbers: how often somebody was inspected, or how much was
found, is a measure of burden and of work, not a contest (F26).
"""

from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from people import calendar, clock
from policy import rules as policy
from processes.inspection import limits, parts
from processes.inspection.choices import Severity
from processes.inspection.models import Inspection
from processes.inspection.rows import Finding, GoodPractice, Objection, Target, Topic, Visit
from workflows import due, registry, rulesets

ENDED = ("issued", "objection", "closed")


@dataclass(frozen=True)
class Burden:
    """How often a unit was inspected this year, beside its quota, and how often somebody came."""

    unit: object
    inspections: int
    quota: int
    visits: int


@dataclass
class Summary:
    """All figures of the page."""

    total: int
    handed_in: int
    on_time: int
    findings: int
    objected: int
    decided: int
    upheld: int
    practices: int
    quarters: list  # (quarter, covered, all)
    matrix: list  # (unit, [(severity, count)…], total)
    burden: list

    @property
    def on_time_share(self):
        return share(self.on_time, self.handed_in)

    @property
    def objected_share(self):
        return share(self.objected, self.findings)

    @property
    def upheld_share(self):
        return share(self.upheld, self.decided)


def share(part, whole):
    return round(100 * part / whole) if whole else None


def seen(user):
    """Inspections that a reader sees whole: not those in which their own unit is inspected."""
    rows = Inspection.objects.filter(pk__in=policy.visible(user).filter(kind="inspection").values("pk"))
    own = {case.pk for case in rows.filter(targets__unit=user.unit_id) if parts.is_target(case, user)}
    return rows.exclude(pk__in=own)


def of(user):
    """The figures over what `user` may see."""
    cases = seen(user)
    counts = {what: len(listed(user, what, cases=cases)) for what in COUNTED}
    return Summary(
        total=counts["all"], handed_in=counts["handed_in"], on_time=counts["on_time"], findings=counts["findings"],
        objected=counts["objected"], decided=counts["decided"], upheld=counts["upheld"],
        practices=counts["practices"], quarters=_quarters(cases), matrix=_matrix(cases), burden=_burden(cases),
    )  # fmt: skip


def _quarters(cases):
    found = {}
    for topic in _topics(cases):
        row = found.setdefault(topic.case.quarter, [0, 0])
        row[0] += covered(topic)
        row[1] += 1
    return [(quarter, *found[quarter]) for quarter in sorted(found, reverse=True)]


def covered(topic):
    """Whether something was written about a topic."""
    return len(topic.note.strip()) >= limits.NOTE


def _matrix(cases):
    rows = list(findings(cases))
    units = sorted({row.unit for row in rows}, key=lambda unit: unit.code)
    return [_line(unit, [row for row in rows if row.unit == unit]) for unit in units]


def _line(unit, rows):
    counts = [(code, sum(row.severity == code for row in rows)) for code in Severity.values]
    return unit, counts, len(rows)


def _burden(cases):
    year = clock.today().year
    rows = list(_targets(cases, year))
    visits = list(Visit.objects.filter(case__in=cases, at__year=year).values_list("unit", flat=True))
    units = sorted({row.unit for row in rows}, key=lambda unit: unit.code)
    quota = rulesets.ruled(registry.current("inspection")).limit("per_year", limits.LIMITS["per_year"].n)
    return [Burden(unit, sum(row.unit == unit for row in rows), quota, visits.count(unit.pk)) for unit in units]


def _targets(cases, year):
    rows = Target.objects.filter(case__in=cases, case__starts_on__year=year).select_related("unit", "case")
    return rows.exclude(case__stage__in=("planned", "plan_review", "cancelled"))


def findings(cases):
    """Findings of issued reports that stand."""
    rows = Finding.objects.filter(case__in=cases, case__stage__in=ENDED).exclude(state="withdrawn")
    return rows.select_related("unit", "case").order_by("case__number", "no")


def in_time(case, days):
    """Whether the report was handed in within its term."""
    term = case.rules.find("report_draft", "submit_report").term
    start = timezone.make_aware(datetime.combine(case.field_ended_on, time(12)))
    return case.handed_in_at <= due.of_term(term, start, days=days).due


def _handed_in(cases):
    return list(cases.exclude(handed_in_at=None).exclude(field_ended_on=None).order_by("number"))


def _on_time(cases):
    days = calendar.load()
    return [case for case in _handed_in(cases) if in_time(case, days)]


def _objections(cases):
    return (
        Objection.objects.filter(case__in=cases).select_related("finding__unit", "case").order_by("case__number", "no")
    )


def _topics(cases):
    return Topic.objects.filter(case__in=cases).select_related("case").order_by("case__number", "no")


def _objected(cases):
    objected = _objections(cases).values("finding")
    rows = Finding.objects.filter(pk__in=objected).select_related("unit", "case")
    return rows.order_by("case__number", "no")


COUNTED = {
    "all": lambda cases: cases.order_by("number"),
    "handed_in": _handed_in,
    "on_time": _on_time,
    "findings": lambda cases: Finding.objects.filter(case__in=cases, case__stage__in=ENDED)
    .select_related("unit", "case").order_by("case__number", "no"),
    "standing": findings,
    "objected": _objected,
    "decided": lambda cases: _objections(cases).exclude(decided_at=None),
    "upheld": lambda cases: _objections(cases).exclude(decided_at=None).exclude(ruling="kept"),
    "practices": lambda cases: GoodPractice.objects.filter(case__in=cases, case__stage__in=ENDED, dropped=False)
    .select_related("unit", "case").order_by("case__number", "no"),
    "topics": _topics,
    "covered": lambda cases: [row for row in _topics(cases) if covered(row)],
    "inspected": lambda cases: _targets(cases, clock.today().year).order_by("case__number"),
    "visits": lambda cases: Visit.objects.filter(case__in=cases, at__year=clock.today().year)
    .select_related("unit", "case").order_by("at"),
}  # fmt: skip


def listed(user, what, *, cases=None, unit=None, severity="", quarter=""):
    """The rows that one number counts."""
    rows = COUNTED[what](seen(user) if cases is None else cases)
    wanted = {"unit_id": unit, "severity": severity, "quarter": quarter}
    return [row for row in rows if all(_is(row, name, value) for name, value in wanted.items() if value)]


def _is(row, name, value):
    holder = row if hasattr(row, name) else row.case
    return str(getattr(holder, name, "")) == str(value)
