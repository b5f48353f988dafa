"""What follows from a move of a certificate, in the same transaction."""

from django.utils import timezone

from people.models import User
from processes.immunity import works
from workflows import due, handing, links, numbers, papers
from workflows.acts.above import decision
from workflows.acts.common import participate
from workflows.acts.serving import serve_people
from workflows.acts.voting import entitled
from workflows.models import Ballot, Sitting, WorkItem
from workflows.registry import effect, nothing
from workflows.store.orm import drop_moment, keep_moment

PLEDGE, LOOKS, RESULT, GONE = "承诺书", "七看核实表", "认定书", "撤销决定书"


def key(name, undo=None):
    return effect(f"immunity.{name}", undo)


@key("number", undo=nothing)
def number(case, step):
    case.number = case.number or numbers.take(case.process.series, step.at)


@key("hand_out")
def hand_out(case, step):
    """The holders are named in the case, and the day it ends is kept."""
    participate(case, case.holders, "certificate_holder")
    participate(case, case.named("section_head"), "holder_head")
    keep_moment(case, "valid_to", due.end_of(case.valid_to))
    papers.issue(case, step, "immunity.pledge")
    serve(case, step, PLEDGE, case.holders)


def serve(case, step, paper, people):
    """Serve a paper on these people (ids)."""
    found = list(User.objects.filter(pk__in=people, is_active=True))
    if found:
        serve_people(case, step, paper=paper, people=found, role="certificate_holder")


@key("end_today")
def end_today(case, step):
    """Given up: it ends today, and what was done before stays covered."""
    today = timezone.localdate(step.at)
    case.valid_to = min(case.valid_to or today, today)


@key("join_matter")
def join_matter(case, step):
    """The claim and the matter are joined; whoever weighs there hears that it waits."""
    matter = case.matter
    links.join(step, kind="L8", reason="主张适用承诺书，认定前不量责", target=matter)
    participate(case, works.players(case, "respondent"), "claimant")
    participate(case, works.players(case, "case_officer"), "matter_officer")
    step.tell("immunity.matter_waits", _busy(matter))


def _busy(matter):
    return WorkItem.objects.filter(process=matter, status="ASSIGNED", owner__isnull=False).values_list(
        "owner", flat=True
    )


@key("file_looks")
def file_looks(case, step):
    papers.issue(case, step, "immunity.looks")


@key("prepare_panel")
def prepare_panel(case, step):
    """The legal reviewer calls the panel's meeting, though the move is the panel's."""
    term = case.rules.find("examining", "propose").term
    handing.give(step, "legal_reviewer", term=term, start=case.claimed_at)


@key("prepare_meeting", undo=nothing)
def prepare_meeting(case, step):
    """Papers are served anew for each vote."""
    drop_moment(case, "papers_served")


@key("keep_panel_vote")
def keep_panel_vote(case, step):
    case.panel_opinion = case.panel_opinion | {"vote": counted(case, step.came_from)}


@key("count_anew")
def count_anew(case, step):
    """A review has its own days."""
    keep_moment(case, "claimed", step.at)


@key("give_result")
def give_result(case, step):
    """The determination goes to the holder and, by the link, to the matter that waits for it."""
    case.meeting_vote = counted(case, step.came_from)
    told = {
        "matter": case.matter_id, "number": case.matter.number or "", "on": timezone.localdate(step.at).isoformat(),
        "conclusion": case.conclusion, "covered": case.covered, "reasons": case.reasons,
    }  # fmt: skip
    case.claims = [row for row in case.claims if row["matter"] != case.matter_id] + [told]
    links.join(step, kind="L8", reason=f"认定：{case.get_conclusion_display()}", target=case.matter)
    papers.issue(case, step, "immunity.determination")
    serve(case, step, RESULT, case.holders)
    step.tell("immunity.matter_answered", _busy(case.matter))


@key("take_away")
def take_away(case, step):
    """Revoked: the holders are served the decision with its reason and how to appeal."""
    case.revocation = case.revocation | {"reason": step.reason, "vote": counted(case, step.came_from)}
    papers.issue(case, step, "immunity.revocation")
    serve(case, step, GONE, case.holders)


def counted(case, stage):
    """The count of the vote, and the words of everybody who did not agree, as they were said (R1f)."""
    held = Sitting.objects.filter(case=case, stage=stage, state="closed", signing__isnull=False).order_by("-pk").first()
    if held is None:
        return {}
    if held.kind == "above":
        return {"above": decision(held), "outcome": held.signing.outcome}
    signing, seats = held.signing, entitled(held)
    against = Ballot.objects.filter(item__sitting=held, item__place=1).exclude(choice="pass").select_related("seat")
    return {
        "should": signing.entitled, "present": sum(one.present for one in seats), "agreed": signing.agreed,
        "opposed": signing.opposed, "abstained": signing.abstained, "outcome": signing.outcome,
        "recused": [one.name for one in held.seats.all() if one.recused],
        "dissent": [{"name": b.seat.name, "choice": b.choice, "opinion": b.opinion} for b in against.order_by("pk")],
    }  # fmt: skip
