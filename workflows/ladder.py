"""The ladder of reminders before and after a due date: who is told on which working day, once each. Reads only.

Everybody on it is a person who may act; nothing adverse follows by itself (F29). The last rung asks a deputy minister
whether the case should be inspected; it does not open an inspection.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from people import calendar, memo
from people.models import User
from policy import rules as policy
from workflows import definitions, due, finding_people, tally
from workflows.declare import Rung
from workflows.models import Case, Climb, Definition
from workflows.models.work import BESIDE
from workflows.recusals import at_work

HOLDERS, HEAD, SUPERVISION = "holders", "section_head@owner_unit", "supervision_office"
DEPUTY, MINISTER = "deputy_minister", "minister"
KIND, DECIDER = "proposal", "inspection_decider"  # of the work item that the last rung gives


RUNGS = (
    Rung(days=-3, to=(HOLDERS,), topic="ladder.soon"),
    Rung(days=-1, to=(HOLDERS, HEAD), topic="ladder.soon"),
    Rung(days=1, to=(HOLDERS, HEAD, SUPERVISION)),
    Rung(days=3, to=(DEPUTY,)),
    Rung(days=5, to=(MINISTER,), topic="ladder.listed"),
    Rung(days=10, to=(DEPUTY,), does="propose"),
)
BY_DAYS = {rung.days: rung for rung in RUNGS}
TOPICS = {
    "remind": "ladder.late", "urge": "work.urged", "escalate": "ladder.escalated", "reassign": "work.reassigned",
    "propose": "ladder.proposed",
}  # fmt: skip


def of(case):
    """Days → rung of the ladder that holds for a case now: its stage's, its process's, or the usual one."""
    rules = case.rules
    stated = rules.stages[case.stage].rungs or rules.rungs
    return {rung.days: rung for rung in stated} if stated else BY_DAYS


def topic(rung):
    """The topic of the notice of a rung."""
    return rung.topic or TOPICS[rung.does]


def scopes():
    """(rung, which cases) of every ladder that is stated anywhere: as many as there are ladders, not cases."""
    own = {pk: definitions.rules_of(pk) for pk in _stating()}
    for rung in RUNGS:
        yield rung, ~Q(definition__in=own)
    for pk, rules in own.items():
        stages = {code: facts.rungs for code, facts in rules.stages.items() if facts.rungs}
        for rung in rules.rungs or RUNGS:
            yield rung, Q(definition=pk) & ~Q(stage__in=list(stages))
        for code, rungs in stages.items():
            for rung in rungs:
                yield rung, Q(definition=pk, stage=code)


def _stating():
    """Definitions that state a ladder of their own."""
    return Definition.objects.filter(text__contains='"rungs":').order_by("pk").values_list("pk", flat=True)


def latest_due(rung, at, days=None):
    """The latest due moment whose case stands on this rung at `at`."""
    days, today = days or calendar.load(), timezone.localdate(at)
    if rung.days < 0:
        return due.end_of(days.add(today, -rung.days, "wd").date)
    if not days.is_working(today):  # a day off brings nobody a day further
        today = days.add(today, -1, "wd", roll=False).date
    return due.end_of(days.add(today, -rung.days, "wd", roll=False).date)


def standing_on(rung, at, which=None):
    """Open cases, of those in `which`, that have come to this rung and were not told of it.

    A rung before the due date is for when that is ahead. Terms that are not certain yet, and cases that stand
    still, wait.
    """
    taken = Climb.objects.filter(case=OuterRef("pk"), due=OuterRef("due"), days=rung.days)
    found = Case.objects.filter(finished=None, provisional=False, due__lte=latest_due(rung, at)).exclude(tally.paused())
    if rung.days < 0:
        found = found.filter(due__gte=at)
    return found.filter(which or Q(), ~Exists(taken)).order_by("due", "pk")


def may_climb(case, rung, at):
    """Whether the case, read under its lock, still stands on this rung."""
    if case.finished or case.provisional or case.due is None or case.due > latest_due(rung, at):
        return False
    if rung.days < 0 and case.due < at or case.stage in map(str, getattr(case, "paused", ())):
        return False
    return not Climb.objects.filter(case=case.pk, due=case.due, days=rung.days).exists()


def people(case, rung):
    """Those told on a rung: holders, posts, the n-th superior of the holders; of them, who may see the case."""
    found = {}
    for role in rung.to:
        for person in _holders(case) if role == HOLDERS else _posts(case, role):
            found.setdefault(person.pk, person)
    if rung.does == "escalate":
        found |= {one.pk: one for holder in _holders(case) for one in superiors(holder, rung.level)}
    with memo.briefly():  # each of them is asked about the same posts
        return [one for one in found.values() if policy.may_see(one, case)]


def superiors(person, level):
    """The people on the n-th level above a person; on the topmost if there are fewer levels."""
    levels = finding_people.superiors(person)[: max(level, 1)]
    found = User.objects.filter(pk__in=levels[-1], is_active=True) if levels else ()
    return sorted(found, key=lambda one: one.pk)


def days_off(case, rung, at):
    """Working days before or after the due date: as many as the rung names, or more when it is made up for later."""
    if rung.days < 0:
        return -rung.days
    return max(rung.days, calendar.load().working_days_between(timezone.localdate(case.due), timezone.localdate(at)))


def _holders(case):
    items = case.task_set.filter(status="ASSIGNED", owner__kind="person").exclude(kind__in=(KIND, *BESIDE))
    return [item.owner for item in items.select_related("owner").order_by("pk")]


def _posts(case, role):
    return list(User.objects.filter(pk__in=case.players(role), is_active=True).order_by("pk"))


def deciders(case):
    """Ids of those who are asked whether the case should be inspected."""
    return [item.owner_id for item in at_work(case) if item.kind == KIND]
