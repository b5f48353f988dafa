"""What the tests of a process need: people in posts, a case walked along, and the checks of its folder."""

import copy

from people import clock
from people.models import Holding, Role, Unit, User
from workflows import checks, definitions, moves, registry, rules


def unit(code="ZZK"):
    """A unit of that code."""
    return Unit.objects.get_or_create(code=code, defaults={"name": code})[0]


def person(username, *roles, unit_code="ZZK"):
    """A person who holds these roles in a unit."""
    home = unit(unit_code)
    user, _ = User.objects.get_or_create(username=username, defaults={"name": username, "unit": home})
    since = clock.today().replace(month=1, day=1)
    for code in roles:
        role, _ = Role.objects.get_or_create(code=code, defaults={"zh": code})
        Holding.objects.get_or_create(person=user, role=role, unit=home, defaults={"since": since})
    return user


def sound(code):
    """Assert that the checks find nothing wrong with a process."""
    assert [fault.msg for fault in checks.faults(registry.kind(code))] == []


def walk(code, by, *steps, **fields):
    """Open a case and take steps `(name, person, answers)`; returns the case as it then is."""
    case = moves.open_case(code, by=by, **fields)
    for name, who, *answers in steps:
        moves.move(case, name, by=who, **(answers[0] if answers else {}))
    return fresh(case)


def fresh(case):
    """The case as the database has it."""
    return registry.kind(case.kind).objects.get(pk=case.pk)


def forget():
    """Drop what was cached of definitions; a test that empties the tables or changes facts calls this."""
    registry.current.cache_clear()
    definitions.forget()


def restated(stated, change):
    """The rules with their data changed by `change(data)`, for tests of versions."""
    data = copy.deepcopy(stated.data)
    change(data)
    return rules.read(rules.canonical(data))
