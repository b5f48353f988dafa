"""Fill a real installation: the three administrators, then the organisation's own units and people."""

from collections import Counter
from typing import NamedTuple

from django.db import transaction

from people import roles
from people.models import Role, Unit, User
from people.sheet import Row
from policy import changes, three

# Events keep codes; this one stands for "at installation" in the reader's language.
WHY = "install"


class Made(NamedTuple):
    """One-time tokens by account, the administrators' first, and how much was made."""

    tokens: dict[str, str]
    counts: Counter


@transaction.atomic
def fill(administrators: dict[str, tuple[str, str]], rows: list[Row] = (), links: bool = False) -> Made:
    """Make everything in one transaction; with `links`, a one-time link for everybody.

    `administrators`: function → (account, name), all three: with one alone nobody could confirm anything.
    """
    system = roles.system_user()
    tokens, units, counts = {}, {}, Counter()
    for function in three.THREE:
        username, name = administrators[function]
        admin = changes.add_person(system, username=username, name=name, why=WHY)
        changes.give_role(system, admin, function, why=WHY)
        tokens[username] = changes.issue_link(system, admin, why=WHY)
    for row in rows:
        if row.unit_code not in units:
            units[row.unit_code] = _unit(system, row)
        person = _person(system, row, units[row.unit_code])
        counts += Counter(people=1, roles=len(row.roles))
        if links:
            tokens[row.username] = changes.issue_link(system, person, why=WHY)
    return Made(tokens, counts + Counter(units=len(units)))


def _unit(system: User, row: Row) -> Unit:
    return changes.add_unit(system, code=row.unit_code, name=row.unit_name, why=WHY)


def _person(system: User, row: Row, unit: Unit) -> User:
    person = changes.add_person(system, username=row.username, name=row.name, unit=unit, why=WHY)
    for role in row.roles:
        changes.give_role(system, person, role, why=WHY)
    return person


def unfilled() -> list[Role]:
    """The posts that nobody holds: cases that need them would be refused."""
    held = roles.Holding.objects.filter(roles.in_force()).values("role")
    return list(Role.objects.filter(kind=Role.Kind.POST).exclude(code__in=held))
