"""Who is away, and who stands in."""

from datetime import date

from django.db.models import Q

from people import clock
from people.models import Absence, User


def away(person, on: date | None = None) -> Absence | None:
    """The absence of a person on a day, if any."""
    day = on or clock.today()
    return Absence.objects.filter(person=person, starts__lte=day, ends__gte=day).select_related("substitute").first()


def substitute_of(person, on: date | None = None) -> User | None:
    """Who acts for an absent person: the first substitute down the line who is here; None if nobody is."""
    seen, who = {person.pk}, person
    while gone := away(who, on):
        who = gone.substitute
        if who is None or who.pk in seen or not who.is_active:
            return None
        seen.add(who.pk)
    return None if who.pk == person.pk else who


def stands_in_for(person, on: date | None = None) -> list[User]:
    """The absent people for whom a person acts on a day, themselves not included."""
    day = on or clock.today()
    gone = Q(absences__substitute=person, absences__starts__lte=day, absences__ends__gte=day)
    return list(User.objects.filter(gone, is_active=True).distinct().order_by("pk"))
