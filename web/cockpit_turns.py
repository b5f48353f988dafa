"""How often work was sent back and somebody kept out, of the cases that were registered this year. Reads only.

A return is the act of that name, or a move that its process names in `figures.py` as `RETURNS`. A recusal is one person
or seat in one case, however they came to be kept out (F02). Processes stand in the order of their codes (F26).
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.models import Event
from processes import discovered
from web import asked
from workflows.models import Flag, Seat
from workflows.recusals import HELD

WHATS = {"registered": _("登记的事项"), "returned": _("退回过"), "recused": _("有人回避")}


@cache
def returns():
    """The kinds of events by which work is sent back."""
    names = [f"{name}.figures" for name in discovered() if find_spec(f"{name}.figures")]
    moves = [move for name in names for move in getattr(import_module(name), "RETURNS", ())]
    return ["act.return_to", *sorted({f"move.{move}" for move in moves})]


@dataclass
class Turns:
    """One process: cases registered this year, those sent back at least once, those with a recusal, recusals."""

    key: str
    label: str
    registered: int
    returned: int
    recused: int
    people: int

    @property
    def rate(self):
        """Of a hundred cases, how many were sent back."""
        return round(100 * self.returned / self.registered)


def of(found):
    """A line for each process with cases of this year; three statements."""
    cases = registered(found)
    sums = {"n": Count("pk"), "n_returned": Count("pk", filter=_sent_back())}
    kept_out = _kept_out(cases)
    return [
        _line(row["kind"], row["n"], row["n_returned"], kept_out.get(row["kind"], ()))
        for row in cases.values("kind").annotate(**sums).order_by("kind")
    ]


def _line(kind, n, returned, kept_out):
    process = asked.process(kind)
    label = gettext(process.label) if process else kind
    return Turns(kind, label, n, returned, len({case for case, _who in kept_out}), len(kept_out))


def registered(found):
    """The cases of this year, or of the month that was chosen."""
    cases = found.cases()
    return cases if found.month else cases.filter(created__gte=found.year())


def chosen(found, what):
    """The cases behind one of these numbers."""
    cases = registered(found)
    if what == "returned":
        return cases.filter(_sent_back())
    if what == "recused":
        return cases.filter(Q(pk__in=_seats(cases).values("sitting__case")) | Q(pk__in=_flags(cases).values("source")))
    return cases


def _sent_back():
    return Exists(Event.objects.filter(uid=OuterRef("uid"), kind__in=returns()))


def _seats(cases):
    return Seat.objects.filter(recused=True, sitting__case__in=cases.values("pk"))


def _flags(cases):
    return Flag.objects.filter(code=HELD, source__in=cases.values("pk"))


def _kept_out(cases):
    """Process → {(case, person)}; who has no account is known by the name on the seat."""
    found = {}
    for kind, case, person, name in _seats(cases).values_list("sitting__case__kind", "sitting__case", "person", "name"):
        found.setdefault(kind, set()).add((case, person or name))
    for kind, case, person in _flags(cases).values_list("source__kind", "source", "person"):
        found.setdefault(kind, set()).add((case, person))
    return found
