"""How long consultations stay in each stage: the middle one and the ninth of ten, beside the term. Reads only."""

from collections import defaultdict
from dataclasses import dataclass
from math import ceil
from statistics import median

from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Event
from people import calendar
from processes.consultation.models import Consultation


@dataclass(frozen=True)
class Pace:
    """One stage: how many consultations have left it, working days of the middle one and of the ninth of ten."""

    code: str
    label: str
    total: int
    half: float
    most: int
    term: int | None
    in_time: int | None  # per cent of the stays that kept the term


def of(cases):
    """The stages in their order, those that somebody has left."""
    found = stays(cases)
    return [_pace(code, label, found[code]) for code, label in Consultation.Stage.choices if code in found]


def stays(cases):
    """Stage → [(uid, working days)] of the stays that are over."""
    days, found, entered = calendar.load(), defaultdict(list), {}
    events = Event.objects.filter(uid__in=[case.uid for case in cases]).order_by("uid", "seq")
    for uid, kind, came, went, at in events.values_list("uid", "kind", "came_from", "went_to", "at"):
        if kind != "open" and came == went:
            continue
        if uid in entered and came:
            found[came].append((uid, days.working_days_between(entered[uid], timezone.localdate(at))))
        entered[uid] = timezone.localdate(at)
    return found


def _pace(code, label, rows):
    lengths, term = sorted(n for _uid, n in rows), _term(code)
    kept = round(100 * sum(n <= term for n in lengths) / len(lengths)) if term is not None else None
    most = lengths[ceil(len(lengths) * 0.9) - 1]
    return Pace(code, _(label), len({uid for uid, _n in rows}), median(lengths), most, term, kept)


def _term(stage):
    """Working days that the duty of a stage gives, counted from its beginning; None if it gives none."""
    facts = Consultation.facts[stage]
    terms = [move.term for move in facts.moves if move.term and move.duty]
    return max((term.n for term in terms if term.unit == "wd" and term.start == stage), default=None)
