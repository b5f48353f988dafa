"""What administrators did, for the administrator who watches them (三员分立). Reads only."""

from dataclasses import dataclass

from ledger import export
from ledger.append import SYSTEM
from ledger.models import AccessEntry, Event
from ledger.read import Entry, of_events
from people.models import Holding
from policy import three

SIZE = 50
# Mail addresses and what a conflict of interest consists in are not the watcher's business.
WITHHELD = frozenset({"email", "relation", "note", "password"})


@dataclass(frozen=True)
class Page:
    """Events of administrators, the newest first, and the number to go on from; what they looked at lately."""

    lines: list[Entry]
    next: int | None
    looks: list[AccessEntry]


def page(reader, before: int | None = None) -> Page | None:
    """What those did whom `reader` watches; None for who watches nobody."""
    functions = three.watched(reader)
    if not functions:
        return None
    # Who once was one of them is seen as well: leaving the function hides nothing.
    people = Holding.objects.filter(role__in=functions).values_list("person", flat=True)
    found = Event.objects.filter(uid=SYSTEM, actor_id__in=list(people)).order_by("-seq")
    found = list((found.filter(seq__lt=before) if before else found)[: SIZE + 1])
    looks = AccessEntry.objects.filter(person_id__in=list(people)).order_by("-pk")[:SIZE] if before is None else ()
    return Page(of_events(found[:SIZE]), found[SIZE - 1].seq if len(found) > SIZE else None, list(looks))


def exported():
    """The whole system chain, line by line, to be verified elsewhere; what is nobody's business stays sealed."""
    yield from export.lines(SYSTEM, withhold=WITHHELD)
