"""What follows from a move, in its transaction."""

from uuid import UUID

from django.utils import timezone

from processes.rectification import limits, milestones, onwards, proofs, remedies
from processes.rectification.stages import INSPECTOR
from workflows import due
from workflows.acts.common import no_more, participate
from workflows.links import join
from workflows.models import Case
from workflows.papers import issue
from workflows.registry import effect, nothing
from workflows.store.orm import drop_moment, keep_moment


def key(name, undo=None):
    return effect(f"rectification.{name}", undo)


def _unset_due(case, step):
    """Before it was signed for no day was set; later rounds hand out work too, which is not had back."""
    drop_moment(case, "due")


@key("set_due", undo=_unset_due)
def set_due(case, step):
    """The day of the case becomes the moment that the term of the work counts from."""
    keep_moment(case, "due", due.end_of(case.last_day))


@key("hand_out", undo=nothing)
def hand_out(case, step):
    milestones.give(step)


@key("issue_plan")
def issue_plan(case, step):
    issue(case, step, "rectification.plan")


@key("take_proof")
def take_proof(case, step):
    """What proves it comes in with the application, which is kept as it was handed in."""
    proofs.take(case, step, step.answers.get("evidence"))
    issue(case, step, "rectification.application")


def _unname_verifier(case, step):
    no_more(case, case.verifier_id, INSPECTOR)


@key("name_verifier", undo=_unname_verifier)
def name_verifier(case, step):
    """Who begins the check carries it through."""
    case.verifier_id = step.actor.pk
    participate(case, [step.actor.pk], INSPECTOR)


@key("count_failure")
def count_failure(case, step):
    """The gaps become measures of a new round; the third failure proposes a consultation."""
    issue(case, step, "rectification.check")
    keep_round(case, step, "failed", gaps=case.gaps)
    case.failures += 1
    for gap in case.gaps:
        _add(case, f"补正：{gap}", case.again_by)
    _begin_round(case, step)
    if case.failures % limits.of(case, "failures") == 0:
        onwards.consult(case, step)


@key("close_round")
def close_round(case, step):
    """The number is struck off; what was found is kept."""
    keep_round(case, step, "struck", in_time=case.in_time)
    issue(case, step, "rectification.check")
    issue(case, step, "rectification.struck")


@key("keep_recheck")
def keep_recheck(case, step):
    proofs.take(case, step, step.answers.get("evidence"), about="recheck")
    issue(case, step, "rectification.recheck")


@key("reopen")
def reopen(case, step):
    """The problem came back: a new round under the same number, joined to where it was found."""
    keep_round(case, step, "rebound", record=step.reason)
    case.rebounds += 1
    issue(case, step, "rectification.recheck")
    _add(case, f"反弹整改：{step.reason}", case.due_on)
    _begin_round(case, step)
    original = _original(case)
    if original:
        join(step, kind="rebound", reason=f"第 {case.rebounds} 次反弹，重新整改", target=original)
    if case.rebounds >= limits.of(case, "rebounds"):
        onwards.propose_topic(case, step)


def keep_round(case, step, result, **more):
    """Add a round to those that are kept; none is ever changed."""
    checker = case.verifier
    row = {
        "round": case.round, "result": result, "on": timezone.localdate(step.at).isoformat(), "way": case.way,
        "what": case.checked_what, "record": case.check_record, "verifier": checker.name if checker else "",
        "root_cause": case.root_cause, "outcome": case.outcome,
    }  # fmt: skip
    case.rounds = [*case.rounds, row | more]


def _add(case, text, day):
    row = {"text": text[:500], "owner": case.responsible_id, "due": day}
    case.measures = [*case.measures, remedies.made(row)]


def _begin_round(case, step):
    case.round += 1
    case.round_since = step.at


def _original(case):
    """The case in which the problem was found, if it is here."""
    try:
        return Case.objects.filter(uid=UUID(str(case.finding.get("uid")))).first()
    except ValueError:
        return None
