"""Done by the clock: who has not answered after ten working days is reminded. Nothing adverse is decided here (F29)."""

from django.utils import timezone

from people import calendar, roles
from processes.admonition.models import Admonition
from processes.admonition.words import Stage
from workflows import clock, moves
from workflows.errors import Refused
from workflows.models import Moment

AFTER = 10  # working days from service


def remind():
    """Remind each person once for each letter."""
    last = calendar.load().add(clock.today(), -AFTER, "wd", roll=False).date
    waiting = Admonition.objects.filter(stage=Stage.AWAITING_REPLY, written_at=None, suspended_at=None)
    served = dict(Moment.objects.filter(case__in=waiting, code="served").values_list("case", "at"))
    told = dict(Moment.objects.filter(case__in=waiting, code="reminded").values_list("case", "at"))
    for case in waiting.filter(pk__in=served).order_by("stage_since")[:50]:
        since = served[case.pk]
        if timezone.localdate(since) > last or case.pk in told and told[case.pk] >= since:
            continue
        try:
            moves.act(case, "remind_reply", by=roles.system_user())
        except Refused:  # answered meanwhile
            continue


JOBS = [remind]
