"""The blind check (F12, L18): no adverse proposal goes on before the discipline liaison has looked for retaliation.

Every adverse proposal waits, also against somebody who never reported, and says the same while it waits: so nobody
learns from it that there was a report. Only the liaison, with a key of their own, lets the system compare; the answer
is shown to them and stands in no table. See docs/decisions/0036.
"""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from intake.models import Clearance, Report
from ledger.models import Event
from people import calendar, clock, roles
from people.models import User
from policy import access_log
from policy import reports as policy
from vault import keepers, marks, safes
from workflows import moves, registry
from workflows.errors import Refused
from workflows.models import Outbox
from workflows.store.queue import turn
from workflows.touched import touched

WITHIN = timedelta(days=730)  # 24 months
TERM = 10  # working days
SHORTEST = 10
NOTE, TOPIC = "review", "desk.check"
ADVERSE, NAMING = {}, []


class Adverse(NamedTuple):
    """In which stages a process waits, and whom a case is against: ids of people, none if nobody is named yet."""

    stages: tuple
    against: object


class Pending(NamedTuple):
    """One case with the people it is against."""

    case: object
    people: list
    due_on: object

    @property
    def label(self):
        return _(self.case.process.label)

    @property
    def late(self):
        return self.due_on < clock.today()


class Compared(NamedTuple):
    """What the liaison is told: whether somebody reported whoever acted, and of how many reports it cannot be told."""

    met: bool
    left: int


def adverse(process, *stages):
    """Register a process whose proposals wait: `(case) -> ids` of the people one is against."""

    def mark(function):
        ADVERSE[process] = Adverse(stages, function)
        return function

    return mark


def naming(function):
    """Register what knows whom reports are about: `(people, since) -> uids` of reports that name any of them."""
    NAMING.append(function)
    return function


def waits(case):
    """Ids of the people whom a case is against and for whom the check is not over."""
    return _waiting([case]).get(case.uid, set())


def _waiting(cases):
    """Uid → ids of the people for whom it waits, of cases that wait."""
    against = {case.uid: _against(case) for case in cases}
    over = Clearance.objects.filter(case_uid__in=[uid for uid, people in against.items() if people])
    for uid, person in over.values_list("case_uid", "person"):
        against[uid].discard(person)
    return {uid: people for uid, people in against.items() if people}


def _against(case):
    kind = ADVERSE.get(case.kind)
    return {pk for pk in kind.against(case) if pk} if kind and case.stage in kind.stages else set()


def why_not(case):
    """The sentence while a case waits, or "". It is the same whether or not anybody reported anything."""
    if not (people := waits(case)):
        return ""
    if not _free(case, people):
        return _(
            "合规复核中：凡涉及个人的不利提议，都由没有经手过的纪委监委联络员先作合规复核，目前没有这样的联络员。请管理员指定后再办。"
        )
    return (
        _("合规复核中：凡涉及个人的不利提议，都由纪委监委联络员先作合规复核，最长 %d 个工作日。请等复核完毕后再办。")
        % TERM
    )


def _free(case, people):
    """Those who may make the check: they had no hand in the case, and it is not against them."""
    hands = {pk for pair in Event.objects.filter(uid=case.uid).values_list("actor_id", "for_id") for pk in pair}
    return [one for one in policy.checkers() if one.pk not in people | hands]


def pending(user):
    """What waits for a liaison, the oldest first; nothing that they had a hand in or that is against them."""
    if not policy.checks(user):
        return []
    cases = {case.uid: case for kind, how in ADVERSE.items() if kind in registry.KINDS
             for case in registry.KINDS[kind].objects.filter(stage__in=how.stages).order_by("pk")}  # fmt: skip
    waiting = _waiting(cases.values())
    acted = Event.objects.filter(Q(actor_id=user.pk) | Q(for_id=user.pk), uid__in=waiting).values_list("uid", flat=True)
    mine = {uid for uid in waiting if user.pk not in waiting[uid]} - set(acted)
    people = User.objects.select_related("unit").in_bulk({pk for uid in mine for pk in waiting[uid]})
    found = [Pending(cases[uid], [people[pk] for pk in sorted(waiting[uid])], _due(cases[uid])) for uid in mine]
    return sorted(found, key=lambda one: (one.due_on, one.case.pk))


def _due(case):
    return calendar.load().add(case.stage_since.astimezone(clock.CHINA).date(), TERM, "wd").date


def find(user, uid):
    """One case that waits for a liaison, or None, also for one that does not exist."""
    return next((one for one in pending(user) if one.case.uid == uid), None)


def call():
    """Each liaison hears once of each case that waits for them: that there is work at the desk, and no more."""
    for user in policy.checkers():
        waiting = {one.case.uid for one in pending(user)}
        if waiting - _told(user):
            with turn(), transaction.atomic():
                User.objects.select_for_update().get(pk=user.pk)  # another runner may be telling them this moment
                said = {"topic": TOPIC, "recipients": [user.pk], "secret": True, "at": clock.now()}
                Outbox.objects.bulk_create([Outbox(uid=uid, **said) for uid in sorted(waiting - _told(user))])


def _told(user):
    return set(Outbox.objects.filter(topic=TOPIC, recipients=[user.pk]).values_list("uid", flat=True))


def compare(by, one, secret):
    """Whether any of the people has reported any who acted. Noted first, and noted whatever comes of it."""
    own = keepers.of(by)
    if own is not None and secret is None:
        raise Refused(_("没有比对：请先用拆封口令解锁，再比对。"))
    access_log.record(by, one.case.uid, "compared", path=f"/reports/checks/{one.case.uid}/")
    met, left = False, 0
    for uid in _candidates(one.case):
        safe = safes.find(uid, marks.PART)
        key = safes.secret_by(safe, own, secret) if safe and own and secret else None
        left += key is None
        met |= bool(key) and any([marks.meets(safe, key, name=who.name, contact=who.email) for who in one.people])
    return Compared(met, left)


def _candidates(case):
    """Reports of 24 months whose matter names somebody who acted here, and all of the desk above: whom those concern
    is not known here, and it may be any who lead the department and approve."""
    since, acted = case.created - WITHIN, touched(case)
    found = {uid for finds in NAMING for uid in finds(acted, since)}
    above = Report.objects.filter(desk=policy.SUPERIOR, received_on__gte=since.astimezone(clock.CHINA).date())
    return sorted(found | set(above.values_list("pk", flat=True)))


def settle(by, one, note):
    """The check is over and the proposal goes on. What must not go on is not settled: it waits, and nothing is kept.

    The note is sealed for liaisons, one for each check, whatever was found.
    """
    if not access_log.of_case(one.case.uid).filter(person_id=by.pk, what="compared").exists():
        raise Refused(_("没有办理：还没有比对。请先比对，再写复核意见。"))
    if len(note.strip()) < SHORTEST:
        raise Refused(_("没有办理：复核意见至少写 %d 个字，写明看了什么、为什么可以继续。") % SHORTEST)
    with turn(), transaction.atomic():
        _noted(by, one.case, note.strip())
        moves.act(one.case, "end_check", by=roles.system_user())


def _noted(by, case, note):
    if able := keepers.among(policy.checkers()):
        safe = safes.find(case.uid, NOTE) or safes.make(case.uid, NOTE, able, 1)[0]
        safes.put(safe, "note", f"{clock.today()} {by.name}\n{note}".encode())
