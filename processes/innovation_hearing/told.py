"""What others may ask of a proposal: who was recorded as dissenting when it was approved (R1f, L8)."""

from processes.innovation_hearing.models import InnovationHearing
from workflows.answers import answers
from workflows.models import Ballot, Link

APPROVED = ("approved", "pilot")
COUNTS = ("should", "present", "agreed", "opposed", "abstained", "outcome", "above")


@answers("innovation_hearing.approval", to=("immunity",))
def approval(work):
    """That the work was approved, with the count of the vote; nothing while it was not."""
    case = InnovationHearing.objects.filter(pk=work.pk, stage__in=APPROVED).first()
    if case is None:
        return []
    return [{"number": case.number, "decision": case.decision, "vote": _count(case.vote_result)}]


def _count(said):
    return {name: said[name] for name in COUNTS if name in said}


@answers("innovation_hearing.dissent", to=("accountability", "admonition"))
def dissent(work):
    """Who did not agree in the vote that carried this work, with the words as they were said."""
    ballots = Ballot.objects.filter(item__sitting__case__in=_proposals(work), item__place=1)
    carried = ballots.filter(item__sitting__state="closed", item__sitting__signing__outcome="pass")
    rows = carried.exclude(choice="pass").order_by("pk").select_related("seat", "item__sitting__case")
    return [_told(ballot) for ballot in rows]


def _proposals(work):
    """The proposal itself, or those that this work was opened by (L3)."""
    if work.kind == InnovationHearing.process.code:
        return [work.pk]
    return Link.objects.filter(target=work.pk, kind="L3", source__kind="innovation_hearing").values("source")


def _told(ballot):
    return {
        "person": ballot.seat.person_id, "name": ballot.seat.name, "choice": ballot.choice,
        "opinion": ballot.opinion, "number": ballot.item.sitting.case.number,
    }  # fmt: skip
