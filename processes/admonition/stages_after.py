"""What holds once the letter is out: the talk or the reply, the assessment, the effect and its end."""

from django.utils.translation import gettext_noop as N_

from processes.admonition.words import (
    DEPUTY,
    HEAD,
    LEADER,
    MINISTER,
    OFFICER,
    PROPOSER,
    REPLY,
    RESPONDENT,
    REVIEWER,
    Stage,
    keys,
    months,
    tell,
    wd,
)
from workflows.declare import WORKING_DAYS, Extension, Move, StageFacts, mandatory

PARTY = {"apply_recusal": ("party", RESPONDENT)}
HALT = {"suspend": (MINISTER,), "resume": (MINISTER,)}
SERVED = {"acknowledge": (RESPONDENT,), "serve_on_paper": (OFFICER,), "release_evidence": (OFFICER,)}
CLEARED = {"ask_clarification": (RESPONDENT,), "answer_clarification": (OFFICER,)}  # F25
COMPLAINT = {
    "complain": (RESPONDENT,), "answer_complaint": (MINISTER,), "ask_review": (RESPONDENT,),
    "review_complaint": (REVIEWER,),
}  # fmt: skip
FOLLOW_UP = months(6, "issued")

AFTER = {
    Stage.ISSUED: StageFacts(
        help=N_("谈话至少两人在场并有记录员，听取并记录说明；本人签字，拒绝签字的注明。书面的，系统转入待答复。"),
        acts=PARTY | HALT | SERVED | {"attach": (OFFICER,)},
        moves=(
            Move(
                name="hold_talk", label=N_("谈话"), by=(DEPUTY, MINISTER), term=wd(10, "issued"), form="talk",
                guards=keys("by_talk", "talked_by_two", "heard", "signed"), effects=keys("keep_talk"),
                notices=tell("talked", RESPONDENT, OFFICER, HEAD),
            ),
            Move(name="send_letter", label=N_("书面函询"), by=("system",), duty=False, guards=keys("by_letter")),
        ),
    ),
    Stage.TALK_DONE: StageFacts(
        help=N_("诫勉的，5 个工作日内交书面检查；提醒的不需要，确认谈话记录即可。纸面交来的由承办人如实登记。"),
        acts=PARTY | HALT | SERVED | {"attach": (OFFICER,)},
        moves=(
            Move(
                name="hand_in_self_check", label=N_("书面检查"), by=(RESPONDENT, OFFICER), term=wd(5, "talk_done"),
                form="self_check", guards=keys("self_checked"), effects=keys("keep_self_check"),
                notices=tell("self_checked", DEPUTY, MINISTER),
            ),
        ),
    ),
    Stage.AWAITING_REPLY: StageFacts(
        help=N_("送达之日起 15 个工作日内书面说明；函询的由单位主要负责人签署。不答复不等于承认。"),
        acts=PARTY | HALT | SERVED | {
            "write_reply": (RESPONDENT,), "countersign_reply": (LEADER,), "remind_reply": (OFFICER, "system"),
            "ask_extension": (RESPONDENT,), "decide_extension": (HEAD,), "attach": (OFFICER,),
        },
        extension=Extension(n=15, unit=WORKING_DAYS),
        moves=(
            Move(
                name="give_reply", label=N_("书面说明"), by=(RESPONDENT, OFFICER), term=REPLY, form="reply",
                guards=keys("replied_in_words", "countersigned"), effects=keys("keep_reply"),
                notices=tell("replied", OFFICER, HEAD),
            ),
            Move(
                name="record_no_reply", label=N_("逾期不答复"), by=(OFFICER,), duty=False, term=REPLY,
                minimum=REPLY,
                form="no_reply", guards=keys("reminded", "nothing_written"), effects=keys("keep_silence"),
                notices=tell("unanswered", RESPONDENT, HEAD, DEPUTY),
            ),
        ),
    ),
    Stage.REPLIED: StageFacts(
        help=N_("书面研判说明是否可信；说不清楚的，可以再次函询一次。"),
        acts=PARTY | HALT | SERVED | {"attach": (OFFICER,)},
        moves=(
            Move(
                name="ask_again", label=N_("再次函询"), by=(OFFICER,), duty=False, term=wd(15, "awaiting_reply"),
                most=1, form="ask_again", guards=keys("asked_clearly"), effects=keys("serve_again"),
                notices=tell("asked_again", RESPONDENT),
            ),
            Move(
                name="assess", label=N_("研判"), by=(HEAD,), term=months(1, "replied"), form="assess",
                guards=keys("assessed_in_words"), notices=tell("assessed", DEPUTY, MINISTER),
            ),
        ),
    ),
    Stage.ASSESSED: StageFacts(
        help=N_("说明可信或情节轻微的，予以了结；诫勉的进入六个月影响期；问题需要另行处理的，转其他程序。"),
        acts=PARTY | HALT | SERVED,
        moves=(
            Move(
                name="accept_explanation", label=N_("予以了结"), by=(DEPUTY,), term=wd(10, "assessed"),
                form="explained", guards=keys("heard_before", "explained"), effects=keys("tell_result"),
                notices=tell("explained", RESPONDENT, OFFICER, PROPOSER),
            ),
            Move(
                name="enter_effect", label=N_("进入影响期"), by=(MINISTER,), form="effect", adverse=True,
                guards=keys("heard_before", "effect_reasoned"), effects=keys("lay_effect", "tell_result"),
                notices=tell("effective", RESPONDENT, OFFICER, HEAD),
            ),
            Move(
                name="upgrade", label=N_("转其他程序"), by=(MINISTER,), duty=False, form="upgrade", adverse=True,
                guards=keys("heard_before", "aim_named"), effects=keys("go_on_elsewhere"),
                notices=tell("upgraded", OFFICER, HEAD),
            ),
        ),
    ),
    Stage.FOLLOW_UP: StageFacts(
        help=N_("六个月跟踪了解：本人报告整改情况，科室核实。影响期到期自动解除；对诫勉不服的，一个月内可以申诉。"),
        acts=PARTY | SERVED | COMPLAINT | CLEARED | {"report_correction": (RESPONDENT,), "attach": (OFFICER,)},
        moves=(
            Move(
                name="confirm_correction", label=N_("改正了结"), by=(HEAD,), term=FOLLOW_UP, form="corrected",
                guards=keys("complaint_settled", "followed_up"), effects=keys("lift_effect"),
                notices=tell("corrected", RESPONDENT, OFFICER),
            ),
            Move(
                name="record_no_correction", label=N_("未改正"), by=(MINISTER,), duty=False, term=FOLLOW_UP,
                form="not_corrected", adverse=True, guards=keys("complaint_settled", "not_corrected"),
                effects=keys("go_to_accountability"), notices=tell("not_corrected", RESPONDENT, OFFICER, HEAD),
            ),
        ),
    ),
    Stage.CLOSED: StageFacts(acts=SERVED | COMPLAINT | CLEARED),
    Stage.UPGRADED: StageFacts(acts=SERVED | CLEARED),
    Stage.REFUSED: StageFacts(),
    Stage.WITHDRAWN: StageFacts(),
}  # fmt: skip
# The person concerned is heard before anything follows, whoever is in a hurry.
AFTER = mandatory(AFTER, Stage.TALK_DONE, Stage.AWAITING_REPLY)
