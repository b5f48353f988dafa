"""The clock at work: terms that are over lapse through the same door, as the system user, only by the moves named."""

from django.db.models import Q
from django.utils import timezone

from people import roles
from people.models import CalendarYear
from workflows import clock, ladder, moves, pauses
from workflows.acts import recusing
from workflows.errors import Refused
from workflows.models import Case, Pause


def lapse(limit=50):
    """Take the lapse move of every case whose term is over and not provisional. Returns how many were taken."""
    at = clock.now()
    ripe = (
        Case.objects.filter(due__lt=at, provisional=False)
        .exclude(lapse_move="")
        .filter(suspended_at=None)
        .order_by("due")[:limit]
    )
    return sum(_lapsed(case, at) for case in ripe)


def _lapsed(case, at):
    try:
        moves.move(case.own, case.lapse_move, by=roles.system_user(), reason="期限届满，系统按规则办理")
    except Refused:  # somebody was faster, or a guard still holds it
        return False
    return True


def resume(limit=50):
    """Cases that were suspended until a day go on when it has come. Returns how many did."""
    day = timezone.localdate(clock.now())
    ripe = Pause.objects.filter(until=None, planned__lte=day).order_by("planned").values("case")[:limit]
    return sum(_resumed(case) for case in Case.objects.filter(pk__in=[row["case"] for row in ripe]))


def _resumed(case):
    try:
        moves.act(case.own, "resume", by=roles.system_user(), reason="暂停的期限已到，系统按规则恢复")
    except Refused:  # somebody was faster
        return False
    return True


def raise_recusals():
    """Recusals that were not decided in time go one level further up (F02). Returns how many cases did."""
    late = recusing.overdue(clock.now())
    return sum(_raised(case) for case in Case.objects.filter(pk__in=late))


def _raised(case):
    try:
        moves.act(case.own, "raise_recusal", by=roles.system_user())
    except Refused:  # nobody is above, or somebody has decided meanwhile
        return False
    return True


def climb(limit=50):
    """Bring every case up the rungs of the ladder it has come to; each tells once. Returns how many were taken."""
    at = clock.now()
    return sum(_climbed(case, rung) for rung in ladder.RUNGS for case in ladder.standing_on(rung, at)[:limit])


def _climbed(case, rung):
    try:
        moves.act(case.own, "climb", by=roles.system_user(), days=rung.days)
    except Refused:  # another worker was faster, or somebody has moved the case
        return False
    return True


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
