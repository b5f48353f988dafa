"""Certificates of the demonstration: those of its two approved works, accepted by real moves."""

from processes.immunity.models import Certificate
from processes.immunity.walk import Walk  # it also helps the walk of whoever is held responsible

ORDER = 2  # after the works that the certificates are for
SITES, GRID = "容〔2026〕0001号", "容〔2026〕0002号"


def build(people):
    """Accept them the day after they were issued, unless they are."""
    for case in Certificate.objects.filter(stage="issued", number__in=(SITES, GRID)).order_by("pk"):
        Walk(people, case, case.stage_since).after(1).accept()
