"""What the proposals add up to: sums over what the reader may see, and the list behind each of them."""

from dataclasses import dataclass
from statistics import median

from django.db.models import Q

from ledger.models import Event
from policy import rules as policy
from processes.innovation_hearing.models import InnovationHearing
from workflows.models import Opinion, Signing, Sitting

LISTED = ("listed", "pilot")
WHAT = (
    "", "voted", "passed", "listed", "pilot", "in_plan", "deferred", "rejected", "heard", "opinions", "void", "above",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One section: what it handed in, what was voted on, what came into the plan."""

    pk: int
    label: str
    total: int
    voted: int
    listed: int


@dataclass(frozen=True)
class Sums:
    """All figures of the overview."""

    total: int
    voted: int
    passed: int
    hearings: int
    heard: int
    opinions: int
    adopted: int
    void: int
    above: int
    days: float | None  # median, from handing in to the vote
    decisions: dict
    sections: list

    @property
    def pass_share(self):
        return _share(self.passed, self.voted)

    @property
    def opinion_share(self):
        return _share(self.adopted, self.opinions)


def _share(part, whole):
    return round(100 * part / whole) if whole else None


def handed_in(user):
    """Proposals that were handed in, as far as `user` may see them."""
    seen = policy.visible(user).filter(kind="innovation_hearing").values("pk")
    return InnovationHearing.objects.filter(pk__in=seen, submitter__isnull=False)


def of(user):
    """The figures over what `user` may see."""
    cases = list(handed_in(user).select_related("owner_unit"))
    ids = [case.pk for case in cases]
    outcomes = {case.pk: case.vote_result.get("outcome", "") for case in cases}
    opinions = Opinion.objects.filter(sitting__case__in=ids).exclude(adopted="")
    hearings = Sitting.objects.filter(case__in=ids, kind="hearing", opened_at__isnull=False)
    return Sums(
        total=len(cases), voted=sum(map(bool, outcomes.values())),
        passed=sum(outcome == "pass" for outcome in outcomes.values()),
        hearings=hearings.count(), heard=hearings.values("case").distinct().count(),
        opinions=opinions.count(), adopted=opinions.filter(adopted__in=("adopt", "part")).count(),
        void=listed(user, "void").count(), above=listed(user, "above").count(), days=_days(cases),
        decisions={name: sum(case.decision == name for case in cases) for name in (*LISTED, "deferred", "rejected")},
        sections=_sections(cases, outcomes),
    )  # fmt: skip


def _days(cases):
    """The median of days from the first handing in to the last vote."""
    uids = {case.uid: case.pk for case in cases}
    begun = {}
    for uid, at in Event.objects.filter(uid__in=uids, kind="move.submit").order_by("seq").values_list("uid", "at"):
        begun.setdefault(uids[uid], at)
    settled = Signing.objects.filter(case__in=uids.values(), stage="exec_vote").exclude(outcome="")
    ended = dict(settled.order_by("settled_at").values_list("case", "settled_at"))
    days = [(ended[pk] - at).days for pk, at in begun.items() if pk in ended]
    return median(days) if days else None


def _sections(cases, outcomes):
    """One line for each section, in the order of their codes; nobody is ranked."""
    units = {case.owner_unit_id: case.owner_unit for case in cases if case.owner_unit_id}
    return [_line(unit, [c for c in cases if c.owner_unit_id == pk], outcomes) for pk, unit in _ordered(units)]


def _ordered(units):
    return sorted(units.items(), key=lambda pair: pair[1].code)


def _line(unit, cases, outcomes):
    voted = sum(bool(outcomes[case.pk]) for case in cases)
    return Line(unit.pk, unit.label, len(cases), voted, sum(case.decision in LISTED for case in cases))


def listed(user, what="", unit=None):
    """The proposals that one number counts, newest first."""
    found = handed_in(user).filter(_which(what))
    found = found.filter(owner_unit=unit) if unit else found
    return found.distinct().order_by("-created", "-pk")


def _which(what):
    held = Sitting.objects.filter(kind="hearing", opened_at__isnull=False).values("case")
    answered = Opinion.objects.exclude(adopted="").values("sitting__case")
    void = Sitting.objects.filter(stage="exec_vote", state="adjourned", signing__isnull=False).values("case")
    above = Signing.objects.filter(mode="above").values("case")
    return {
        "": Q(), "voted": Q(vote_result__outcome__isnull=False), "passed": Q(vote_result__outcome="pass"),
        "listed": Q(decision="listed"), "pilot": Q(decision="pilot"), "in_plan": Q(decision__in=LISTED),
        "deferred": Q(decision="deferred"), "rejected": Q(decision="rejected"), "heard": Q(pk__in=held),
        "opinions": Q(pk__in=answered), "void": Q(pk__in=void), "above": Q(pk__in=above),
    }[what]  # fmt: skip
