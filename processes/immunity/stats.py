"""What certificates and claims add up to, over what the reader may see; no figure is about a person (F26)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q

from people import calendar
from policy import rules as policy
from processes.immunity.choices import Conclusion
from processes.immunity.limits import CLAIM_DAYS
from processes.immunity.models import Certificate
from processes.immunity.words import UNDECIDED, Stage
from workflows import clock

WHAT = ("issued", "valid", "soon", "over", "revoked", "undecided", "decided", "in_time", "full", "part", "none")
SOON = 30  # calendar days


@dataclass
class Summary:
    """All figures of the page."""

    counts: dict
    in_time: int

    @property
    def in_time_share(self):
        """Claims decided within thirty working days, of all that were decided."""
        decided = self.counts["decided"]
        return round(100 * self.in_time / decided) if decided else None


def seen(user):
    """The certificates that `user` may see."""
    return Certificate.objects.filter(pk__in=policy.visible(user).filter(kind="immunity").values("pk"))


def of(user):
    """The figures over what `user` may see."""
    wanted = {what: which(what) for what in WHAT if what != "in_time"}
    counted = seen(user).aggregate(**{f"n_{what}": Count("pk", filter=rule) for what, rule in wanted.items()})
    counts = {what: counted[f"n_{what}"] for what in wanted}
    return Summary(counts, len(_in_time(user)))


def _in_time(user):
    """Ids of the certificates whose claim was decided within its days; a year that is not confirmed counts weekends."""
    days, rows = calendar.load(), seen(user).filter(determined_at__gte=F("claimed_at"))
    told = rows.values_list("pk", "claimed_at", "determined_at")
    return [pk for pk, begun, ended in told
            if days.working_days_between(begun.date(), ended.date()) <= CLAIM_DAYS]  # fmt: skip


def which(what):
    """What one number counts. Unknown words count nothing."""
    today = clock.today()
    decided = Q(determined_at__isnull=False)
    return {
        "": Q(), "issued": ~Q(stage=Stage.DRAFTED), "valid": Q(stage=Stage.ACTIVE),
        "soon": Q(stage=Stage.ACTIVE, valid_to__lte=today + timedelta(SOON)),
        "over": Q(stage=Stage.EXPIRED, number__isnull=False), "revoked": Q(stage=Stage.REVOKED),
        "undecided": Q(stage__in=UNDECIDED), "decided": decided,
        "full": Q(conclusion=Conclusion.FULL), "part": Q(conclusion=Conclusion.PART),
        "none": Q(conclusion=Conclusion.NONE),
    }.get(what, Q(pk=None))  # fmt: skip


def listed(user, what):
    """The certificates behind a number, the one that ends first before others."""
    found = seen(user).filter(pk__in=_in_time(user)) if what == "in_time" else seen(user).filter(which(what))
    return found.select_related("owner_unit").order_by("valid_to", "pk")
