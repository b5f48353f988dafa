"""Before it is too late: a consultation is proposed to a person, changes are reviewed, an early end is voted on."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import calendar
from processes.task_project import linking, seating
from processes.task_project.effects import SOON
from workflows import handing
from workflows.acts.common import live_sitting
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label, role_words

WEIGHED = {"consult": "accepted", "inspect": "inspected", "decline": "declined"}
TOLD = {"consult": "consulted", "inspect": "listed", "decline": "not_consulted"}
LATE, RETURNED = 10, 3  # working days, acceptances not passed (L4)
SHORT = 10  # characters of a reason
act_label("propose_consultation", gettext_lazy("系统提出会诊建议"))
act_label("weigh_consultation", gettext_lazy("决定是否会诊"))
act_label("review_changes", gettext_lazy("复核变更"))
act_label("ask_vote", gettext_lazy("提请部务会表决终止"))
act_label("report_vote", gettext_lazy("报告表决结果"))
act_label("regroup", gettext_lazy("调整验收组"))
role_words("change_reviewer", gettext_lazy("变更复核人"))
role_words("proposal_decider", gettext_lazy("会诊决定人"))
role_words("vote_reporter", gettext_lazy("部务会记录员"))


def ground(case, at, days=None):
    """Why a consultation should be thought of: {why, n, for}, or {} when there is no ground or it was weighed."""
    late = 0
    if case.due and case.due < at:
        late = (days or calendar.load()).working_days_between(case.due.astimezone(at.tzinfo).date(), at.date())
    found = {}
    if case.returned >= RETURNED:
        found = {"why": "returned", "n": case.returned, "for": f"returned {case.returned}"}
    elif late >= LATE:
        found = {"why": "late", "n": late, "for": f"due {case.due_on}"}
    return {} if found.get("for") in case.proposal.get("weighed", ()) else found


@act("propose_consultation")
def propose_consultation(case, step):
    """The system may propose, a person decides (F29)."""
    found = ground(case, step.at.astimezone())
    if not found or case.proposal.get("state") == "open":
        raise Refused(_("没有需要提出的会诊建议，没有改动。"))
    weighed = [*case.proposal.get("weighed", ()), found["for"]]
    case.proposal = found | {"state": "open", "at": step.at.isoformat(), "weighed": weighed}
    handing.give(step, "proposal_decider", term=SOON, start=step.at)
    step.tell("task_project.proposed", case.players("proposal_decider"))


@act("weigh_consultation")
def weigh_consultation(case, step, *, decision, text):
    """The deputy asks for a consultation, has the next inspection look into it, or says why neither is needed (L4)."""
    if decision not in ("consult", "inspect", "decline") or len(text.strip()) < SHORT:
        raise Refused(_("没有记入：请选择是否会诊，并写明理由，至少 10 个字。"))
    handing.done(step, "proposal_decider")
    step.decision, step.opinion = decision, text.strip()
    case.proposal = case.proposal | {"state": WEIGHED[decision]}
    if decision == "consult":
        linking.consult(case, step, step.opinion)
    if decision == "inspect":
        linking.inspect(case, step, step.opinion)
    told = [*case.players("section_head@owner_unit"), *case.players("supervision_office")]
    step.tell(f"task_project.{TOLD[decision]}", told)


@act("review_changes")
def review_changes(case, step, *, conclusion, text):
    """After the third change somebody says whether the plan still holds."""
    if conclusion not in ("holds", "replan", "stop") or len(text.strip()) < SHORT:
        raise Refused(_("复核没有记入：请选择结论并写明理由，至少 10 个字。"))
    handing.done(step, "change_reviewer")
    case.review_open, step.decision, step.opinion = False, conclusion, text.strip()
    told = [*case.players("section_head@owner_unit"), *case.players("supervision_office")]
    step.tell("task_project.reviewed", told, conclusion=conclusion)


@act("ask_vote")
def ask_vote(case, step, *, text):
    """An innovation project ends early only by vote: the secretary of the executive meeting is asked to call it."""
    if not case.is_innovation:
        raise Refused(_("这个项目不需要部务会表决，没有提请。可以直接办理“终止”。"))
    if case.vote_asked:
        raise Refused(_("已经提请部务会表决，没有重复提请。结果会通知你。"))
    if len(text.strip()) < SHORT:
        raise Refused(_("没有提请：请写明终止的理由，至少 10 个字。"))
    case.vote_asked, step.opinion = True, text.strip()
    handing.give(step, "vote_reporter", term=SOON, start=step.at)
    step.tell("task_project.vote_asked", case.players("vote_reporter"))


@act("report_vote")
def report_vote(case, step):
    """The secretary's work ends with the result; the deputy then ends the project, or it goes on."""
    last = case.signings.filter(stage=case.stage, opened_at__gte=case.stage_since).order_by("-pk").first()
    if last is None or not last.outcome:
        raise Refused(_("表决还没有结果，没有报告。请先安排会议并完成表决。"))
    step.decision = last.outcome
    handing.done(step, "vote_reporter")
    case.vote_asked = False
    step.tell("task_project.vote_reported", case.players("deputy_minister"), outcome=last.outcome)


@act("regroup")
def regroup(case, step, *, group, starts_at, place, reason):
    """Another acceptance group, because somebody is recused or cannot come; what was planned is called off."""
    if len(reason.strip()) < SHORT:
        raise Refused(_("验收组没有调整：请写明理由，至少 10 个字。"))
    people = [getattr(person, "pk", person) for person in group]
    if why := seating.fault(case, people):
        raise Refused(_("验收组没有调整：%s") % why)
    case.group, step.reason = people, reason.strip()
    sitting = case.sittings.filter(state="planned").exists() and live_sitting(case, "planned")
    step.fields["instead_of"] = sitting.pk if sitting else None
    seating.call(case, step, starts_at, place)
