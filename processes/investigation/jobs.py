"""What the clock does for investigations. It reminds; it decides and forgets nothing (F29)."""

from django.db.models import F, Q

from people import roles
from processes.investigation.models import Investigation
from workflows import clock, moves
from workflows.errors import Refused


def remind():
    """The day of another look has come; each stay is reminded of once."""
    ripe = Investigation.objects.filter(stage="stored", review_on__lte=clock.today())
    _each(ripe.filter(Q(reminded_at=None) | Q(reminded_at__lt=F("stage_since")))[:50], "remind_review")


def _each(cases, name):
    for case in cases:
        try:
            moves.act(case, name, by=roles.system_user())
        except Refused:  # somebody was faster
            continue


JOBS = [remind]
