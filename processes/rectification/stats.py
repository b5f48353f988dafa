"""What rectifications add up to, over what the reader may see; every number names the list it counts. Reads only."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from policy import rules as policy
from processes.rectification.choices import Severity
from processes.rectification.models import Rectification
from processes.rectification.stages import Stage
from workflows import clock

ENDED = (Stage.CANCELLED_NO, Stage.CLOSED, Stage.REVOKED)
AGES = {"30": (0, 30), "60": (31, 60), "90": (61, 90), "more": (91, None)}  # calendar days since it was opened
WHAT = ("open", "late", "struck", "in_time", "rebounded", "ever_struck")


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
    """The figures over what `user` may see, in one statement."""
    wanted = {what: which(what=what) for what in WHAT}
    for code in Severity.values:
        wanted |= {f"{code}_{age}": which(severity=code, age=age) for age in AGES}
        wanted[f"{code}_open"] = which(severity=code, what="open")
    # A figure may not be called like a field.
    counted = seen(user).aggregate(**{f"n_{name}": Count("pk", filter=rule) for name, rule in wanted.items()})
    found = {name: counted[f"n_{name}"] for name in wanted}
    matrix = [
        (code, [(age, found[f"{code}_{age}"]) for age in AGES], found[f"{code}_open"]) for code in Severity.values
    ]
    return Summary(matrix=matrix, **{what: found[what] for what in WHAT})


def which(*, what="", severity="", age=""):
    """What one number counts; an age counts what is open. Unknown words count nothing."""
    if what and what not in WHAT or age and age not in AGES:
        return Q(pk=None)
    rule = _what(what) if what else Q()
    rule &= Q(severity=severity) if severity else Q()
    return rule & _open() & _aged(*AGES[age]) if age else rule


def _open():
    return ~Q(stage__in=ENDED)


def _what(what):
    struck = Q(struck_at__isnull=False)
    return {
        "open": _open(), "late": _open() & Q(due_on__lt=clock.today()), "struck": struck,
        "in_time": struck & Q(in_time=True), "rebounded": Q(rebounds__gt=0), "ever_struck": struck | Q(rebounds__gt=0),
    }[what]  # fmt: skip


def _aged(young, old):
    now = clock.now()
    rule = Q(created__lte=now - timedelta(days=young)) if young else Q()
    return rule & Q(created__gt=now - timedelta(days=old + 1)) if old is not None else rule


def listed(user, **named):
    """The cases behind a number, the longest open first."""
    return seen(user).filter(which(**named)).select_related("owner_unit").order_by("created", "pk")
