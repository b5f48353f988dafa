"""What follows from a move up to the decision, in the same transaction."""

from django.utils import timezone

from people import calendar
from processes.accountability import brackets, lifting, opening
from processes.accountability.words import DEFENCE
from workflows import defence, due, handing, papers, sittings
from workflows.acts.above import decision
from workflows.acts.common import participate
from workflows.acts.serving import serve_people
from workflows.acts.voting import entitled
from workflows.models import Ballot, Sitting
from workflows.registry import effect
from workflows.store.orm import keep_moment


def key(name):
    return effect(f"accountability.{name}")


@key("opened")
def opened(case, step):
    """The team knows of the case from now on, and works in it; the work it is about may have been named since."""
    opening.join_work(step)
    participate(case, [case.officer_id, *case.investigators], "team")
    papers.issue(case, step, "accountability.opening")
    step.tell("accountability.team", [case.officer_id, *case.investigators])


@key("unnamed")
def unnamed(case, step):
    """Taken back before anybody judged it: nothing is found by the name any more."""
    lifting.unname(case)


@key("transfer")
def transfer(case, step):
    """The discipline liaison gets the matter; the department looks into that part no further."""
    liaisons = case.players("discipline_liaison")
    participate(case, liaisons, "liaison")
    step.tell("accountability.transferred", liaisons)


@key("show")
def show(case, step):
    """Facts and intended ground are served in writing; ten working days run from receipt (F06, F07)."""
    papers.issue(case, step, "accountability.facts")
    participate(case, [case.respondent_id], "respondent")
    defence.begin(case, step, case.respondent, DEFENCE, paper="facts")
    case.hearing = {}


@key("weighing_begins")
def weighing_begins(case, step):
    """What was looked up and proposed before a return is looked up again."""
    case.immunity_check, case.dissent_check, case.comparables, case.proposal = {}, {}, {}, {}
    papers.issue(case, step, "accountability.defence")
    handing.give(step, "case_officer")


@key("call_off")
def call_off(case, step):
    """A meeting that was called has nothing to vote on any more."""
    sittings.adjourn(step)


@key("exempt")
def exempt(case, step):
    """No blame: the conclusion goes to the person in writing, the certificate's use is kept, and the name leaves."""
    case.vote_result, case.decided_on = _counted(case, step), timezone.localdate(step.at)
    said = case.proposal
    case.exempted = {"ground": said["ground"], "reasons": said["reasons"]}
    for number in case.immunity_check.get("certificates", ()):
        step.fields.setdefault("certificates", []).append(number)
    lifting.unname(case)
    papers.issue(case, step, "accountability.exemption")
    serve_people(case, step, paper="exemption", people=[case.respondent], role="served")


@key("decide")
def decide(case, step):
    """The form, its effect and its end; the paper stands from now on as it was decided."""
    case.vote_result, case.decided_on = _counted(case, step), timezone.localdate(step.at)
    case.form, case.publicity_scope = case.proposal["form"], case.proposal["publicity"]
    months = case.committee.get("months")
    case.effect_months = brackets.effect_months(case, case.form) if months is None else months
    case.effect_until = calendar.load().add(case.decided_on, case.effect_months, "m", roll=False).date
    keep_moment(case, "effect_period_end", due.end_of(case.effect_until))
    papers.issue(case, step, "accountability.decision")


def _counted(case, step):
    """Counts of the vote, and the words of everybody who did not agree, as they were said (F18)."""
    sitting = Sitting.objects.filter(case=case, stage=step.came_from, state="closed").order_by("-pk").first()
    if sitting.kind == "above":
        return {"above": decision(sitting), "outcome": sitting.signing.outcome}
    return counts(sitting)


def counts(sitting):
    """What a sitting voted."""
    signing, seats = sitting.signing, entitled(sitting)
    dissent = Ballot.objects.filter(item__sitting=sitting, item__place=1).exclude(choice="pass").select_related("seat")
    return {
        "should": signing.entitled, "present": sum(s.present for s in seats), "agreed": signing.agreed,
        "opposed": signing.opposed, "abstained": signing.abstained, "outcome": signing.outcome,
        "recused": [s.name for s in sitting.seats.all() if s.recused],
        "dissent": [{"name": b.seat.name, "choice": b.choice, "opinion": b.opinion} for b in dissent.order_by("pk")],
    }  # fmt: skip
