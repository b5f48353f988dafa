"""Who holds which role on which day."""

from datetime import date

from django.db.models import Q

from people import clock
from people.models import Holding, Role, User
from people.seed import catalogue

SYSTEM = "system"
HEAD = "section_head"


def in_force(on: date | None = None) -> Q:
    """The holdings of a day, first and last day included."""
    day = on or clock.today()
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def holders(role: str, unit=None, on: date | None = None) -> list[User]:
    """The active holders of a role, of one unit if named; who holds it for the whole organisation serves every unit."""
    if role == SYSTEM:
        return [system_user()]
    held = Holding.objects.filter(in_force(on), role__in=_played_by(role))
    if unit is not None:
        held = held.filter(Q(unit=unit) | Q(unit__isnull=True))
    people = User.objects.filter(pk__in=held.values("person"), is_active=True)
    return list(people.select_related("unit").order_by("pk"))


def roles_of(user, on: date | None = None) -> frozenset[str]:
    """The codes of all roles that a user holds, the derived ones included."""
    if user.kind == User.Kind.SYSTEM:
        return frozenset({SYSTEM})
    if not user.is_active:
        return frozenset()
    held = set(Holding.objects.filter(in_force(on), person=user).values_list("role", flat=True))
    return frozenset(held | {code for code, players in _derived().items() if held & players})


def heads(user, on: date | None = None) -> list[int]:
    """The ids of the units whose head the user is."""
    led = Holding.objects.filter(in_force(on), person=user, role=HEAD, unit__isnull=False)
    return list(led.values_list("unit", flat=True).distinct())


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
