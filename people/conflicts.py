"""Standing conflicts of interest: who may not act on whom."""

from datetime import date

from django.db.models import Q

from people import clock
from people.models import Conflict


def of(person, on: date | None = None):
    """The conflicts in force of a person, whichever side declared them."""
    day = on or clock.today()
    live = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
    return Conflict.objects.filter(live).filter(Q(person=person) | Q(other=person))


def between(person, others=(), units=(), on: date | None = None) -> list[Conflict]:
    """The conflicts of a person with any of these people or units."""
    mine = of(person, on)
    with_people = Q(person=person, other__in=others) | Q(other=person, person__in=others)
    return list(mine.filter(with_people | Q(person=person, unit__in=units)).select_related("person", "other", "unit"))
