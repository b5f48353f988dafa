"""What follows from a move of an investigation, in the same transaction."""

from django.utils import timezone
from django.utils.translation import gettext as _

from intake import desk
from people.models import User
from processes.investigation import opening, parts, twins, words
from processes.investigation.choices import Outcome, Reporter
from workflows import handing, leaving, papers, sittings
from workflows.acts.above import decision
from workflows.acts.common import participate
from workflows.acts.serving import serve_people
from workflows.acts.voting import entitled
from workflows.links import join
from workflows.models import Sitting
from workflows.registry import effect, nothing

# What comes of a decision, and the process that takes it on (L7). The reason says nothing of who reported.
FOLLOWS = {
    Outcome.ADMONISH: ("admonition", "调查核实后提出提醒函询诫勉"),
    Outcome.ACCOUNT: ("accountability", "调查核实后提请问责"),
    Outcome.CLARIFY: ("publicity", "调查核实不属实，澄清正名"),
    Outcome.SYSTEM: ("suggestion", "调查核实中发现的制度问题"),
}


def key(name, undo=None):
    return effect(f"investigation.{name}", undo)


@key("look_for_twins", undo=nothing)
def look_for_twins(case, step):
    """By content only, and from now on whom it names knows nothing of the case."""
    case.twins = twins.of(case)
    participate(case, parts.accounts(case), "respondent")


@key("file_registration")
def file_registration(case, step):
    papers.issue(case, step, "investigation.registration")


@key("leave_nothing")
def leave_nothing(case, step):
    """Only the row remains: that something came, when, and that it went up (F13)."""
    where = case.sent_to
    opening.empty(case)
    case.sent_to = where
    case.twins, case.classification = [], "sealed"
    leaving.forget(step, opening.UP_TITLE)


def reporter(case, step, text):
    """Tell the reporter in the sealed conversation: closing it there needs no key, and nothing is read."""
    if case.report_uid:
        desk.tell(case.report_uid, text, by=step.actor)


@key("tell_accepted")
def tell_accepted(case, step):
    if case.reporter_kind == Reporter.NAMED:
        papers.issue(case, step, "investigation.acceptance")
        reporter(case, step, "你反映的问题已经受理，正在依规办理。办理结果会在这里告知你，请保管好回执码。")


@key("tell_direction")
def tell_direction(case, step):
    """The reporter learns the direction; the unit of whom it names learns nothing."""
    reporter(case, step, f"你反映的问题不属于本部门职责，已转{case.sent_to}办理。请保管好回执码。")
    if case.report_uid:
        desk.follow(case.report_uid, "pass_on", by=step.actor, why="转有权机关")


@key("tell_dismissed")
def tell_dismissed(case, step):
    if case.reporter_kind == Reporter.NAMED:
        reporter(
            case, step, "你反映的问题经集体研判，没有可以查证的实质内容，予以了结。有新的线索，可以继续在这里反映。"
        )


@key("file_transfer")
def file_transfer(case, step):
    papers.issue(case, step, "investigation.transfer")


@key("head_prepares", undo=nothing)
def head_prepares(case, step):
    """The head has a triage to call, though no move of the stage is theirs."""
    handing.give(step, words.HEAD[0], term=words.wd(5, case.stage), start=step.at)


@key("team_plans")
def team_plans(case, step):
    """Those named may see the case, and have a plan to write; nobody else does (need to know)."""
    participate(case, [*case.team, case.officer_id], "team")
    handing.give(step, "case_officer", term=words.wd(5, "plan"), start=step.at)


@key("look_again", undo=nothing)
def look_again(case, step):
    step.fields["review_on"] = case.review_on.isoformat()


@key("file_plan")
def file_plan(case, step):
    papers.issue(case, step, "investigation.plan")


@key("add_allegation", undo=nothing)
def add_allegation(case, step):
    """What was found beside the allegations is one of them from now on, with who approved it."""
    said, n = step.answers, len(case.allegations) + 1
    row = {"n": n, "category": said["category"], "text": said["allegation"].strip(), "finding": "", "basis": "",
           "concerns": [int(one) for one in said.get("concerns", ())], "items": []}  # fmt: skip
    case.allegations = [*case.allegations, row]
    case.widened = [*case.widened, {"n": n, "by": step.actor.name, "at": step.at.isoformat(), "reason": step.reason}]


@key("file_report")
def file_report(case, step):
    papers.issue(case, step, "investigation.interviews")
    papers.issue(case, step, "investigation.report")


@key("call_off")
def call_off(case, step):
    """What was planned and has not begun is not held; the report and the proposal are written anew."""
    if sittings.current(case, "planned"):
        sittings.adjourn(step)
    case.proposal = {}


@key("vote_result")
def vote_result(case, step):
    """Counts, and the words of everybody who did not agree."""
    signing = case.signings.filter(stage=step.came_from).order_by("-pk").first() if parts.serious(case) else None
    if not signing:
        return
    sitting = Sitting.objects.filter(signing=signing).first()
    if sitting and sitting.kind == "above":
        case.vote_result = {"above": decision(sitting), "outcome": signing.outcome}
    elif sitting:
        case.vote_result = {
            "should": len(entitled(sitting)), "present": sum(seat.present for seat in entitled(sitting)),
            "agreed": signing.agreed, "opposed": signing.opposed, "abstained": signing.abstained,
            "outcome": signing.outcome, "recused": [seat.name for seat in sitting.seats.all() if seat.recused],
        }  # fmt: skip


@key("open_what_follows")
def open_what_follows(case, step):
    """Each outcome that another process takes on is a link to it; that process meets the link (L7)."""
    for outcome in filter(FOLLOWS.get, case.outcomes):
        intended, reason = FOLLOWS[outcome]
        handed = {"content": case.proposal.get("suggestion", "")} if outcome == Outcome.SYSTEM else {}
        for person in parts.meant(case, outcome):
            whom = {"about": person} if person else {}
            join(step, kind="L7", reason=reason, intended=intended, **handed, **whom)


@key("file_decision")
def file_decision(case, step):
    papers.issue(case, step, "investigation.decision")
    if Outcome.REFER in case.outcomes:
        papers.issue(case, step, "investigation.transfer")


@key("tell_result")
def tell_result(case, step):
    """To the reporter the result and nothing of whom it concerned."""
    said, way = step.answers, step.answers.get("way", "dialogue")
    if not said["reply_to_reporter"]:
        return
    if way == "dialogue":
        reporter(case, step, said["reply_to_reporter"])
    row = {"to": "reporter", "way": way, "note": said.get("receipt", "").strip(), "by": step.actor.name}
    case.feedback = [*case.feedback, row | {"on": timezone.localdate(step.at).isoformat()}]


@key("serve_result")
def serve_result(case, step):
    """To each respondent with an account in their room; the others on paper, as the officer notes."""
    papers.issue(case, step, "investigation.result")
    people = list(User.objects.filter(pk__in=parts.accounts(case)).order_by("pk"))
    if people:
        serve_people(case, step, paper="result", people=people, role="respondent")
        step.tell("investigation.result", [one.pk for one in people])
    on = timezone.localdate(step.at).isoformat()
    rows = [{"to": row["name"], "way": "room" if row.get("person") else "paper", "on": on, "by": step.actor.name}
            for row in case.respondents]  # fmt: skip
    case.feedback = [*case.feedback, *rows]


@key("file_feedback")
def file_feedback(case, step):
    papers.issue(case, step, "investigation.feedback")


@key("conversation_ends")
def conversation_ends(case, step):
    """The sealed conversation is closed with the case; the term of the identity counts from there (F23)."""
    if case.report_uid:
        desk.follow(case.report_uid, "close", by=step.actor, why=_("调查核实已结束"))


@key("begin_anew")
def begin_anew(case, step):
    """Others look into it: what the first found stands in the history, and findings are made anew."""
    case.allegations = [row | {"finding": "", "basis": "", "items": []} for row in case.allegations]
    case.round, case.conclusion, case.proposal, case.outcomes = case.round + 1, "", {}, []
    case.objection = case.objection_answer = ""
    participate(case, [*case.team, case.officer_id], "team")
