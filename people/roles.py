"""Who holds which role on which day."""

from datetime import date

from django.db import connection
from django.db.models import Q

from people import clock
from people.memo import once
from people.models import Holding, Role, User
from people.seed import catalogue

SYSTEM = "system"
HEAD = "section_head"
HELD = """
SELECT "role_id", "unit_id" FROM "people_holding"
WHERE "person_id" = %s AND "since" <= %s AND ("until" IS NULL OR "until" >= %s) ORDER BY "id"
"""  # as in_force() says


def in_force(on: date | None = None) -> Q:
    """The holdings of a day, first and last day included."""
    day = on or clock.today()
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


@once
def holders(role: str, unit=None, on: date | None = None) -> list[User]:
    """The active holders of a role, of one unit if named; who holds it for the whole organisation serves every unit."""
    if role == SYSTEM:
        return [system_user()]
    held = Holding.objects.filter(in_force(on), role__in=_played_by(role))
    if unit is not None:
        held = held.filter(Q(unit=unit) | Q(unit__isnull=True))
    people = User.objects.filter(pk__in=held.values("person"), is_active=True)
    return list(people.select_related("unit").order_by("pk"))


def holders_of_each(codes, on: date | None = None) -> dict[str, list[User]]:
    """The active holders of several roles, whatever their unit, in one look."""
    played = {code: _played_by(code) for code in codes}
    held = Holding.objects.filter(in_force(on), role__in=set().union(*played.values()), person__is_active=True)
    rows = list(held.select_related("person").order_by("person_id"))
    each = {code: {row.person_id: row.person for row in rows if row.role_id in by} for code, by in played.items()}
    return {code: list(people.values()) for code, people in each.items()}


@once
def roles_of(user, on: date | None = None) -> frozenset[str]:
    """The codes of all roles that a user holds, the derived ones included."""
    found = user.is_active and user.kind != User.Kind.SYSTEM
    return played(user, {role for role, _unit in _held(user, on)} if found else set())


def played(user, held) -> frozenset[str]:
    """The codes of all roles of a user who holds these, the derived ones included."""
    if user.kind == User.Kind.SYSTEM:
        return frozenset({SYSTEM})
    if not user.is_active:
        return frozenset()
    return frozenset(held | {code for code, players in _derived().items() if held & players})


@once
def heads(user, on: date | None = None) -> list[int]:
    """The ids of the units whose head the user is."""
    return list(dict.fromkeys(unit for role, unit in _held(user, on) if role == HEAD and unit))


def units(user, on: date | None = None) -> set[int]:
    """Ids of the units that a person belongs to or holds a post in."""
    return {pk for pk in (user.unit_id, *(unit for _role, unit in _held(user, on))) if pk}


@once
def _held(user, on):
    """(role, unit id) of what a user holds; written by hand, since every answer of the policy begins with it."""
    day = connection.ops.adapt_datefield_value(on or clock.today())
    with connection.cursor() as cursor:
        cursor.execute(HELD, [user.pk, day, day])
        return cursor.fetchall()


@once
def administers(user, on: date | None = None) -> bool:
    """Whether a user holds one of the administrators' or auditors' functions."""
    held = Holding.objects.filter(in_force(on), person=user, role__kind=Role.Kind.ADMIN)
    return user.is_active and held.exists()


def system_user() -> User:
    """The clock, who acts when a term lapses."""
    return User.objects.get(username=SYSTEM)


def _played_by(role: str) -> set[str]:
    return _derived().get(role, {role})


def _derived() -> dict[str, frozenset[str]]:
    # The catalogue of roles ships with the code and changes only with it.
    return {row["code"]: frozenset(row["played_by"]) for row in catalogue() if row.get("played_by")}


def role_names() -> dict[str, str]:
    """The names of all roles in the reader's language."""
    return {role.code: role.label for role in Role.objects.all()}
