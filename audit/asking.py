"""What is asked of the explorer: read from an address, turned into a query, written back. Reads only."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from urllib.parse import quote, urlencode
from uuid import UUID

from django.db.models import Q

from audit import labels
from ledger.models import Event
from people import clock
from policy import rules as policy
from workflows import registry

LONGEST = 80


@dataclass(frozen=True)
class Asked:
    """One question to the history of all cases. Texts are parts of names; days are of the local calendar."""

    q: str = ""  # number or title of the case
    who: str = ""  # name of who acted, or for whom
    unit: str = ""  # unit that undertakes the case
    process: str = ""  # code
    act: str = ""  # label of a move or act
    since: str = ""
    until: str = ""
    rules: str = ""  # number of a version, or the beginning of its hash
    case: str = ""  # one case only

    @property
    def address(self):
        """The question as a query string."""
        return urlencode({name: said for name, said in asdict(self).items() if said})

    def without(self, *names):
        """The address of the same question without some of its parts."""
        return urlencode({name: said for name, said in asdict(self).items() if said and name not in names})

    @property
    def narrow(self):
        """Whether anything is asked at all."""
        return bool(self.address)


def read(given):
    """What an address asks; what makes no sense is left out."""
    said = {field.name: " ".join(given.get(field.name, "").split())[:LONGEST] for field in fields(Asked)}
    for name in ("since", "until"):
        said[name] = said[name] if _day(said[name]) else ""
    said["process"] = said["process"] if said["process"] in registry.KINDS else ""
    said["case"] = said["case"] if _uid(said["case"]) else ""
    return Asked(**said)


def _day(said):
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _uid(said):
    try:
        return UUID(said)
    except ValueError:
        return None


def events(asked, user):
    """The events that answer a question, of cases that `user` may see, newest first."""
    found = Event.objects.filter(uid__in=_cases(asked, user).values("uid"))
    if asked.who:
        found = found.filter(Q(actor_name__icontains=asked.who) | Q(for_name__icontains=asked.who))
    if asked.act:
        found = found.filter(kind__in=labels.kinds(asked.act))
    if asked.since:
        found = found.filter(at__gte=_start(_day(asked.since)))
    if asked.until:
        found = found.filter(at__lt=_start(_day(asked.until) + timedelta(days=1)))
    if asked.rules and not asked.rules.isdigit():
        found = found.filter(body__contains=f'"{asked.rules[:12].lower()}')
    return found.order_by("-at", "-uid", "-seq")


def _cases(asked, user):
    cases = policy.visible(user)
    if asked.case:
        cases = cases.filter(uid=_uid(asked.case))
    if asked.process:
        cases = cases.filter(kind=asked.process)
    if asked.unit:
        cases = cases.filter(owner_unit__name__icontains=asked.unit)
    if asked.rules.isdigit():
        cases = cases.filter(definition__number=int(asked.rules))
    for word in asked.q.split():
        cases = cases.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return cases


def _start(day):
    return datetime.combine(day, time.min, clock.CHINA)


def after(found, key):
    """The same events from a key on: at, case and place of the last one shown."""
    at, uid, seq = key
    older = Q(at__lt=at) | Q(at=at, uid__lt=uid) | Q(at=at, uid=uid, seq__lt=seq)
    return found.filter(older, at__lte=at)


def key_of(event):
    """Where a page ended, for the address of the next."""
    return quote(f"{event.at.isoformat()},{event.uid},{event.seq}")


def key(said):
    """A key read back, or None."""
    try:
        at, uid, seq = said.split(",")
        return datetime.fromisoformat(at), UUID(uid), int(seq)
    except ValueError:
        return None
