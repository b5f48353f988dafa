"""What holds from the verification to the end."""

from django.utils.translation import gettext_noop as _

from processes.investigation.words import (
    ANY_PARTY,
    DEPUTY,
    HEAD,
    OFFICER,
    RESPONDENT,
    RULES,
    SEAT,
    SECRETARY,
    SERVED,
    TAKEN_BACK,
    TEAM,
    Stage,
    cd,
    keys,
    tell,
    wd,
)
from workflows import defence
from workflows.declare import Extension, Move, Signing, StageFacts

CHECKED = "intake.checked"  # the blind check of every adverse proposal (F12)
BOTH = OFFICER + TEAM
# Whom the case is about is heard before anything is concluded (F04, F05).
HEARING = defence.ACTS | {"show_facts": OFFICER, "take_statement": OFFICER}

AFTER = {
    Stage.VERIFYING: StageFacts(
        help=_("谈话由两人进行，笔录签字或注明拒签；证据写明合法来源；逐条形成结论；听取被反映人陈述申辩并逐条答复后提交报告。"),
        acts=ANY_PARTY | TAKEN_BACK | HEARING | {
            "apply_recusal": ("party", *RESPONDENT), "record_interview": TEAM, "sign_interview": TEAM,
            "add_item": TEAM, "write_findings": TEAM, "change_team": DEPUTY, "ask_extension": TEAM,
            "decide_extension": DEPUTY,
        },
        extension=Extension(n=30, unit="cd", most=1),
        moves=(
            Move(
                name="submit_report", label=_("提交报告"), by=TEAM, term=cd(60, "plan"), form="submit_report",
                guards=keys("team_stands", "minutes_settled", "each_found", "heard", "concluded"),
                effects=keys("file_report"), notices=tell("reported", *DEPUTY, *OFFICER),
            ),
            Move(
                name="widen", label=_("扩大范围"), by=DEPUTY, duty=False, form="widen", reason=True,
                guards=keys("new_facts"), effects=keys("add_allegation"), notices=tell("widened", *TEAM, *OFFICER),
            ),
        ),
    ),
    Stage.CONCLUDED: StageFacts(
        help=_("先提出处置意见；提请问责或移送的，由部务会三分之二以上到会表决。无法核实的，不作不利处理。"),
        # Needed only where the proposal is serious; a guard asks for it.
        signing=Signing(mode="vote", sitting="exec_meeting", licenses=("pass", "reject"), quorum=(2, 3),
                        head="minister"),
        acts=ANY_PARTY | TAKEN_BACK | {
            "end_check": ("system",),
            "propose_outcome": DEPUTY, "convene": SECRETARY, "serve": SECRETARY, "serve_on_paper": SECRETARY,
            "acknowledge": SERVED, "attend": SECRETARY, "recuse": SECRETARY, "declare_interest": SEAT,
            "vote_on_outcome": SECRETARY, "ballot": SEAT, "record": SECRETARY, "sign_record": SEAT,
            "amend_record": SEAT, "note_signature": SECRETARY,
        },
        moves=(
            Move(
                name="supplement", label=_("补充核查"), by=DEPUTY, duty=False, form="supplement", reason=True, most=2,
                term=wd(20, "verifying"), guards=keys("list_given"), effects=keys("call_off"),
                notices=tell("supplement", *TEAM, *OFFICER),
            ),
            Move(
                name="decide", label=_("处置"), by=DEPUTY, term=wd(10, "concluded"),
                guards=keys("proposed", "founded", "heard", "voted_if_serious") + (CHECKED,),
                effects=keys("vote_result", "open_what_follows", "file_decision"),
                notices=tell("decided", *OFFICER, *HEAD),
            ),
        ),
    ),
    Stage.DECIDED: StageFacts(
        help=_("只反馈结果：实名反映人经封存对话或书面告知，被反映人另行送达；互不提供对方的任何信息。"),
        moves=(
            Move(
                name="notify_parties", label=_("反馈"), by=OFFICER, term=wd(15, "decided", RULES),
                form="notify_parties",
                guards=keys("result_only"), effects=keys("tell_result", "serve_result", "file_feedback"),
                notices=tell("fed_back", *HEAD),
            ),
        ),
    ),
    Stage.FEEDBACK: StageFacts(
        help=_("反映人有异议的，登记并答复；有新证据的，另派核查人员复核；不属实的，按被反映人的申请在原范围内澄清。"),
        acts={
            "note_objection": OFFICER, "answer_objection_of": HEAD, "issue_clarification": HEAD,
            "acknowledge": RESPONDENT, "ask_clarification": RESPONDENT, "answer_clarification": OFFICER,
            "serve_on_paper": OFFICER,
        },
        moves=(
            Move(
                name="close", label=_("办结"), by=HEAD, term=cd(30, "feedback"),
                guards=keys("objection_answered", "clarification_answered"),
                effects=keys("conversation_ends", "file_feedback"),
            ),
            Move(
                name="reopen_for_evidence", label=_("新证据复核"), by=DEPUTY, duty=False, form="reopen_for_evidence",
                reason=True, guards=keys("new_evidence", "other_team"), effects=keys("begin_anew"),
                notices=tell("team", *TEAM, *OFFICER),
            ),
        ),
    ),
    Stage.CLOSED: StageFacts(acts={"forget_names": ("system",)}),
    Stage.DISMISSED: StageFacts(acts={"forget_names": ("system",)}),
    Stage.TRANSFERRED: StageFacts(),
}  # fmt: skip
