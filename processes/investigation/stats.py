"""What the investigations add up to, and whether named and anonymous reports fare alike. Small groups are hidden."""

from dataclasses import dataclass
from statistics import median

from django.utils.timezone import localdate

from ledger.models import Event
from people import calendar, roles
from processes.investigation.choices import FOUND, Reporter, Source, label
from processes.investigation.models import Investigation
from workflows.figures import FEWEST, NOTHING, Figure, Share, apart

READERS = ("intake_reader", "deputy_minister", "minister")
TAKEN, ACCEPT_DAYS = ("move.accept", "move.route"), 15  # working days from receipt
VERIFIED = ("verifying", "concluded", "decided", "feedback", "closed")


@dataclass(frozen=True)
class Line:
    """One group: nothing is told of a small one (F11)."""

    count: Figure
    verified: Share
    found: Share  # of those concluded

    @property
    def shares(self):
        """What is told of it beside the count: nothing, where that is not told."""
        return [NOTHING, NOTHING] if self.count.hidden else [self.verified.told, self.found.told]


@dataclass(frozen=True)
class Sums:
    """All figures of the overview."""

    total: Figure
    accepted: Share  # or handed on, within the term, of those that were
    verified: Share
    found: Share
    days: float | None
    clarified: Figure
    repeated: Share
    up: Figure
    sources: list
    kinds: list

    @property
    def gap(self):
        """How far named and anonymous reports are apart in what was found, in points; None where one is small."""
        shares = [line.found.percent for line in self.kinds]
        return abs(shares[0] - shares[1]) if len(shares) == 2 and None not in shares else None


def reads(user):
    """Who keeps the process. They see sums, not cases: those stay with who handles them."""
    return bool(roles.roles_of(user) & set(READERS))


def of(user):
    """The figures over all clues: sums of groups of five and more, which name nobody and lead to no case."""
    cases = [case for case in Investigation.objects.order_by("pk") if not case.goes_up]
    sources = [(label(Source, code), [case for case in cases if case.source == code]) for code in Source.values]
    kinds = [
        (label(Reporter, code), [case for case in cases if case.reporter_kind == code]) for code in Reporter.values
    ]
    return Sums(
        total=Figure("", len(cases)), accepted=_accepted(cases),
        verified=_share(cases, _verified), found=_share(_concluded(cases), _found),
        days=_days(cases), clarified=Figure("", sum(bool(case.clarified) for case in cases)),
        repeated=_share(cases, lambda case: bool(case.twins)),
        up=Figure("", Investigation.objects.filter(goes_up=True).count()),
        sources=_lines([pair for pair in sources if pair[1]]), kinds=_lines(kinds),
    )  # fmt: skip


def _lines(groups):
    counts = apart([Figure(name, len(cases)) for name, cases in groups])
    return [Line(count, _share(cases, _verified), _share(_concluded(cases), _found))
            for count, (_name, cases) in zip(counts, groups, strict=True)]  # fmt: skip


def _concluded(cases):
    return [case for case in cases if case.outcomes]


def _verified(case):
    return case.stage in VERIFIED


def _found(case):
    return any(row.get("finding") in FOUND for row in case.allegations)


def _share(cases, which):
    return Share(sum(map(which, cases)), len(cases))


def _accepted(cases):
    """How many were accepted or handed on within fifteen working days, of all that were."""
    days, begun = calendar.load(), {case.uid: case.created for case in cases}
    found = Event.objects.filter(uid__in=list(begun), kind__in=TAKEN).values_list("uid", "at")
    last = {uid: at for uid, at in found}
    timely = sum(
        days.working_days_between(localdate(begun[uid]), localdate(at)) <= ACCEPT_DAYS for uid, at in last.items()
    )
    return Share(timely, len(last))


def _days(cases):
    days = [(case.finished - case.created).days for case in cases if case.finished]
    return median(days) if len(days) >= FEWEST else None
