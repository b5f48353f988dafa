"""What the clock does for investigations. It reminds and forgets; it decides nothing (F29)."""

from datetime import timedelta

from django.db.models import F, Q

from people import roles
from processes.investigation import limits
from processes.investigation.choices import FOUND
from processes.investigation.models import Investigation
from workflows import clock, moves
from workflows.errors import Refused


def remind():
    """The day of another look has come; each stay is reminded of once."""
    ripe = Investigation.objects.filter(stage="stored", review_on__lte=clock.today())
    _each(ripe.filter(Q(reminded_at=None) | Q(reminded_at__lt=F("stage_since")))[:50], "remind_review")


def forget():
    """Names leave an unfounded case a year after its end (F23)."""
    before = clock.now() - timedelta(days=365 * limits.NAMES_YEARS + 1)
    ended = Investigation.objects.filter(finished__lt=before, names_gone=False, stage__in=("closed", "dismissed"))
    rows = [case for case in ended[:200] if not any(row.get("finding") in FOUND for row in case.allegations)]
    _each(rows[:50], "forget_names")


def _each(cases, name):
    for case in cases:
        try:
            moves.act(case, name, by=roles.system_user())
        except Refused:  # somebody was faster
            continue


JOBS = [remind, forget]
