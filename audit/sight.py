"""Who could see a case at one moment, and why: reckoned from the work, the posts and the units of that day."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from people import roles
from policy import rules as policy
from workflows import assign
from workflows.models import Participant, WorkItem


@dataclass
class Sight:
    """One person and every reason why the case was open to them."""

    person: object
    whys: list = field(default_factory=list)


def of(case, at, classification):
    """The people who could see the case at `at`; those named in it later are left out where their work tells when."""
    found = {}
    for person, why in _reasons(case, at, classification):
        found.setdefault(person.pk, Sight(person)).whys.append(why)
    return sorted(found.values(), key=lambda one: one.person.pk)


def _reasons(case, at, classification):
    day = timezone.localdate(at)
    yield case.opened_by, _("发起人")
    yield from _workers(case, at)
    yield from _named(case)
    if classification in policy.OPEN:
        yield from _offices(case, day)
    if classification != "sealed":
        for person in roles.holders("auditor", on=day):
            yield person, _("审计查阅")


def _workers(case, at):
    items = WorkItem.objects.filter(process=case, created__lte=at, owner__isnull=False).select_related("owner")
    told = set()
    for item in items.order_by("pk"):
        words = _(case.rules.told(item.stage))
        if (item.owner_id, words) not in told:
            told.add((item.owner_id, words))
            yield item.owner, _("在“%s”有工作") % words


def _named(case):
    for part in Participant.objects.filter(case=case).select_related("person").order_by("pk"):
        yield part.person, _("事项中的%s") % assign.role_label(part.role)


def _offices(case, day):
    for role in sorted(policy.READERS.get(case.kind, ())):
        for person in roles.holders(role, on=day):
            yield person, _("按岗位：%s") % assign.role_label(role)
    if case.owner_unit_id:
        for person in roles.holders(roles.HEAD, case.owner_unit, day):
            yield person, _("承办单位负责人")
