"""What the consultations add up to. Reads only, and only what the reader may see; each number knows its list."""

from dataclasses import dataclass
from statistics import median

from django.utils import timezone

from policy import rules as policy
from processes.consultation import paces
from processes.consultation.choices import CAUSE_KINDS, Trigger
from processes.consultation.models import Consultation
from workflows import clock
from workflows.finding import _folder

OUTCOMES = ("cured", "unresolved")
# The word in an address → which consultations it means.
WHAT = {
    "all": lambda case: True,
    "open": lambda case: case.stage not in Consultation.closed,
    "cured": lambda case: case.stage == "cured",
    "unresolved": lambda case: case.stage == "unresolved",
    "ended": lambda case: case.stage in OUTCOMES,
    "dropped": lambda case: case.stage in ("dropped", "withdrawn"),
    "concluded": lambda case: case.concluded_at is not None,
    "dissent": lambda case: bool(case.dissent),
    "sent_back": lambda case: case.returned_times > 0,
    "late": lambda case: case.due is not None and case.stage not in Consultation.closed and case.due < clock.now(),
}


@dataclass(frozen=True)
class Line:
    """One row of the table by cause: its code, its name, how many, how many of those ended were cured."""

    code: str
    label: str
    total: int
    ended: int
    cured: int

    @property
    def share(self):
        return percent(self.cured, self.ended)


def percent(part, whole):
    """A whole percentage, or None of nothing."""
    return round(100 * part / whole) if whole else None


def seen(user, since="", until=""):
    """The consultations that `user` may see and that were asked for in these months (2026-03), newest first."""
    visible = policy.visible(user).filter(kind="consultation").values("pk")
    found = list(Consultation.objects.filter(pk__in=visible).select_related("owner_unit").order_by("-created"))
    return [case for case in found if since <= f"{timezone.localtime(case.created):%Y-%m}" <= (until or "9999")]


def kinds_of(case):
    """Codes of the cause types of a case, of this round and the earlier ones."""
    rounds = [case.causes, *(old["causes"] for old in case.earlier_rounds)]
    return {row["kind"] for rows in rounds for row in rows if row["kind"]}


def listed(user, what="all", cause="", rounds="", trigger="", unit="", stay="", since="", until=""):
    """The consultations that one number counts."""
    found = [case for case in seen(user, since, until) if WHAT.get(what, WHAT["all"])(case)]
    found = [case for case in found if not cause or cause in kinds_of(case)]
    found = [case for case in found if not rounds or str(case.round) == rounds]
    found = [case for case in found if not unit or str(case.owner_unit_id) == unit]
    left = {uid for uid, _days in paces.stays(found).get(stay, ())} if stay else ()
    found = [case for case in found if not stay or case.uid in left]
    return [case for case in found if not trigger or case.trigger == trigger]


def of(user, since="", until=""):
    """All figures of the overview, of what was asked for in these months."""
    cases = seen(user, since, until)
    counts = {name: sum(map(chosen, cases)) for name, chosen in WHAT.items()}
    days = [(case.concluded_at - case.created).days for case in cases if case.concluded_at]
    return counts | {
        "cure_share": percent(counts["cured"], counts["ended"]), "days": median(days) if days else None,
        "causes": [_line(cases, code, label) for code, label in CAUSE_KINDS],
        "rounds": [(n, sum(case.round == n for case in cases)) for n in sorted({c.round for c in cases if c.round})],
        "units": _units(cases), "paces": paces.of(cases),
        "triggers": [(code, label, sum(c.trigger == code for c in cases)) for code, label in Trigger.choices],
    }  # fmt: skip


def _units(cases):
    """(id, name, how many, how many cured) of each unit whose work was consulted on, by their codes (F26)."""
    found = {case.owner_unit_id: case.owner_unit for case in cases if case.owner_unit_id}
    units = sorted(found.values(), key=lambda unit: unit.code)
    rows = [(unit.pk, unit.label, [case for case in cases if case.owner_unit_id == unit.pk]) for unit in units]
    return [(pk, label, len(mine), sum(map(WHAT["cured"], mine))) for pk, label, mine in rows]


def _line(cases, code, label):
    mine = [case for case in cases if code in kinds_of(case)]
    ended, cured = (sum(map(WHAT[name], mine)) for name in ("ended", "cured"))
    return Line(code, label, len(mine), ended, cured)


def library(user, words="", cause=""):
    """Cured consultations the reader may see whose text holds every word, in either script."""
    fold = _folder().convert
    parts = [fold(part).casefold() for part in words.split()][:5]
    found = listed(user, "cured", cause)
    return [case for case in found if all(part in fold(_text(case)).casefold() for part in parts)]


def _text(case):
    rows = [row["cause"] for row in case.causes] + [row["content"] for row in case.measures]
    return " ".join([case.title, case.number or "", case.symptoms, case.conclusion, case.outcome_note, *rows])
