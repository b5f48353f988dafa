"""Who could see a case at one moment, and why: reckoned from the work, the posts and the units of that day."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from people import mandates, roles
from people.models import Holding, User
from policy import rooms, secrecy
from policy import rules as policy
from workflows import assign
from workflows.models import Admission, Exclusion, Participant, Service, WorkItem


@dataclass
class Sight:
    """One person and every reason why the case was open to them."""

    person: object  # None for somebody whom the case keeps unnamed
    name: str
    whys: list = field(default_factory=list)
    room: bool = False  # whom the case is about: what was served on them, and nothing else


def of(case, at, classification, reader=None):
    """The people who could see the case at `at`; those named in it later are left out where their work tells when.

    Whom the case keeps unnamed before `reader` stands there by the part he plays. What his post opens to him besides is
    told of him as of everybody, in a line of its own, so that neither line gives the other away.
    """
    found, out, veiled = {}, _shut(case, at, classification), case.unnamed_for(reader)
    for person, why in _parts(case, at, classification):
        if person.pk in veiled and person.pk not in out:
            found.setdefault((0, person.pk), Sight(None, veiled[person.pk])).whys.append(why)
        elif person.pk not in out:
            _seen(found, person, why)
    for person, why in _grounds(case, at, classification):
        if person.pk not in out:
            _seen(found, person, why)
    return [one for _key, one in sorted(found.items())] + _in_their_rooms(case, at, veiled)


def _seen(found, person, why):
    found.setdefault((1, person.pk), Sight(person, person.name)).whys.append(why)


def _parts(case, at, classification):
    """What the case itself says of people: who opened it, worked in it, is named in it, acted for one of them."""
    yield case.opened_by, _("发起人")
    yield from _workers(case, at, classification)
    yield from _named(case)
    yield from _agents(case, at)


def _grounds(case, at, classification):
    day = timezone.localdate(at)
    yield from _let_in(case, at)
    if classification in policy.OPEN:
        yield from _offices(case, day)
    if classification != "sealed":
        for person in roles.holders("auditor", on=day):
            yield person, _("审计查阅")


def _workers(case, at, classification):
    """Whose work it was. Work that was taken from somebody opens a guarded case no longer."""
    items = WorkItem.objects.filter(process=case, created__lte=at, owner__isnull=False).select_related("owner")
    told = set()
    for item in items.order_by("pk"):
        lost = item.closed_why in policy.LOST and not (item.finished and item.finished > at)
        words = _(case.rules.told(item.stage))
        if (item.owner_id, words) not in told and not (lost and classification in secrecy.GUARDED):
            told.add((item.owner_id, words))
            yield item.owner, _("在“%s”有工作") % words


def _agents(case, at):
    """Who acted on that day for somebody with open work."""
    items, day = WorkItem.objects.filter(process=case, created__lte=at), timezone.localdate(at)
    open_then = items.filter(Q(finished__gt=at) | Q(finished=None, status="ASSIGNED"))
    owners = set(open_then.values_list("owner", flat=True))
    acting = {edge.agent for edge in mandates.edges(day)} if owners else ()
    for person in User.objects.filter(pk__in=acting).order_by("pk"):
        if any(one.principal in owners for one in mandates.lent_to(person, case.kind, day)):
            yield person, _("代他人办理")


def _named(case):
    for part in Participant.objects.filter(case=case).select_related("person").order_by("pk"):
        yield part.person, _("事项中的%s") % assign.role_label(part.role)


def _let_in(case, at):
    rows = Admission.objects.filter(case=case.pk, since__lte=at, until__gte=timezone.localdate(at))
    for row in rows.select_related("person", "unit").order_by("pk"):
        for person in [row.person] if row.person else row.unit.people.filter(is_active=True).order_by("pk"):
            yield person, _("准予知悉")


def _shut(case, at, classification):
    """Ids of those who could not see it, whatever else they were then; who works under whom is that of today."""
    rows = Exclusion.objects.filter(case=case.pk, since__lte=at).exclude(ended__lt=at)
    functions = policy.ADMINS | (policy.AUDITORS if classification == "sealed" else frozenset())
    held = Holding.objects.filter(roles.in_force(timezone.localdate(at)), role__in=functions)
    kept_out = secrecy.reached(tuple(rows.values_list("person", flat=True)))
    system = User.objects.filter(kind=User.Kind.SYSTEM).values_list("pk", flat=True)
    return {*kept_out, *held.values_list("person", flat=True), *rooms.people(case), *system}


def _in_their_rooms(case, at, veiled):
    """Whom the case is about, from the first service on."""
    about = rooms.people(case)
    served = Service.objects.filter(case=case.pk, person__in=about, served_at__lte=at) if about else ()
    people = {row.person_id: row.person for row in (served and served.select_related("person").order_by("pk"))}
    why = _("只在“与我有关”中看到送达给本人的材料")
    return [Sight(one, veiled.get(one.pk, one.name), [why], room=True) for one in people.values()]


def _offices(case, day):
    for role in sorted(policy.READERS.get(case.kind, ())):
        for person in roles.holders(role, on=day):
            yield person, _("按岗位：%s") % assign.role_label(role)
    if case.owner_unit_id:
        for person in roles.holders(roles.HEAD, case.owner_unit, day):
            yield person, _("承办单位负责人")
