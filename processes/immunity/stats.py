"""What certificates and claims add up to; no figure is about a person (F26), and small groups are not told (F11).

Whoever keeps the process is accountable for claims that are decided in time, so they count all of them, though from the
claim on the case itself is read by those alone who have a part in it: the lists show each reader what they may see.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q

from people import calendar, roles
from policy import rules as policy
from processes.immunity.choices import Conclusion
from processes.immunity.limits import CLAIM_DAYS
from processes.immunity.models import Certificate
from processes.immunity.words import UNDECIDED, Stage
from workflows import clock
from workflows.figures import Figure, Share, apart

WHAT = ("issued", "valid", "soon", "over", "revoked", "undecided", "decided", "in_time", "full", "part", "none")
SOON = 30  # calendar days
ENDS = ("full", "part", "none")  # what was decided, in parts


@dataclass
class Summary:
    """All figures of the page."""

    counts: dict
    in_time: int

    def told(self, what):
        """A number as it is told: of claims none that is so small that one would know who is meant."""
        return self.claims[what].told if what in self.claims else str(self.counts[what])

    @property
    def claims(self):
        """The figures of matters about people."""
        rest = [Figure(what, self.counts[what]) for what in ("undecided", "decided")]
        ends = apart([Figure(what, self.counts[what]) for what in ENDS])
        return {one.label: one for one in (*rest, *ends)}

    @property
    def in_time_share(self):
        """Claims decided within thirty working days, of all that were decided, if they are not too few."""
        return Share(self.in_time, self.counts["decided"])


def seen(user):
    """The certificates that `user` may see."""
    return Certificate.objects.filter(pk__in=policy.visible(user).filter(kind="immunity").values("pk"))


def counted_by(user):
    """All certificates for those who keep the process, but what is secret; for heads those that they see."""
    if roles.roles_of(user) & set(Certificate.process.readers):
        return Certificate.objects.exclude(classification="sealed")
    return seen(user)


def of(user):
    """The figures over what `user` counts."""
    return _over(counted_by(user))


def whole(user, sums):
    """The numbers whose list holds all that they count, as `user` sees it; of the others no list is offered."""
    own = _over(seen(user)).counts
    return {what for what, number in sums.counts.items() if own[what] == number}


def _over(rows):
    wanted = {what: which(what) for what in WHAT if what != "in_time"}
    counted = rows.aggregate(**{f"n_{what}": Count("pk", filter=rule) for what, rule in wanted.items()})
    counts = {what: counted[f"n_{what}"] for what in wanted}
    return Summary(counts, len(_in_time(rows)))


def _in_time(rows):
    """Ids of the certificates whose claim was decided within its days; a year that is not confirmed counts weekends."""
    days = calendar.load()
    told = rows.filter(determined_at__gte=F("claimed_at")).values_list("pk", "claimed_at", "determined_at")
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
    found = seen(user).filter(pk__in=_in_time(seen(user))) if what == "in_time" else seen(user).filter(which(what))
    return found.select_related("owner_unit").order_by("valid_to", "pk")
