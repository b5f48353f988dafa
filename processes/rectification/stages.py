"""整改销号 (P07): who does what in each stage. The edges stand in models.py."""

from django.db import models
from django.utils.translation import gettext_noop as N_

from processes.rectification import limits
from workflows.declare import (
    CALENDAR_DAYS,
    MONTHS,
    WORKING_DAYS,
    Extension,
    Move,
    Notice,
    Process,
    StageFacts,
    Term,
    mandatory,
    passed_on,
    takes_back,
)
from workflows.offering import comes_back, halted, jumped, reopened, returned, terminated

PROCESS = Process(
    code="rectification",
    label=N_("整改销号"),
    series="改",
    icon="tool",
    readers=("supervision_office", "office", "minister", "deputy_minister"),
    retention="10y",
    owner="supervision_office",
    limits=limits.LIMITS,
    ends={"terminate": "revoked"},
    summary=N_("督查发现的问题一题一号，整改、核查、批准后销号，三个月后回头看。"),
)
HEAD, CLERK, OWNER = "section_head@owner_unit", "clerk@owner_unit", "measure_owner"
SUPERVISION, INSPECTOR, DEPUTY, MINISTER = "supervision_office", "inspector", "deputy_minister", "minister"
REVIEWER = "appeal_officer"  # decides the objection to the finding
UNIT = "unit_told"  # those of the unit who hear of it
PROVED = (HEAD, CLERK, OWNER)


class Stage(models.TextChoices):
    ASSIGNED = "assigned", N_("已交办")
    ACCEPTED = "accepted", N_("已签收")
    PLANNING = "planning", N_("整改方案")
    EXECUTING = "executing", N_("整改中")
    SUBMITTED = "submitted", N_("申请销号")
    CHECKING = "checking", N_("核查")
    CANCELLED_NO = "cancelled_no", N_("已销号")
    CLOSED = "closed", N_("巩固办结")
    REVOKED = "revoked", N_("撤回")


FIRST = Term(n=60, unit=CALENDAR_DAYS, start="assigned")  # unless the one who assigns it says another day
UNTIL = Term(n=0, unit=CALENDAR_DAYS, start="due", clause=N_("整改期限（交办之日起 60 日，我方默认，待确认）"))
AGAIN = Term(n=30, unit=CALENDAR_DAYS, start="executing")  # after a check that was not passed
RECHECK = Term(n=3, unit=MONTHS, start="cancelled_no")


def days(n, start):
    """A term of `n` working days."""
    return Term(n=n, unit=WORKING_DAYS, start=start)


def told(topic, *to):
    """Notices of one topic."""
    return (Notice(topic=f"rectification.{topic}", to=to),)


def keys(*names):
    return tuple(f"rectification.{name}" for name in names)


WITHDRAW = Move(
    name="withdraw_item", label=N_("撤回"), by=(SUPERVISION, REVIEWER), duty=False, reason=True, form="withdraw",
    guards=keys("objection_decided"), notices=told("withdrawn", UNIT, SUPERVISION),
)  # fmt: skip
ALWAYS = {
    "amend_finding": (REVIEWER,), "hold_rectification": (MINISTER,), "release_rectification": (MINISTER, REVIEWER),
    "comment": (UNIT, SUPERVISION, INSPECTOR, DEPUTY, MINISTER), "apply_recusal": ("party",),
}  # fmt: skip

FACTS = {
    Stage.ASSIGNED: StageFacts(
        help=N_("整改单位 2 个工作日内签收。对问题有异议的，通过原督查事项申请复核，不影响签收。"),
        acts=ALWAYS,
        moves=(
            Move(
                name="sign_for", label=N_("签收"), by=(HEAD,), term=days(2, "assigned"),
                guards=keys("not_held"), effects=keys("set_due"),
                notices=told("accepted", SUPERVISION),
            ),
            WITHDRAW,
        ),
    ),
    Stage.ACCEPTED: StageFacts(
        help=N_("5 个工作日内报整改方案：每项措施有责任人和期限。"),
        acts=ALWAYS,
        moves=(
            Move(
                name="hand_in_plan", label=N_("报方案"), by=(HEAD,), term=days(5, "accepted"), form="plan",
                guards=keys("not_held", "planned"),
            ),
            WITHDRAW,
        ),
    ),
    Stage.PLANNING: StageFacts(
        help=N_("督查室 3 个工作日内审核方案；措施不实的退回。"),
        acts=ALWAYS | {"take_back": ("last_actor",)},
        moves=(
            Move(
                name="approve_plan", label=N_("同意"), by=(SUPERVISION,), term=days(3, "planning"),
                guards=keys("not_held"),
                effects=keys("set_due", "hand_out", "issue_plan"), notices=told("approved", UNIT),
            ),
            Move(
                name="send_back", label=N_("退回"), by=(SUPERVISION,), reason=True,
                guards=keys("not_held", "returns_left"),
                notices=told("returned", UNIT),
            ),
            WITHDRAW,
        ),
    ),
    Stage.EXECUTING: StageFacts(
        help=N_("逐项完成措施，留存佐证；全部完成后写明原因，申请销号。"),
        acts=ALWAYS | {
            "finish_remedy": PROVED, "add_proof": PROVED, "attach": PROVED, "ask_extension": (HEAD,),
            "decide_extension": (DEPUTY,), "extend_rectification": (DEPUTY,),
        },
        extension=Extension(late=True),
        moves=(
            Move(
                name="apply_strike_off", label=N_("申请销号"), by=(HEAD,), form="apply",
                term=UNTIL,
                guards=keys("not_held", "remedied", "proved"), effects=keys("take_proof"),
                notices=told("applied", SUPERVISION),
            ),
            WITHDRAW,
        ),
    ),
    Stage.SUBMITTED: StageFacts(
        help=N_("由没有参与整改的人核查，实地去看或者抽查资料。"),
        acts=ALWAYS,
        moves=(
            Move(
                name="start_check", label=N_("核查"), by=(INSPECTOR,), term=days(10, "submitted"), form="check",
                guards=keys("not_held", "unrelated", "check_named"), effects=keys("name_verifier"),
                notices=told("checking", UNIT),
            ),
            WITHDRAW,
        ),
    ),
    Stage.CHECKING: StageFacts(
        help=N_("核查人提出意见；建议销号的，由分管副部长批准，严重问题由部长批准。责任人、核查人、批准人不能是同一人。"),
        acts=ALWAYS | {
            "recommend_strike_off": (INSPECTOR,), "attach": (INSPECTOR,), "appoint_verifier": (SUPERVISION,),
        },
        moves=(
            Move(
                name="fail_check", label=N_("未通过"), by=(INSPECTOR,), form="gaps",
                guards=keys("not_held", "gap_list"),
                effects=keys("count_failure", "set_due", "hand_out"), notices=told("failed", UNIT, SUPERVISION),
            ),
            Move(
                name="approve_strike_off", label=N_("批准销号"), by=(DEPUTY, MINISTER), term=days(5, "checking"),
                form="strike", guards=keys("not_held", "recommended", "three_people", "unrelated", "high_enough"),
                effects=keys("close_round"), notices=told("struck", UNIT, INSPECTOR, SUPERVISION),
            ),
            WITHDRAW,
        ),
    ),
    Stage.CANCELLED_NO: StageFacts(
        help=N_("三个月后回头看：合格的办结，反弹的重新整改。"),
        acts=ALWAYS | {"attach": (SUPERVISION,)},
        moves=(
            Move(
                name="pass_recheck", label=N_("回头看合格"), by=(SUPERVISION,), term=RECHECK, form="recheck",
                guards=keys("not_held", "unrelated", "recheck_time", "rechecked"), effects=keys("keep_recheck"),
                notices=told("closed", UNIT),
            ),
            Move(
                name="record_rebound", label=N_("反弹"), by=(SUPERVISION,), reason=True,
                guards=keys("not_held"),
                effects=keys("reopen", "set_due", "hand_out"), notices=told("rebound", UNIT, DEPUTY),
            ),
            WITHDRAW,
        ),
    ),
    Stage.CLOSED: StageFacts(),
    Stage.REVOKED: StageFacts(),
}  # fmt: skip

# Who holds work may pass it on, ask for an opinion and let others read along, but not in the check on the spot.
FACTS = takes_back(passed_on(FACTS, but=(Stage.CHECKING, Stage.CANCELLED_NO)), Stage.ACCEPTED, Stage.CHECKING)
# What was found is served on the unit; that it is gone is shown, checked and approved, whoever is in a hurry.
FACTS = mandatory(FACTS, Stage.ASSIGNED, Stage.SUBMITTED, Stage.CHECKING, Stage.CANCELLED_NO)
OPEN = (Stage.ACCEPTED, Stage.PLANNING, Stage.EXECUTING)
# What can be put right at once needs no plan (立行立改); the owner of the process asks one level up for that.
FACTS = jumped(terminated(FACTS, Stage.ASSIGNED, *OPEN), SUPERVISION, Stage.ACCEPTED, Stage.PLANNING)
FACTS = halted(FACTS, Stage.ASSIGNED, *OPEN, Stage.SUBMITTED, Stage.CHECKING, Stage.CANCELLED_NO)
FACTS = returned(FACTS, {Stage.SUBMITTED: [Stage.EXECUTING]})  # what is not proved is not checked
FACTS = reopened(FACTS, {Stage.CLOSED: [Stage.CANCELLED_NO]})
FACTS = comes_back(FACTS, executing=keys("set_due", "hand_out"))
