"""What the investigations add up to, and whether named and anonymous reports fare alike. Small groups are hidden."""

from dataclasses import dataclass
from statistics import median

from people import roles
from processes.investigation import limits
from processes.investigation.choices import FOUND, Reporter, Source, label
from processes.investigation.models import Investigation

READERS = ("intake_reader", "deputy_minister", "minister")
VERIFIED = ("verifying", "concluded", "decided", "feedback", "closed")


@dataclass(frozen=True)
class Line:
    """One group: None stands for a number that is not shown because the group is small (F11)."""

    label: str
    total: int | None
    verified: int | None = None  # per cent
    found: int | None = None  # per cent of those concluded


@dataclass(frozen=True)
class Sums:
    """All figures of the overview."""

    total: int
    verified: int | None
    found: int | None
    days: float | None
    clarified: int
    repeated: int | None
    up: int
    sources: list
    kinds: list

    @property
    def gap(self):
        """How far named and anonymous reports are apart in what was found, in points; None where one is small."""
        shares = [line.found for line in self.kinds]
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
        total=len(cases), verified=_share(cases, _verified), found=_share(_concluded(cases), _found), days=_days(cases),
        clarified=sum(bool(case.clarified) for case in cases), repeated=_share(cases, lambda case: bool(case.twins)),
        up=Investigation.objects.filter(goes_up=True).count(),
        sources=[_line(*pair) for pair in sources if pair[1]], kinds=[_line(*pair) for pair in kinds],
    )  # fmt: skip


def _line(name, cases):
    if len(cases) < limits.SMALL:
        return Line(name, None)
    return Line(name, len(cases), _share(cases, _verified), _share(_concluded(cases), _found))


def _concluded(cases):
    return [case for case in cases if case.outcomes]


def _verified(case):
    return case.stage in VERIFIED


def _found(case):
    return any(row.get("finding") in FOUND for row in case.allegations)


def _share(cases, which):
    """Per cent, None of a group too small to be shown."""
    return round(100 * sum(map(which, cases)) / len(cases)) if len(cases) >= limits.SMALL else None


def _days(cases):
    days = [(case.finished - case.created).days for case in cases if case.finished]
    return median(days) if len(days) >= limits.SMALL else None
