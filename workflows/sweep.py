"""The clock at work: terms that are over lapse through the same door, as the system user, only by the moves named."""

from django.db.models import Q

from people import roles
from people.models import CalendarYear
from workflows import clock, due, ladder, moves
from workflows.acts import recusing
from workflows.errors import Refused
from workflows.models import Case


def lapse(limit=50):
    """Take the lapse move of every case whose term is over and not provisional. Returns how many were taken."""
    at = clock.now()
    ripe = Case.objects.filter(due__lt=at, provisional=False).exclude(lapse_move="").order_by("due")[:limit]
    return sum(_lapsed(case, at) for case in ripe)


def _lapsed(case, at):
    try:
        moves.move(case.own, case.lapse_move, by=roles.system_user(), reason="期限届满，系统按规则办理")
    except Refused:  # somebody was faster, or a guard still holds it
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
    found = due.of_stage(case.rules, case.stage, case.stage_since, case.moments_known)
    if (found.due, found.provisional) == before:
        return False
    moves.act(case, "reckon", by=roles.system_user())
    return True
