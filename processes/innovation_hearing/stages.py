"""The stages of an innovation hearing and what holds in each. The edges stand on the model."""

from django.utils.translation import gettext_noop as _

from processes.innovation_hearing.stages_decision import DECIDING
from processes.innovation_hearing.words import (
    ANY_PARTY,
    AUTHORS,
    CHAIR,
    DEPUTY,
    ENDS,
    HEARING_LAW,
    LEGAL,
    OFFICE,
    OURS,
    PROPOSER,
    REVIEW_LAW,
    SEAT,
    SERVED,
    Stage,
    keys,
    tell,
    wd,
)
from workflows.declare import Move, StageFacts, Term, mandatory, passed_on, takes_back
from workflows.offering import appointing, halted, shared, terminated

__all__ = ["ENDS", "FACTS", "Stage"]

FACTS = {
    Stage.DRAFT: StageFacts(
        help=_(
            "写清背景、创新点、方案、里程碑和风险，由科室负责人呈报。列入某年计划的，应在上一年 12 月 20 日前呈报；"
            "迟报须经分管副部长同意。"
        ),
        acts={"edit": AUTHORS, "attach": AUTHORS, "ask_late": PROPOSER, "answer_late": DEPUTY},
        moves=(
            Move(
                name="submit",
                label=_("呈报"),
                by=PROPOSER,
                guards=keys("complete", "in_window"),
                effects=keys("number"),
            ),
        ),
    ),
    Stage.SUBMITTED: StageFacts(
        acts=ANY_PARTY,
        # The office that sent a proposal back need not accept it anew while it is still the same proposal.
        sees=("title", "plan_year", "owner_unit_id", "hearing_level"),
        carries=True,
        moves=(
            Move(name="accept", label=_("受理"), by=OFFICE, term=wd(3, "submitted"), effects=keys("look_for_twins")),
            Move(name="withdraw_proposal", label=_("撤回"), by=PROPOSER, duty=False),
        ),
    ),
    Stage.PRECHECK: StageFacts(
        help=_("材料齐全的，确定主持人后通过；主持人不得来自呈报科室。"),
        acts=ANY_PARTY | {"attach": OFFICE},
        moves=(
            Move(
                name="send_back",
                label=_("退回补正"),
                by=OFFICE,
                form="send_back",
                term=wd(5, "precheck"),
                reason=True,
                guards=keys("returns_left"),
                notices=tell("returned", *PROPOSER),
            ),
            Move(
                name="pass_precheck",
                label=_("通过"),
                by=OFFICE,
                form="pass_precheck",
                term=wd(5, "precheck"),
                guards=keys("chair_free"),
                effects=keys("mark_papers", "office_prepares"),
            ),
        ),
    ),
    Stage.HEARING_PLAN: StageFacts(
        help=_("安排听证、公布遴选办法、送达材料；材料须在会前七日送达，到会三类以上方可开始。"),
        acts=ANY_PARTY
        | {
            "convene": OFFICE,
            "serve": OFFICE,
            "serve_on_paper": OFFICE,
            "attach": OFFICE,
            "acknowledge": SERVED,
            "declare_interest": SEAT,
            "recuse": CHAIR + OFFICE,
            "attend": CHAIR + OFFICE,
            "appoint_chair": OFFICE,
        },
        moves=(
            Move(
                name="open_hearing",
                label=_("开始听证"),
                by=CHAIR,
                effects=keys("begin_sitting"),
                minimum=Term(n=7, unit="cd", start="materials_served", clause=HEARING_LAW),
                guards=keys(
                    "hearing_called", "hearing_day", "everybody_served", "chair_free", "groups_present", "panel_quorum"
                ),
            ),
            Move(
                name="reschedule",
                label=_("改期"),
                by=OFFICE,
                duty=False,
                form="reschedule",
                reason=True,
                guards=keys("hearing_called"),
                effects=keys("put_off"),
            ),
        ),
    ),
    Stage.HEARING: StageFacts(
        help=_("先由科室介绍，再陈述、询问、质证、辩论，专家说明；笔录由到会人逐一签字，拒签的写明理由。"),
        acts=ANY_PARTY
        | {
            "attend": CHAIR + OFFICE,
            "record": CHAIR + OFFICE,
            "sign_record": SEAT,
            "amend_record": SEAT,
            "note_signature": CHAIR + OFFICE,
            "declare_interest": SEAT,
            "attach": OFFICE,
            "acknowledge": SERVED,
        },
        moves=(
            Move(
                name="close_hearing",
                label=_("结束并签字"),
                by=CHAIR,
                term=wd(3, "hearing"),
                guards=keys("minutes_written", "everybody_signed"),
                effects=keys("close_sitting"),
            ),
            Move(
                name="adjourn",
                label=_("续会"),
                by=CHAIR,
                reason=True,
                effects=keys("adjourn_sitting", "office_prepares"),
                notices=tell("adjourned", *OFFICE),
            ),
        ),
    ),
    Stage.SYNTHESIS: StageFacts(
        help=_("逐条答复听证意见：采纳、部分采纳或不采纳；后两种须写明理由。"),
        acts={"answer_opinions": PROPOSER, "edit": AUTHORS, "attach": AUTHORS},
        moves=(
            Move(
                name="submit_synthesis",
                label=_("提交采纳说明"),
                by=PROPOSER,
                term=wd(10, "hearing"),
                guards=keys("complete", "opinions_answered"),
            ),
        ),
    ),
    Stage.COMPLIANCE: StageFacts(
        help=_("审核时间不少于七个工作日；没有上位规定的探索性做法，须写明法律风险。"),
        acts=ANY_PARTY | {"attach": LEGAL},
        moves=(
            Move(
                name="send_back_synthesis",
                label=_("退回修改"),
                by=LEGAL,
                reason=True,
                term=wd(7, "compliance", OURS),
                notices=tell("returned", *PROPOSER),
            ),
            Move(
                name="confirm_compliance",
                label=_("合规"),
                by=LEGAL,
                form="confirm_compliance",
                term=wd(10, "compliance"),
                minimum=wd(7, "compliance", REVIEW_LAW),
                guards=keys("not_own_review", "risk_noted"),
            ),
        ),
    ),
} | DECIDING

# Who holds work may pass it on, ask for an opinion and let others read along, but not in what the author alone writes.
FACTS = passed_on(FACTS, but=(Stage.DRAFT, Stage.PUBLICITY, Stage.DEFERRED, Stage.REJECTED))
FACTS = takes_back(FACTS, Stage.SUBMITTED, Stage.PRECHECK, Stage.HEARING_PLAN)
FACTS = appointing(shared(FACTS, Stage.COMPLIANCE), Stage.SUBMITTED, Stage.PRECHECK)
FACTS = halted(
    FACTS, Stage.SUBMITTED, Stage.PRECHECK, Stage.HEARING_PLAN, Stage.HEARING, Stage.SYNTHESIS, Stage.COMPLIANCE,
    Stage.EXEC_VOTE, Stage.PUBLICITY, Stage.DEFERRED,
)  # fmt: skip
FACTS = terminated(FACTS, Stage.SUBMITTED, Stage.PRECHECK, Stage.SYNTHESIS, Stage.DEFERRED)
FACTS = mandatory(FACTS, Stage.HEARING_PLAN, Stage.HEARING, Stage.COMPLIANCE, Stage.EXEC_VOTE, Stage.PUBLICITY)
