"""How often a unit has been inspected: the year's quota and the days between two inspections (F26). Reads only."""

from datetime import timedelta

from django.db.models import Q

from policy import rules as policy
from processes.inspection import limits
from processes.inspection.rows import Target

BEFORE_FIELD = ("planned", "plan_review", "cancelled")


def around(case, unit, seen_by=None):
    """Approved inspections of a unit within sixty days of this plan; only those that `seen_by` may see, if named."""
    reach = timedelta(days=limits.of(case, "apart"))
    near = Q(case__starts_on__lte=case.ends_on + reach, case__ends_on__gte=case.starts_on - reach)
    return _others(case, unit, seen_by).filter(near)


def in_year(case, unit, seen_by=None):
    """Approved inspections of a unit in the year of this plan."""
    return _others(case, unit, seen_by).filter(case__starts_on__year=case.starts_on.year)


def _others(case, unit, seen_by):
    found = Target.objects.filter(unit=unit, case__starts_on__isnull=False, case__ends_on__isnull=False)
    found = found.exclude(case__stage__in=BEFORE_FIELD).exclude(case=case.pk).select_related("case")
    return found.filter(case__in=policy.visible(seen_by).filter(kind=case.kind).values("pk")) if seen_by else found


def free_from(case, unit):
    """The first day on which a plan would stand sixty days after the last inspection of a unit."""
    last = max(row.case.ends_on for row in around(case, unit))
    return last + timedelta(days=limits.of(case, "apart") + 1)
