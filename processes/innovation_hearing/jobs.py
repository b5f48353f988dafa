"""What the clock does for proposals."""

from django.db.models import F, Q

from people import roles
from processes.innovation_hearing.models import InnovationHearing
from workflows import clock, moves
from workflows.errors import Refused


def remind():
    """Remind the sections whose deferred proposals are soon due again; each once before its day."""
    ripe = InnovationHearing.objects.filter(stage="deferred", warn_at__lte=clock.now())
    for case in ripe.filter(Q(reminded_at=None) | Q(reminded_at__lt=F("stage_since")))[:50]:
        try:
            moves.act(case, "remind_resubmit", by=roles.system_user())
        except Refused:  # somebody has reported again meanwhile
            continue


JOBS = [remind]
