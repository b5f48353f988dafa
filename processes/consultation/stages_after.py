"""What holds from the opinion to the end."""

from django.utils.translation import gettext_noop as _

from processes.consultation.words import (
    ANY_PARTY,
    CHAIR,
    DEPUTY,
    MISSED,
    OFFICER,
    OWNER,
    REQUESTER,
    SEAT,
    SECRETARY,
    SERVED,
    SUPERVISION,
    Stage,
    keys,
    tell,
    wd,
)
from workflows.declare import CALENDAR_DAYS, Move, Signing, StageFacts, Term

METRIC_DAY = Term(n=0, unit=CALENDAR_DAYS, start="metric_due", clause=_("定策时确定的问效日期"))

AFTER = {
    Stage.OPINION: StageFacts(
        help=_("逐条定策：采纳、修改后采纳或不采纳，写明理由；涉及跨单位经费、编制的对策先由部务会表决。"),
        # Needed only where a measure touches money or staff of several units; a guard asks for it.
        signing=Signing(mode="vote", sitting="exec_meeting", licenses=("pass", "reject"), head="minister"),
        acts=ANY_PARTY | {
            "convene": SECRETARY, "serve": SECRETARY, "serve_on_paper": SECRETARY, "acknowledge": SERVED,
            "attend": SECRETARY, "recuse": SECRETARY, "declare_interest": SEAT, "vote_on_measures": SECRETARY,
            "ballot": SEAT, "attach": SECRETARY,
        },
        moves=(
            Move(
                name="decide", label=_("定策"), by=DEPUTY, term=wd(5, "opinion"),
                guards=keys("decider_free", "voted_if_needed", "each_ruled"), effects=keys("open_projects"),
                notices=tell("decided", *REQUESTER, *OWNER, *CHAIR, *SUPERVISION),
            ),
            Move(
                name="send_back", label=_("再会诊"), by=DEPUTY, duty=False, reason=True,
                guards=keys("decider_free", "returns_left"), effects=keys("call_off", "anew", "officer_prepares"),
                notices=tell("sent_back", *CHAIR, *OFFICER),
            ),
        ),
    ),
    Stage.DECIDED: StageFacts(
        help=_("核对每条采纳的对策都已立项，开始跟踪。"),
        acts=ANY_PARTY | {"attach": SUPERVISION},
        moves=(
            Move(
                name="track", label=_("跟踪"), by=SUPERVISION, guards=keys("tasks_exist"),
                effects=keys("ask_followup"), notices=tell("tracked", *OFFICER, *OWNER),
            ),
        ),
    ),
    Stage.FOLLOWING: StageFacts(
        help=_("每月问效一次；全部完成、指标达到的，由承办单位和申请人确认后办结；到期后十个工作日仍未达到的，复诊或转报。"),
        acts=ANY_PARTY | {
            "record_follow_up": OFFICER, "record_effect": SUPERVISION, "confirm_cure": OWNER + REQUESTER,
            "attach": OFFICER + SUPERVISION + OWNER, "comment": OWNER + SUPERVISION + DEPUTY,
        },
        moves=(
            Move(
                name="cure", label=_("销号办结"), by=SUPERVISION, term=METRIC_DAY,
                guards=keys("measures_done", "metric_reached", "both_confirmed"), effects=keys("enter_library"),
                notices=tell("cured", *REQUESTER, *OWNER, *CHAIR, *DEPUTY),
            ),
            Move(
                name="relapse", label=_("复诊"), by=SUPERVISION, duty=False, reason=True, minimum=MISSED,
                guards=keys("metric_missed", "rounds_left"), effects=keys("next_round", "officer_prepares"),
                notices=tell("relapsed", *REQUESTER, *OWNER, *CHAIR, *OFFICER),
            ),
            Move(
                name="escalate_to_county", label=_("转报"), by=DEPUTY, duty=False, adverse=True, minimum=MISSED,
                guards=keys("metric_missed", "rounds_failed", "report_given"), effects=keys("report_to_county"),
                notices=tell("escalated", *REQUESTER, *OWNER, *SUPERVISION),
            ),
        ),
    ),
    Stage.DROPPED: StageFacts(
        help=_("有新的事实的，申请人可以重新申请。"),
        moves=(
            Move(
                name="reopen_request", label=_("重新申请"), by=REQUESTER, duty=False, guards=keys("new_facts"),
                notices=tell("reopened", *DEPUTY),
            ),
        ),
    ),
    Stage.CURED: StageFacts(),
    Stage.UNRESOLVED: StageFacts(),
    Stage.WITHDRAWN: StageFacts(),
}  # fmt: skip
