"""Roles → people. A case-bound role is whom the case names; a post is who holds it now, unless a tie forbids it."""

from django.db.models import Q

from people import roles
from people.models import Conflict, Role
from workflows import clock
from workflows.wording import ROLES


def players(case, role):
    """Ids of those who play `role` in `case`: "opened_by", "section_head@owner_unit", "office", "seat", "served"."""
    name, _, where = role.partition("@")
    if name == "opened_by":
        return [case.opened_by_id]
    if name in BOUND:
        return BOUND[name](case)
    from workflows.recusals import without_recused

    named = case.named(name)
    if named is not None:
        return without_recused(case, name, list(named))
    unit = getattr(case, where) if where else None
    if where and unit is None:
        return []
    found = [person.pk for person in roles.holders(name, unit=unit)]
    barred = tied(case) if found else ()
    return without_recused(case, name, [pk for pk in found if pk not in barred])


def bound(case, role):
    """Whether the case itself says who plays a role; else it is a post."""
    name = role.partition("@")[0]
    return name == "opened_by" or name in BOUND or case.named(name) is not None


def tied(case):
    """Ids of people with a declared tie to somebody the case is about (F01)."""
    about = tuple(case.about())
    if not about:
        return frozenset()
    today = clock.today()
    live = Q(since__lte=today) & (Q(until=None) | Q(until__gte=today))
    touching = Q(person__in=about) | Q(other__in=about)
    pairs = Conflict.objects.filter(live).filter(touching).values_list("person", "other")
    return frozenset(pk for pair in pairs for pk in pair if pk) | frozenset(about)


def role_label(role):
    """The role's name for a sentence."""
    name = role.partition("@")[0]
    if name in ROLES:
        return str(ROLES[name])
    return Role.objects.filter(code=name).values_list("zh", flat=True).first() or name


def _seated(case):
    """Those who sit in the sitting now planned or open, or voted there and have its record still to sign."""
    from workflows.acts.minutes import may_record
    from workflows.acts.roster import roster, sittings

    found = sittings(case)
    live = [one for one in found if one.state in ("planned", "open")]
    live = live or [one for one in found[:1] if one.stage == case.stage and may_record(one)]
    return [seat.person_id for one in live for seat in roster(one) if seat.person_id]


def _served(case):
    from workflows.acts.roster import services

    return [row.person_id for row in services(case) if row.person_id and not row.read_at]


BOUND = {"seat": _seated, "served": _served}
