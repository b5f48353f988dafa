"""What follows from a move of a consultation, in the same transaction."""

from django.db.models import Q

from people import calendar, clock
from processes.consultation import months, opening, sealed, table, words
from workflows import due, handing, numbers, papers, sittings
from workflows.acts.common import no_more, participate
from workflows.declare import CALENDAR_DAYS, Term
from workflows.links import join
from workflows.models import Link
from workflows.registry import effect, nothing
from workflows.store.orm import keep_moment

DAY = Term(n=0, unit=CALENDAR_DAYS, start="opinions_until")
OWNER, OFFICER = words.OWNER[0], words.OFFICER[0]
COUNTY = "county_committee"
ACCOUNTABILITY = "accountability"


def key(name, undo=None):
    return effect(f"consultation.{name}", undo)


def _no_conveners(case, step):
    """A request that comes again keeps its number."""
    for person in (case.chair_id, case.officer_id):
        no_more(case, person, "convener")


@key("number", undo=_no_conveners)
def number(case, step):
    """A request that comes again keeps its number."""
    case.number = case.number or numbers.take(case.process.series, step.at)
    participate(case, [case.chair_id, case.officer_id], "convener")


@key("file_request")
def file_request(case, step):
    """The request is filed as it was decided on."""
    papers.issue(case, step, "consultation.request")


@key("join_work")
def join_work(case, step):
    """The work and its consultation show each other, unless the work's process has joined them already."""
    both = Q(source=case, target=case.work_ref_id) | Q(source=case.work_ref_id, target=case.pk)
    if case.work_ref_id and not Link.objects.filter(both).exists():
        join(step, kind="work", reason="对这项工作会诊", target=case.work_ref)


@key("ask_owner", undo=nothing)
def ask_owner(case, step):
    """The unit describes itself: three working days, five when the session asked for more."""
    more = case.rules.find("session", "ask_more_info").term
    if step.came_from == "session":
        keep_moment(case, "approved", step.at)  # the term for convening counts anew
    handing.give(step, OWNER, term=more if step.came_from == "session" else words.SELF, start=step.at)


@key("officer_prepares", undo=nothing)
def officer_prepares(case, step):
    """The officer has a session to call, though no move of the stage is their duty."""
    handing.give(step, OFFICER, term=words.wd(5, case.stage), start=step.at)


@key("begin_session")
def begin_session(case, step):
    begin(case, step)


def begin(case, step):
    """The sitting is open; everybody who came has an opinion to write."""
    sittings.begin(step)
    step.fields["opinions_until"] = case.opinions_until.isoformat()
    handing.give(step, "panelist", term=DAY, start=case.opinions_until)


@key("break_off")
def break_off(case, step):
    sealed.give_back(case, step)
    sittings.adjourn(step)
    case.revealed_at = None


@key("call_off")
def call_off(case, step):
    """What was planned and has not begun is not held."""
    if sittings.current(case, "planned"):
        sittings.adjourn(step)


@key("anew", undo=nothing)
def anew(case, step):
    """Another session of the same round, with the table as it stands."""
    case.revealed_at = case.opinions_until = None


@key("close_session")
def close_session(case, step):
    sittings.close(step)
    for name in ("record", "opinion"):
        papers.issue(case, step, f"consultation.{name}")


@key("vote_prepared", undo=nothing)
def vote_prepared(case, step):
    """The recorder of the executive meeting has work only when a measure needs its vote."""
    if case.needs_vote:
        handing.give(step, words.SECRETARY[0], term=words.wd(5, "opinion"), start=step.at)


@key("open_projects")
def open_projects(case, step):
    opening.open_all(case, step)
    keep_moment(case, "metric_due", due.end_of(case.metric_due))
    papers.issue(case, step, "consultation.opinion")  # with what was decided of each measure


@key("ask_followup")
def ask_followup(case, step):
    """The officer asks once a month what the measures have brought."""
    last = max((row["month"] for row in case.followups if row.get("round") == case.round), default="")
    day = months.next_due(last, clock.today(), calendar.load())
    handing.take_back(step, OFFICER)
    handing.give(step, OFFICER, term=DAY, start=due.end_of(day))


@key("enter_library")
def enter_library(case, step):
    """The cured case is found in the library by its cause types."""
    step.fields["library"] = sorted({row["kind"] for row in case.causes})
    papers.issue(case, step, "consultation.effect")


@key("next_round")
def next_round(case, step):
    """What was decided in this round stands as it is; the next one begins from its table."""
    parts = ("causes", "measures", "dissent", "conclusion", "followups", "confirmations")
    kept = {part: getattr(case, part) for part in parts}
    kept |= {"round": case.round, "metric_due": case.metric_due.isoformat(), "ended": step.at.isoformat()}
    case.earlier_rounds = [*case.earlier_rounds, kept | {"reason": step.reason}]
    case.measures = table.stripped(case.measures)
    case.dissent, case.followups, case.confirmations, case.conclusion = [], [], [], ""
    case.round, case.metric_due = case.round + 1, None
    case.revealed_at = case.opinions_until = None


@key("report_to_county")
def report_to_county(case, step):
    """The county committee reads the case; a check of responsibility is proposed only with evidence."""
    people = case.players(COUNTY)
    participate(case, people, COUNTY)
    step.tell("consultation.reported", people)
    papers.issue(case, step, "consultation.effect")
    if step.answers.get("precheck"):
        join(step, kind="P06", reason="两轮会诊未见效，建议追责预核，证据见转报报告", intended=ACCOUNTABILITY)
