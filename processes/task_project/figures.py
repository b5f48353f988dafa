"""What the cockpit shows of projects: the months of their ledger. Reads only."""

from processes.task_project import ledger, months
from processes.task_project.models import TaskProject


def kept(seen):
    """The projects among the cases `seen` that have a ledger."""
    return TaskProject.objects.filter(pk__in=seen.values("pk")).exclude(baseline={})


def book(seen, year, most):
    """(months, rows) of the first projects among the cases `seen` that have a ledger, and how many there are."""
    found = kept(seen).select_related("owner_unit")
    shown = found.filter(pk__in=list(found.order_by("number", "pk").values_list("pk", flat=True)[:most]))
    span = (f"{year}-01", f"{year}-12")
    return months.span(*span), ledger.rows(shown.order_by("number", "pk"), *span), found.count()


FIGURES = {"ledger": book, "projects": kept}
RETURNS = ("dispute", "fail_acceptance")  # moves by which work is sent back to be done again
