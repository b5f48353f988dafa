"""What rectifications add up to, over what the reader may see; every number names the list it counts. Reads only."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q

from policy import rules as policy
from processes.rectification.choices import Severity
from processes.rectification.models import Rectification
from processes.rectification.stages import Stage
from workflows import clock

OPEN = [stage.value for stage in Stage if stage not in (Stage.CANCELLED_NO, Stage.CLOSED, Stage.REVOKED)]
AGES = (("30", 0, 30), ("60", 31, 60), ("90", 61, 90), ("more", 91, None))  # calendar days since it was opened


@dataclass
class Summary:
    """All figures of the page."""

    open: int
    late: int
    struck: int
    in_time: int
    rebounded: int
    ever_struck: int
    matrix: list  # (severity, [(age, count)…], total)

    @property
    def in_time_share(self):
        return _share(self.in_time, self.struck)

    @property
    def rebound_share(self):
        return _share(self.rebounded, self.ever_struck)


def _share(part, whole):
    return round(100 * part / whole) if whole else None


def seen(user):
    """The rectifications that `user` may see."""
    return Rectification.objects.filter(pk__in=policy.visible(user).filter(kind="rectification").values("pk"))


def of(user):
    """The figures over what `user` may see."""
    rows = seen(user)
    matrix = [
        (code, [(age, narrowed(rows, severity=code, age=age).count()) for age, _from, _to in AGES],
         narrowed(rows, severity=code, what="open").count())
        for code in Severity.values
    ]  # fmt: skip
    counts = {what: narrowed(rows, what=what).count() for what in WHAT}
    return Summary(matrix=matrix, **counts)


def _open(rows):
    return rows.filter(stage__in=OPEN)


WHAT = {
    "open": _open,
    "late": lambda rows: _open(rows).filter(due_on__lt=clock.today()),
    "struck": lambda rows: rows.filter(struck_at__isnull=False),
    "in_time": lambda rows: rows.filter(struck_at__isnull=False, in_time=True),
    "rebounded": lambda rows: rows.filter(rebounds__gt=0),
    "ever_struck": lambda rows: rows.filter(Q(struck_at__isnull=False) | Q(rebounds__gt=0)),
}


def narrowed(rows, *, what="", severity="", age=""):
    """The rows that one number counts; an age counts what is open. Unknown words count nothing."""
    if what and what not in WHAT or age and age not in dict((name, 0) for name, _from, _to in AGES):
        return rows.none()
    rows = WHAT[what](rows) if what else rows
    rows = rows.filter(severity=severity) if severity else rows
    return _aged(_open(rows), age) if age else rows


def _aged(rows, age):
    _name, young, old = next(row for row in AGES if row[0] == age)
    today = clock.now()
    rows = rows.filter(created__lte=today - timedelta(days=young)) if young else rows
    return rows.filter(created__gt=today - timedelta(days=old + 1)) if old is not None else rows


def listed(user, **which):
    """The cases behind a number, the longest open first."""
    return narrowed(seen(user), **which).select_related("owner_unit").order_by(F("created").asc(), "pk")
