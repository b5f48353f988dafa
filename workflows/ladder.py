"""The ladder of reminders before and after a due date: who is told on which working day, once each. Reads only.

Everybody on it is a person who may act; nothing adverse follows by itself (F29). The last rung asks a deputy minister
whether the case should be inspected; it does not open an inspection.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from people import calendar
from policy import rules as policy
from workflows import due, tally
from workflows.models import Case, Climb
from workflows.models.work import BESIDE
from workflows.recusals import at_work

HOLDERS, HEAD, SUPERVISION = "holders", "section_head@owner_unit", "supervision_office"
DEPUTY, MINISTER = "deputy_minister", "minister"
KIND, DECIDER = "proposal", "inspection_decider"  # of the work item that the last rung gives


@dataclass(frozen=True)
class Rung:
    """One rung: working days after the due date, those told, and the topic of the notice."""

    days: int
    to: tuple
    topic: str
    proposes: bool = False


RUNGS = (
    Rung(-3, (HOLDERS,), "ladder.soon"),
    Rung(-1, (HOLDERS, HEAD), "ladder.soon"),
    Rung(1, (HOLDERS, HEAD, SUPERVISION), "ladder.late"),
    Rung(3, (DEPUTY,), "ladder.late"),
    Rung(5, (MINISTER,), "ladder.listed"),
    Rung(10, (DEPUTY,), "ladder.proposed", proposes=True),
)
BY_DAYS = {rung.days: rung for rung in RUNGS}


def latest_due(rung, at, days=None):
    """The latest due moment whose case stands on this rung at `at`."""
    days, today = days or calendar.load(), timezone.localdate(at)
    if rung.days < 0:
        return due.end_of(days.add(today, -rung.days, "wd").date)
    if not days.is_working(today):  # a day off brings nobody a day further
        today = days.add(today, -1, "wd", roll=False).date
    return due.end_of(days.add(today, -rung.days, "wd", roll=False).date)


def standing_on(rung, at):
    """Open cases that have come to this rung and were not told of it; one before the due date, while that is ahead.

    Terms that are not certain yet, and cases that stand still, wait.
    """
    taken = Climb.objects.filter(case=OuterRef("pk"), due=OuterRef("due"), days=rung.days)
    found = Case.objects.filter(finished=None, provisional=False, due__lte=latest_due(rung, at)).exclude(tally.paused())
    if rung.days < 0:
        found = found.filter(due__gte=at)
    return found.filter(~Exists(taken)).order_by("due")


def may_climb(case, rung, at):
    """Whether the case, read under its lock, still stands on this rung."""
    if case.finished or case.provisional or case.due is None or case.due > latest_due(rung, at):
        return False
    if rung.days < 0 and case.due < at or case.stage in map(str, getattr(case, "paused", ())):
        return False
    return not Climb.objects.filter(case=case.pk, due=case.due, days=rung.days).exists()


def people(case, rung):
    """Those told on a rung: who holds open work, and the posts named; of them, who may see the case."""
    found = {}
    for role in rung.to:
        for person in _holders(case) if role == HOLDERS else _posts(case, role):
            found.setdefault(person.pk, person)
    return [one for one in found.values() if policy.may_see(one, case)]


def days_off(case, rung, at):
    """Working days before or after the due date: as many as the rung names, or more when it is made up for later."""
    if rung.days < 0:
        return -rung.days
    return max(rung.days, calendar.load().working_days_between(timezone.localdate(case.due), timezone.localdate(at)))


def _holders(case):
    items = case.task_set.filter(status="ASSIGNED", owner__kind="person").exclude(kind__in=(KIND, *BESIDE))
    return [item.owner for item in items.select_related("owner").order_by("pk")]


def _posts(case, role):
    from people.models import User

    return list(User.objects.filter(pk__in=case.players(role), is_active=True).order_by("pk"))


def deciders(case):
    """Ids of those who are asked whether the case should be inspected."""
    return [item.owner_id for item in at_work(case) if item.kind == KIND]
