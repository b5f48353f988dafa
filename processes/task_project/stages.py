"""任务分解立项 (P11): who does what in each stage. The edges stand in models.py."""

from django.db import models
from django.utils.translation import gettext_noop as N_

from workflows.declare import (
    WORKING_DAYS,
    Move,
    Notice,
    Process,
    Signing,
    StageFacts,
    Term,
    mandatory,
    passed_on,
    takes_back,
)
from workflows.offering import appointing, comes_back, reopened, returned, terminated

PROCESS = Process(
    code="task_project",
    label=N_("任务分解立项"),
    series="立",
    icon="list-check",
    readers=("supervision_office", "office", "minister", "deputy_minister"),
    starters=("supervision_office",),
    retention="30y",
    owner="supervision_office",
    ends={"terminate": "terminated"},
    summary=N_("把要点、听证通过的项目和对策分解成任务，按月反馈，验收办结。"),
)
HEAD, CLERK, SUPERVISION, DEPUTY = (
    "section_head@owner_unit",
    "clerk@owner_unit",
    "supervision_office",
    "deputy_minister",
)


class Stage(models.TextChoices):
    DRAFTED = "drafted", N_("拟立项")
    ASSIGNED = "assigned", N_("已交办")
    ACCEPTED = "accepted", N_("已签收")
    RUNNING = "running", N_("推进中")
    COMPLETION = "completion", N_("申请办结")
    ACCEPTANCE = "acceptance", N_("验收")
    DONE = "done", N_("办结")
    SUSPENDED = "suspended", N_("暂缓")
    TERMINATED = "terminated", N_("终止")
    RETURNED = "returned", N_("退办")


def days(n, start):
    """A term of `n` working days."""
    return Term(n=n, unit=WORKING_DAYS, start=start)


def told(topic, *to):
    """Notices of one topic."""
    return (Notice(topic=f"task_project.{topic}", to=to),)


# What the ledger needs goes on while the project waits, and after it has ended.
BOOKS = {"close_month": (SUPERVISION,), "correct_month": (SUPERVISION,)}

PARTY = {"apply_recusal": ("party",)}  # where somebody decides, hears or votes (F02)

FACTS = {
    Stage.DRAFTED: StageFacts(
        help=N_("写明来源、牵头单位、指标和期限，登记后交办。"),
        acts={"edit": (SUPERVISION, "opened_by"), "attach": (SUPERVISION, "opened_by")},
        moves=(
            Move(
                name="register", label=N_("立项登记"), by=(SUPERVISION,), term=days(3, "drafted"), form="register",
                guards=("task_project.registrable",), effects=("task_project.enter_ledger",),
                notices=told("assigned", HEAD),
            ),
        ),
    ),
    Stage.ASSIGNED: StageFacts(
        help=N_("牵头单位 2 个工作日内签收；有异议的，5 个工作日内提出，由办公室裁定。"),
        acts=PARTY | {"contest": (HEAD,), "arbitrate": ("office",)},
        moves=(
            Move(name="sign_for", label=N_("签收"), by=(HEAD,), term=days(2, "assigned")),
            Move(
                name="dispute", label=N_("退办"), by=(HEAD,), duty=False, reason=True, term=days(5, "assigned"),
                guards=("task_project.upheld",), notices=told("returned", SUPERVISION),
            ),
        ),
    ),
    Stage.ACCEPTED: StageFacts(
        help=N_("把任务分解到人、到日，各项权重合计 100。"),
        moves=(
            Move(
                name="make_plan", label=N_("分解计划"), by=(HEAD,), term=days(5, "accepted"), form="plan",
                guards=("task_project.planned",), effects=("task_project.open_ledger", "task_project.ask_month"),
            ),
        ),
    ),
    Stage.RUNNING: StageFacts(
        help=N_("每月最后一个工作日前反馈；各项完成后申请办结。"),
        # The vote is needed only to end an innovation project; the guard asks for it.
        signing=Signing(mode="vote", sitting="exec_meeting", licenses=("pass",), head="minister"),
        acts=BOOKS | PARTY | {
            "finish_leaf": (HEAD, CLERK, "leaf_owner"), "attach": (HEAD, CLERK, "leaf_owner"),
            "ask_month": ("system",), "propose_consultation": ("system",), "weigh_consultation": ("proposal_decider",),
            "review_changes": ("change_reviewer",), "ask_vote": (DEPUTY,), "report_vote": ("vote_reporter",),
            "convene": ("exec_secretary",), "attend": ("exec_secretary",), "start_vote": ("exec_secretary",),
            "ballot": ("seat",), "declare_interest": ("seat",), "recuse": ("exec_secretary",),
            "comment": (HEAD, SUPERVISION, DEPUTY),
        },
        moves=(
            Move(
                name="report_month", label=N_("月度反馈"), by=(CLERK,), form="month",
                guards=("task_project.month_entry",), effects=("task_project.write_month",),
                notices=told("reported", SUPERVISION),
            ),
            Move(
                name="change_plan", label=N_("变更"), by=(DEPUTY,), duty=False, reason=True, form="change",
                guards=("task_project.changes_something",), effects=("task_project.log_change",),
                notices=told("changed", HEAD, SUPERVISION),
            ),
            Move(
                name="suspend_task", label=N_("暂缓"), by=("minister",), duty=False, reason=True, form="suspend",
                guards=("task_project.resumes_in_time",), effects=("task_project.pause",),
                notices=told("suspended", HEAD, SUPERVISION),
            ),
            Move(
                name="apply_completion", label=N_("申请办结"), by=(HEAD,),
                term=Term(n=0, unit="cd", start="due", clause=N_("任务期限")),
                guards=("task_project.all_done",), effects=("task_project.gaps_answered",),
            ),
            Move(
                name="terminate_task", label=N_("终止"), by=(DEPUTY,), duty=False, reason=True, adverse=True,
                form="terminate", guards=("task_project.may_end", "task_project.lessons"),
                effects=("task_project.report_end",), notices=told("terminated", HEAD, SUPERVISION),
            ),
        ),
    ),
    Stage.SUSPENDED: StageFacts(
        help=N_("期限暂停计算，恢复后顺延。"),
        acts=BOOKS,
        moves=(
            Move(
                name="resume_task", label=N_("恢复"), by=("minister",),
                effects=("task_project.extend_by_pause", "task_project.ask_month"),
                notices=told("resumed", HEAD, SUPERVISION),
            ),
        ),
    ),
    Stage.COMPLETION: StageFacts(
        help=N_("督查室组织验收，验收组至少 3 人，责任人不得参加。"),
        acts=BOOKS | PARTY | {"attach": (HEAD,)},
        moves=(
            Move(
                name="start_acceptance", label=N_("组织验收"), by=(SUPERVISION,), term=days(5, "completion"),
                form="acceptance", guards=("task_project.group",), effects=("task_project.seat_group",),
                notices=told("acceptance", HEAD),
            ),
        ),
    ),
    Stage.ACCEPTANCE: StageFacts(
        help=N_("验收组表决后写好记录、到会人签字；通过且达到指标或者说明偏差的，由分管副部长批准办结；有差距的退回继续推进。"),
        signing=Signing(mode="vote", sitting="acceptance", licenses=("pass",), quorum=(3, 4)),
        acts=BOOKS | PARTY | {
            "attend": (SUPERVISION,), "recuse": (SUPERVISION,), "regroup": (SUPERVISION,), "start_vote": (SUPERVISION,),
            "record": (SUPERVISION,), "sign_record": ("seat",), "amend_record": ("seat",),
            "note_signature": (SUPERVISION,), "declare_interest": ("seat",), "ballot": ("seat",),
            "comment": ("acceptor", HEAD), "attach": ("acceptor", SUPERVISION),
        },
        moves=(
            Move(
                name="fail_acceptance", label=N_("未通过"), by=(SUPERVISION,), term=days(10, "acceptance"),
                form="gaps", guards=("task_project.not_passed", "task_project.gap_list"),
                effects=("task_project.file_minutes", "task_project.ask_month"), notices=told("failed", HEAD),
            ),
            Move(
                name="accept_result", label=N_("通过"), by=(DEPUTY,), term=days(10, "acceptance"), form="result",
                guards=("task_project.passed", "task_project.minutes_signed", "task_project.metric_met"),
                effects=("task_project.file_minutes", "task_project.tell_sources"),
                notices=told("done", HEAD, SUPERVISION, "acceptor"),
            ),
        ),
    ),
    Stage.DONE: StageFacts(acts=BOOKS),
    Stage.TERMINATED: StageFacts(acts=BOOKS),
    Stage.RETURNED: StageFacts(),
}  # fmt: skip

# Who holds work may pass it on, ask for an opinion and let others read along; a vote is the exception while it runs.
FACTS = takes_back(passed_on(FACTS, but=(Stage.SUSPENDED,), also=(Stage.RUNNING,)), Stage.ACCEPTED, Stage.COMPLETION)
FACTS = appointing(mandatory(FACTS, Stage.ASSIGNED, Stage.ACCEPTANCE), Stage.ACCEPTED, by=(DEPUTY, "minister"))
FACTS = terminated(FACTS, Stage.ACCEPTED, Stage.SUSPENDED)  # a running one ends by its own move, with its lessons
FACTS = returned(FACTS, {Stage.COMPLETION: [Stage.RUNNING]})
FACTS = reopened(FACTS, {Stage.DONE: [Stage.RUNNING], Stage.TERMINATED: [Stage.RUNNING]})
FACTS = comes_back(FACTS, running=("task_project.ask_month",))
