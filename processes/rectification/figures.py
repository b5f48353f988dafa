"""What the cockpit counts of rectifications: findings that are not struck off yet. Reads only."""

from django.db.models import F

from processes.rectification.choices import Severity
from processes.rectification.models import Rectification
from processes.rectification.stats import which

GRADES = tuple(Severity.choices)


def findings(seen):
    """The open findings among the cases `seen`, each with its `grade` and `since` when it is open."""
    found = Rectification.objects.filter(pk__in=seen.values("pk")).filter(which(what="open"))
    return found.annotate(grade=F("severity"), since=F("created"))


FIGURES = {"findings": (findings, GRADES)}
RETURNS = ("send_back", "fail_check")  # moves by which work is sent back to be done again
