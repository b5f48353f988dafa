"""Done by the clock: opinions are revealed when their time is up. Nothing adverse is decided here (F29)."""

from people import roles
from processes.consultation.models import Consultation
from workflows import clock, moves
from workflows.errors import Refused


def reveal():
    """Open the opinions of every session whose time is over."""
    ripe = Consultation.objects.filter(stage="session", revealed_at=None, opinions_until__lt=clock.now())
    for case in ripe.order_by("opinions_until")[:50]:
        try:
            moves.act(case, "reveal_opinions", by=roles.system_user())
        except Refused:  # somebody was faster, or the session broke off
            continue


JOBS = [reveal]
