"""Lines of command and of standing in: who works under whom, who acts for whom. Reads only."""

from django.db.models import Q

from people import clock, mandates, roles
from people.memo import once
from people.models import Holding, Unit, User

LEADING = ("section_head", "township_secretary")
DEPTH = 4  # units above a person's own whose leader counts as theirs


def chiefs(user):
    """Holdings of those who lead a unit of `user` or one above it, as a queryset that costs no statement of its own."""
    units, path, found = roles.units(user), "unit", Q(pk__in=())
    for _level in range(DEPTH):
        found |= Q(**{f"{path}__in": units})
        path += "__children"
    return Holding.objects.filter(roles.in_force(), found, role__in=LEADING).values("person")


def principals(user) -> list[int]:
    """Ids of those for whom a person may act, in whatever process."""
    return [one.principal for one in mandates.lent_to(user)]


@once
def under(people: tuple[int, ...]) -> frozenset[int]:
    """Ids of everybody who works under one of these people or acts for them, those people included."""
    led = Holding.objects.filter(roles.in_force(), person__in=people, role__in=LEADING, unit__isnull=False)
    units = _below(set(led.values_list("unit", flat=True)))
    members = User.objects.filter(unit__in=units).values_list("pk", flat=True)
    posted = Holding.objects.filter(roles.in_force(), unit__in=units).values_list("person", flat=True)
    return frozenset({*people, *members, *posted, *_agents(people)})


def _below(units):
    """These units and those that belong to them."""
    every = set(units)
    for _level in range(DEPTH - 1):
        units = set(Unit.objects.filter(parent__in=units).values_list("pk", flat=True)) if units else set()
        every |= units
    return every


def _agents(people):
    """Who acts for one of them: everybody who could, on whatever line."""
    known, found = mandates.edges(clock.today()), set()
    agents = {edge.agent for edge in known if edge.agent}
    for agent in User.objects.filter(pk__in=agents):
        if set(people) & set(principals(agent)):
            found.add(agent.pk)
    return found
