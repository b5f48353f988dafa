"""What the cockpit counts of inspections: how often each unit is inspected in a year. Reads only."""

from django.db.models import Q

from processes.inspection.burden import BEFORE_FIELD
from processes.inspection.choices import Mode
from processes.inspection.rows import Target


def burden(seen, year):
    """Units and the approved inspections of a year among the cases `seen`; what nobody may know yet is left out."""
    known = Q(case__mode=Mode.OPEN) | Q(case__issued_at__isnull=False)
    found = Target.objects.filter(known, case__in=seen.values("pk"), case__starts_on__year=year)
    return found.exclude(case__stage__in=BEFORE_FIELD)


FIGURES = {"burden": burden}
RETURNS = ("send_back_plan", "send_back_report")  # moves by which work is sent back to be done again
