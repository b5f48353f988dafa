"""Who plays which part in a consultation, and who must keep out."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people import clock, roles
from people.models import Conflict
from workflows import sittings

OWN = _("承办单位负责人或申请人，列席说明，不作为会诊人")
TIED = _("与承办单位负责人、申请人或承办单位有已登记的利害关系，回避")


def named(case, role):
    """Ids of the people a case names for a role; None if the role is a post."""
    if role == "chair":
        return [case.chair_id] if case.chair_id else []
    if role == "case_officer":
        return [case.officer_id] if case.officer_id else []
    return panel(case) if role == "panelist" else None


def panel(case):
    """Participants with an account: invited, before the session opens; those who came, while it lasts."""
    found = sittings.current(case)
    if not found:
        return []
    members = found.seats.filter(role="member", recused=False, person__isnull=False)
    members = members.filter(present=True) if found.state == "open" else members
    return list(members.order_by("pk").values_list("person", flat=True))


def owners(case):
    """Ids of those whose work or request it is."""
    heads = [p.pk for p in roles.holders("section_head", unit=case.owner_unit)] if case.owner_unit_id else []
    return {pk for pk in (case.opened_by_id, *heads) if pk}


def interested(case):
    """Person id → why they may neither preside, consult, decide nor vote (F01, R14)."""
    own, today = owners(case), clock.today()
    live = Q(since__lte=today) & (Q(until=None) | Q(until__gte=today))
    ties = Conflict.objects.filter(live)
    ties = ties.filter(Q(person__in=own) | Q(other__in=own) | Q(unit=case.owner_unit_id, unit__isnull=False))
    tied = {pk for tie in ties for pk in (tie.person_id, tie.other_id) if pk}
    return dict.fromkeys(tied, TIED) | dict.fromkeys(own, OWN)


def members(case):
    """The members of the executive meeting while it has the case; otherwise nobody is prescribed."""
    return [person.pk for person in roles.holders("exec_member")] if case.stage == "opinion" else None


def chairs(case):
    """People from the register of chairs who may preside over this consultation."""
    out = set(interested(case))
    return [p for p in roles.holders("chair") if p.pk not in out and p.unit_id != case.owner_unit_id]


def officers(case):
    """Who may prepare it: case officers and the supervision office, outside the unit concerned."""
    out = set(interested(case))
    found = {p.pk: p for role in ("case_officer", "supervision_office") for p in roles.holders(role)}
    return [p for pk, p in sorted(found.items()) if pk not in out]
