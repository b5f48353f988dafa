"""The clock at work: terms that are over lapse through the same door, as the system user, only by the moves named."""

import structlog
from django.db.models import Q
from django.utils import timezone

from people import roles
from people.models import CalendarYear
from workflows import clock, ladder, moves, pauses
from workflows.acts import recusing
from workflows.defence import reminding
from workflows.errors import Refused
from workflows.models import Case, Pause

log = structlog.get_logger(__name__)


class Rounds:
    """Goes round through rows, some at a time: what is refused today keeps nobody behind it waiting for ever."""

    def __init__(self):
        self.past = {}

    def some(self, which, rows, limit):
        """The next rows, by due date; after the last the first again."""
        past = self.past.pop(which, None)
        if past:
            rows = rows.filter(Q(due__gt=past[0]) | Q(due=past[0], pk__gt=past[1]))
        found = list(rows.order_by("due", "pk")[:limit])
        if len(found) == limit:
            self.past[which] = (found[-1].due, found[-1].pk)
        return found


rounds = Rounds()


def _taken(call, *args, **kwargs):
    """Whether the clock's act was taken. One case that fails spoils nothing for the others; it is tried again."""
    try:
        call(*args, by=roles.system_user(), **kwargs)
    except Refused:  # somebody was faster, or a rule still holds it
        return False
    except Exception:
        log.exception("sweep.failed")
        return False
    return True


def ripe(at):
    """Cases whose term is over and that lapse by themselves."""
    found = Case.objects.filter(due__lt=at, provisional=False, suspended_at=None)
    return found.exclude(lapse_move="")


def lapse(limit=50):
    """Take the lapse move of every case whose term is over and not provisional. Returns how many were taken."""
    found = rounds.some("lapse", ripe(clock.now()), limit)
    why = "期限届满，系统按规则办理"
    return sum(_taken(moves.move, case.own, case.lapse_move, reason=why) for case in found)


def resume(limit=50):
    """Cases that were suspended until a day go on when it has come. Returns how many did."""
    day = timezone.localdate(clock.now())
    ended = Pause.objects.filter(until=None, planned__lte=day).order_by("planned").values("case")[:limit]
    found, why = Case.objects.filter(pk__in=[row["case"] for row in ended]), "暂停的期限已到，系统按规则恢复"
    return sum(_taken(moves.act, case.own, "resume", reason=why) for case in found)


def raise_recusals():
    """Recusals that were not decided in time go one level further up (F02). Returns how many cases did."""
    late = recusing.overdue(clock.now())
    return sum(_taken(moves.act, case.own, "raise_recusal") for case in Case.objects.filter(pk__in=late))


def climb(limit=50):
    """Bring every case up the rungs of the ladder it has come to; each is taken once. Returns how many were taken."""
    at, count = clock.now(), 0
    for place, (rung, which) in enumerate(ladder.scopes()):
        found = rounds.some(f"climb {place}", ladder.standing_on(rung, at, which), limit)
        count += sum(_taken(moves.act, case.own, "climb", days=rung.days) for case in found)
    return count


def remind_defence(limit=50):
    """Remind whom a case is about three working days before their term of defence ends. Returns in how many cases."""
    at = clock.now()
    cases = {row.case_id: row.case for row in reminding.waiting(at)[: limit * 4]}
    found = [case for case in cases.values() if reminding.soon(case, at)][:limit]
    return sum(_taken(moves.act, case.own, "remind_defence") for case in found)


def recompute(year):
    """When a year's holidays are confirmed, provisional terms are computed anew, each with an event."""
    if not CalendarYear.objects.filter(year=year, confirmed=True).exists():
        return 0
    waiting = Case.objects.filter(Q(provisional=True), finished=None)
    return sum(_recomputed(case.own) for case in waiting)


def _recomputed(case):
    before = (case.due, case.provisional)
    found = pauses.deadline(case)
    if (found.due, found.provisional) == before:
        return False
    moves.act(case, "reckon", by=roles.system_user())
    return True
