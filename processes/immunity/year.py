"""The certificates of the demonstration year: one for each approved proposal, accepted by its holder."""

from processes.immunity.models import Certificate
from processes.immunity.walk import Walk

COUNTS = {"immunity": 24}


def begin(year):
    """Each is taken up on the morning after it was issued."""
    year.watch(Certificate.objects.filter(stage="issued"), accepted)


def accepted(year, case):
    Walk(year.people, case, year.now).accept()
