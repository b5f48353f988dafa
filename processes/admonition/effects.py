"""What follows from a move, in its transaction."""

from django.utils import timezone

from people.calendar import same_day
from processes.admonition import elsewhere, limits
from processes.admonition.choices import LETTERS, SERIES
from processes.admonition.words import RESPONDENT, Stage
from workflows import due, flags, numbers, pauses
from workflows.acts.serving import serve_people
from workflows.papers import issue
from workflows.registry import effect, nothing
from workflows.staffing import Staff
from workflows.store.orm import drop_moment

FLAG = "admonition"


def key(name, undo=None):
    return effect(f"admonition.{name}", undo)


@key("number")
def number(case, step):
    """A number of its kind: 提, 函 or 诫."""
    case.number = case.number or numbers.take(SERIES[case.measure], step.at)


@key("serve")
def serve(case, step):
    """The letter is out: terms count from its receipt (F07). In writing, the system goes on at once (F29)."""
    _serve(case, step)
    if not case.by_talk:
        step.onward = Staff([], skip="send_letter", why="letter")


def _serve(case, step):
    issue(case, step, f"admonition.{LETTERS[case.measure]}")
    serve_people(case, step, paper=LETTERS[case.measure], people=[case.respondent], role=RESPONDENT, moment="served")
    step.tell("admonition.served", [case.respondent_id])


@key("serve_again")
def serve_again(case, step):
    """What was answered is kept; the term begins anew."""
    row = {"reply": case.reply, "on": timezone.localdate(case.replied_at).isoformat(), "in_time": case.replied_in_time}
    case.replies = [*case.replies, row]
    case.reply = case.reply_how = case.countersign_note = ""
    case.written_at = case.replied_at = case.countersigned_by_id = case.countersigned_at = case.replied_in_time = None
    drop_moment(case, "served")
    _serve(case, step)


@key("keep_talk")
def keep_talk(case, step):
    issue(case, step, "admonition.talk")


@key("keep_self_check", undo=nothing)
def keep_self_check(case, step):
    if case.self_check:
        issue(case, step, "admonition.self_check")


@key("keep_reply")
def keep_reply(case, step):
    """In time is what was written in time, though the unit's leader signed it later."""
    case.replied_at = step.at
    last = pauses.of_move(case, case.rules.find(Stage.AWAITING_REPLY, "give_reply")).due
    case.replied_in_time = last is None or (case.written_at or step.at) <= last
    issue(case, step, "admonition.reply")


@key("keep_silence")
def keep_silence(case, step):
    """Unexplained is all that it says."""
    case.replied_in_time = False


@key("tell_result")
def tell_result(case, step):
    """The person concerned is told in writing what came of it, and how to object."""
    case.told_at = step.at
    issue(case, step, "admonition.result")
    serve_people(case, step, paper="result", people=[case.respondent], role=RESPONDENT)


@key("lay_effect")
def lay_effect(case, step):
    """An admonition bears on eligibility for six months from service; the others bear on nothing (L9, F24)."""
    start = timezone.localdate(case.issued_at)
    case.follow_up_at = same_day(start, limits.of(case, "effect_months"))
    if case.admonishes:
        case.effect_until = case.follow_up_at
        flags.lay(step, case.respondent_id, FLAG, due.end_of(case.effect_until))


@key("lift_effect")
def lift_effect(case, step):
    """It was put right: nothing stands any more."""
    flags.lift(step, FLAG)
    if case.correction:
        issue(case, step, "admonition.correction")


@key("go_on_elsewhere")
def go_on_elsewhere(case, step):
    elsewhere.go(case, step)


@key("go_to_accountability")
def go_to_accountability(case, step):
    elsewhere.go(case, step)
