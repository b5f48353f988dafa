"""Whose term of defence ends soon, and who was not reminded of it. Reads only."""

from datetime import timedelta

from workflows import ladder
from workflows.declare import Rung
from workflows.defence import readers
from workflows.models import Defence

SOON = Rung(days=-3, to=(), topic="defence.soon")  # three working days before the end: our choice, as on the ladder
LONGEST = timedelta(days=180)  # a case may stand still so long before what was first reckoned is given up


def waiting(at):
    """Rounds that may have come to their reminder: received, not answered, not reminded of. `standing` decides."""
    found = Defence.objects.filter(reminded_at=None, received_at=None, waived_at=None, case__finished=None)
    found = found.filter(due_at__lte=ladder.latest_due(SOON, at), due_at__gt=at - LONGEST, case__suspended_at=None)
    return found.select_related("case").order_by("due_at", "pk")


def soon(case, at):
    """Where the rounds of a case stand of which it is time to remind the person now."""
    latest = ladder.latest_due(SOON, at)
    found = [readers.standing(case, row, at) for row in readers.rounds(case) if row.reminded_at is None]
    return [one for one in found if not one.heard and one.deadline.due and at <= one.deadline.due <= latest]
