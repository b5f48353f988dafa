"""季度督查调研 (P04): who does what in each stage. The edges stand in models.py, the end of the way in stages_after."""

from django.utils.translation import gettext_noop as N_

from processes.inspection import limits, stages_after
from processes.inspection.parts import ANSWERING
from processes.inspection.words import (
    DEPUTY,
    LEAD,
    MINISTER,
    OFFICE,
    SUPERVISION,
    TARGET,
    TEAM,
    Stage,
    keys,
    tell,
    wd,
)  # fmt: skip
from workflows.declare import Move, Process, StageFacts, mandatory, passed_on, takes_back
from workflows.offering import halted, terminated

PROCESS = Process(
    code="inspection",
    label=N_("季度督查调研"),
    series="督",
    icon="clipboard-check",
    readers=(SUPERVISION, OFFICE, MINISTER, DEPUTY),
    starters=(SUPERVISION, LEAD, DEPUTY),
    private=(
        "content", "scope", "overlap_reason", "situation", "problems", "causes", "suggestions", "conclusion",
    ),
    retention="30y",
    owner=SUPERVISION,
    limits=limits.LIMITS,
    ends={"terminate": "cancelled"},
    summary=N_("到现场查进展、找问题，向被督查单位反馈，写出调研报告，问题逐条整改。"),
)  # fmt: skip
PLANNERS = (LEAD, SUPERVISION)
WHOLE_TEAM = (LEAD, TEAM)
ANY_PARTY = {"apply_recusal": ("party",)}  # F02
FIELD_ACTS = {
    "fill_topic": WHOLE_TEAM, "add_visit": WHOLE_TEAM, "sign_visit": WHOLE_TEAM,
    "record_person": (LEAD, TEAM, OFFICE), "save_finding": WHOLE_TEAM, "withdraw_finding": WHOLE_TEAM,
    "save_practice": WHOLE_TEAM, "save_report": WHOLE_TEAM, "dissent": WHOLE_TEAM,
}  # fmt: skip
REPORT_ACTS = {
    "fill_topic": WHOLE_TEAM, "save_report": WHOLE_TEAM, "withdraw_finding": (LEAD,), "save_practice": WHOLE_TEAM,
    "dissent": WHOLE_TEAM,
}  # fmt: skip

FACTS = {
    Stage.PLANNED: StageFacts(
        help=N_("写明内容、对象、范围、期限和方式，组成督查组，成员逐人申报利害关系。"),
        acts={
            "save_plan": PLANNERS, "save_team": PLANNERS, "confirm_training": PLANNERS, "declare_ties": WHOLE_TEAM,
            "attach": PLANNERS,
        },
        moves=(
            Move(
                name="submit_plan", label=N_("报方案"), by=(LEAD,), term=wd(10, "quarter_start"), form="submit_plan",
                guards=keys("plan_complete", "period_fits", "lead_fits", "quota", "apart", "title_tells_nothing"),
                effects=keys("know_approver"),
            ),
        ),
    ),
    Stage.PLAN_REVIEW: StageFacts(
        help=N_("督查组受过培训、逐人申报利害关系以后批准；明查至少提前 3 个工作日通知被督查单位。"),
        acts={"declare_ties": WHOLE_TEAM, "confirm_training": PLANNERS, "comment": (DEPUTY, MINISTER, LEAD)}
        | ANY_PARTY,
        moves=(
            Move(
                name="approve_plan", label=N_("批准"), by=(DEPUTY, MINISTER), term=wd(3, "plan_review"),
                guards=keys("approver", "team_complete", "ties_declared", "notice_in_time", "heads_there", "quota_all"),
                effects=keys("begin_field", "announce"), notices=tell("approved", LEAD, TEAM),
            ),
            Move(
                name="send_back_plan", label=N_("退回"), by=(DEPUTY,), reason=True, term=wd(3, "plan_review"),
                notices=tell("plan_back", LEAD),
            ),
            Move(
                name="cancel", label=N_("取消"), by=(DEPUTY,), duty=False, reason=True,
                notices=tell("cancelled", LEAD, TEAM),
            ),
        ),
    ),
    Stage.FIELDWORK: StageFacts(
        help=N_("每次走访由两名以上督查人员签字；问题写清事实和依据，附证据。"),
        acts=FIELD_ACTS | ANY_PARTY | {"end_fieldwork": (LEAD,), "drop_target": (LEAD,), "attach": WHOLE_TEAM},
        moves=(
            Move(
                name="give_feedback", label=N_("反馈初步结论"), by=(LEAD,), term=wd(10, "field_end"),
                guards=keys("field_over", "visits_signed", "findings_proved"),
                effects=keys("serve_feedback"), notices=tell("feedback", TARGET),
            ),
        ),
    ),
    Stage.FINDINGS_OUT: StageFacts(
        help=N_("被督查单位 10 个工作日内逐条书面回应；没有回应的，按程序继续，不视为认可。"),
        acts={
            "answer_findings": (ANSWERING,), "record_answer": (SUPERVISION, OFFICE, LEAD), "acknowledge": ("served",),
            "serve_on_paper": (SUPERVISION, OFFICE, LEAD), "dissent": WHOLE_TEAM,
        },
        moves=(
            Move(
                name="respond", label=N_("书面回应"), by=(TARGET,), term=wd(10, "served"), lapses=True, form="respond",
                guards=keys("the_last_to_answer"), effects=keys("append_response"),
                notices=tell("answered", LEAD, TEAM),
            ),
        ),
    ),
    Stage.REPORT_DRAFT: StageFacts(
        help=N_("报告分现状、问题、原因、建议四部分，共 1500 字以上，写到每个课题；成员的不同意见照实附上。"),
        acts=REPORT_ACTS | {"attach": WHOLE_TEAM},
        moves=(
            Move(
                name="submit_report", label=N_("报送报告"), by=(LEAD,), term=wd(15, "field_end"),
                guards=keys("report_complete", "topics_covered"), effects=keys("keep_facts", "ask_signatures"),
            ),
        ),
    ),
    Stage.REPORT_REVIEW: StageFacts(
        help=N_("分管副部长可以退回并提意见，不能删减事实；部长签发。"),
        acts={
            "comment": (DEPUTY, MINISTER), "dissent": WHOLE_TEAM, "countersign_report": (TEAM,),
            "clear_report": (DEPUTY,),
        } | ANY_PARTY,
        moves=(
            Move(
                name="sign_report", label=N_("签发"), by=(MINISTER,), term=wd(5, "report_review"), form="sign_report",
                guards=keys("all_answered", "heads_there"), effects=keys("issue", "rectify", "propose", "practices"),
                notices=tell("issued", TARGET, LEAD, TEAM, SUPERVISION),
            ),
            Move(
                name="send_back_report", label=N_("退回修改"), by=(DEPUTY,), reason=True,
                term=wd(5, "report_review"), notices=tell("report_back", LEAD),
            ),
        ),
    ),
} | stages_after.FACTS  # fmt: skip

# Who holds work may pass it on, ask for an opinion and let others read along,
# once nobody is warned by it and the unit has been heard.
BEFORE = (Stage.PLANNED, Stage.PLAN_REVIEW, Stage.FIELDWORK, Stage.FINDINGS_OUT, Stage.OBJECTION)
FACTS = takes_back(passed_on(FACTS, but=BEFORE), Stage.PLAN_REVIEW, Stage.REPORT_REVIEW)
# The unit sees the findings and is heard, the report is served, an objection is answered.
FACTS = mandatory(FACTS, Stage.FINDINGS_OUT, Stage.ISSUED, Stage.OBJECTION)
FACTS = halted(
    FACTS, Stage.PLANNED, Stage.FIELDWORK, Stage.FINDINGS_OUT, Stage.REPORT_DRAFT, Stage.REPORT_REVIEW, Stage.OBJECTION,
)  # fmt: skip
FACTS = terminated(FACTS, Stage.PLANNED, Stage.FIELDWORK)  # once a unit was told of findings it has a right to the end
