"""Roles → people. A case-bound role is whom the case names; a post is who holds it now, unless a tie forbids it.

The language of roles is `workflows.naming`.
"""

from django.db.models import Q

from people import roles
from people.models import Conflict, Role
from policy import rooms, secrecy
from workflows import clock, finding_people, naming
from workflows.given import givers
from workflows.open_work import at_work
from workflows.rosters import may_record, roster, services, sittings


def players(case, role):
    """Ids of those who play `role` in `case`: "opened_by", "section_head@owner_unit", "office", "head@author_unit"."""
    from workflows import appointed  # it leaves out those who are tied, who are asked for here

    if chosen := appointed.people(case, case.stage, role):
        return chosen
    people = []
    for joint, source in naming.read(role):
        if joint == "|" and people:
            break
        more = _players(case, source)
        people = [pk for pk in people if pk not in more] if joint == "!" else list(dict.fromkeys([*people, *more]))
    return people


def _players(case, source):
    name, where = source.name, source.where
    if source.is_word:
        return _untied(case, name, finding_people.found(case, source), finding_people.bound(source))
    if name == "opened_by":
        return [case.opened_by_id]
    if name in BOUND:
        return BOUND[name](case)
    from workflows.recusals import without_recused  # it asks here who plays a role

    named = case.named(name)
    if named is None and name in rooms.CONFINED.get(case.kind, ()):
        named = case.participants.filter(role=name).order_by("pk").values_list("person", flat=True)
    if named is not None:
        return without_recused(case, name, list(named))
    unit = finding_people.unit(case, where) if where else None
    if where and unit is None:
        return []
    return _untied(case, name, [person.pk for person in roles.holders(name, unit=unit)])


def _untied(case, name, found, named=False):
    """Without those recused and, where the case does not name them itself, without those tied."""
    from workflows.recusals import without_recused  # it asks here who plays a role

    barred = tied(case) if found and not named else ()
    return without_recused(case, name, [pk for pk in found if pk not in barred])


def bound(case, role):
    """Whether the case itself says who plays a role; else it is a post."""
    return all(_bound(case, source) for _joint, source in naming.read(role))


def _bound(case, source):
    if source.is_word:
        return finding_people.bound(source)
    if source.name == "opened_by" or source.name in BOUND or source.name in rooms.CONFINED.get(case.kind, ()):
        return True
    return case.named(source.name) is not None


def tied(case):
    """Ids of people with a declared tie to somebody the case is about (F01), and of those who are kept out of it."""
    about, out = tuple({*case.about(), *rooms.people(case)}), secrecy.kept_out(case)
    if not about:
        return out
    today = clock.today()
    live = Q(since__lte=today) & (Q(until=None) | Q(until__gte=today))
    touching = Q(person__in=about) | Q(other__in=about)
    pairs = Conflict.objects.filter(live).filter(touching).values_list("person", "other")
    return frozenset(pk for pair in pairs for pk in pair if pk) | frozenset(about) | out


def role_label(role):
    """The role's name for a sentence."""
    said = naming.label(role)
    # A role that does not ship with the code is known to the database alone.
    known = Role.objects.filter(code=role).values_list("zh", flat=True).first() if said == role else ""
    return known or said


def _seated(case):
    """Those who sit in the sitting now planned or open, or voted there and have its record still to sign."""
    found = sittings(case)
    live = [one for one in found if one.state in ("planned", "open")]
    live = live or [one for one in found[:1] if one.stage == case.stage and may_record(one)]
    return [seat.person_id for one in live for seat in roster(one) if seat.person_id]


def _served(case):
    return [row.person_id for row in services(case) if row.person_id and not row.read_at]


def _holding(*kinds, here=True):
    """Who holds open work of these kinds; `here`: of the stage that the case is in."""

    def found(case):
        items = [item for item in at_work(case) if item.kind in kinds and (not here or item.stage == case.stage)]
        return list(dict.fromkeys(item.owner_id for item in items if item.owner_id))

    return found


def _gave(case):
    return givers(case)


BOUND = {
    "seat": _seated, "served": _served,
    "holder": _holding("move", "sign"), "signer": _holding("sign"), "delegate": _holding("delegate"),
    "circulated": _holding("circulate", here=False), "copied": _holding("copy", here=False), "giver": _gave,
}  # fmt: skip
