"""The stages from the proposal to the vote, and what holds in each. The edges stand on the model."""

from django.utils.translation import gettext_noop as _

from processes.accountability import brackets
from processes.accountability.stages_after import AFTER
from processes.accountability.words import (
    ANY_PARTY,
    COUNTY,
    INITIATOR,
    MINISTER,
    OFFICER,
    RESPONDENT,
    SEAT,
    SECRETARY,
    SERVED,
    TEAM,
    Stage,
    keys,
    tell,
    wd,
)
from workflows import defence
from workflows.declare import Extension, Move, Process, Signing, StageFacts, Term, mandatory

__all__ = ["FACTS", "PROCESS", "Stage"]

PROCESS = Process(
    code="accountability", label=_("责任追究"), series="责", icon="scale",
    starters=("supervision_office", "section_head", "deputy_minister"), classification="restricted",
    retention="30y", owner="minister", confined=("respondent",), limits=brackets.limits(),
    private=("fact_text", "basis", "records", "evidence_list", "respondent_id", "suspicion", "appeal_text",
             "self_criticism", "clue", "corroboration", "anonymous"),
    summary=_("对失职失责问题，查清事实、听取申辩、集体决定，当事人可以申诉"),
)  # fmt: skip


CHECKED = "intake.checked"  # the blind check of every adverse proposal (F12)


def opens(name, label, **more):
    return Move(name=name, label=label, by=MINISTER, term=wd(10, "proposed"), **more)


def vote(name, label, **more):
    """A way out that the executive meeting has voted; papers go out two working days before it (F18)."""
    return Move(
        name=name, label=label, by=SECRETARY, outcome="pass", minimum=wd(2, "papers_served"), term=wd(20, "weighing"),
        **more,
    )  # fmt: skip


FACTS = {
    Stage.PROPOSED: StageFacts(
        help=_("写明书面线索、职责依据和来源。匿名反映不能单独作为启动的根据，须有独立佐证；是否启动由部长决定。"),
        acts=ANY_PARTY | {"edit": INITIATOR, "attach": INITIATOR, "end_check": ("system",)},
        moves=(
            opens("approve_open", _("批准启动"), form="approve_open",
                  guards=(*keys("clue", "not_rumour", "team"), CHECKED),
                  effects=keys("opened"), notices=tell("opened", *INITIATOR)),
            opens("refuse", _("不予启动"), reason=True, notices=tell("refused", *INITIATOR)),
            Move(name="withdraw_proposal", label=_("撤回"), by=INITIATOR, duty=False, reason=True,
                 effects=keys("unnamed"), notices=tell("withdrawn", *MINISTER)),
        ),
    ),
    Stage.OPENED: StageFacts(
        help=_("制定方案，写明查什么、不查什么；范围不超出线索。"),
        acts=ANY_PARTY | {"attach": OFFICER},
        moves=(
            Move(name="make_plan", label=_("制定方案"), by=OFFICER, form="make_plan", term=wd(5, "opened"),
                 guards=keys("scope_limited")),
        ),
    ),
    Stage.INVESTIGATING: StageFacts(
        help=_("两人以上调查，逐次记录；认定的事实、证据目录和拟适用的依据写清后，与本人见面。涉嫌违纪违法的，移送。"),
        acts=ANY_PARTY | {
            "log_inquiry": OFFICER + TEAM, "settle_facts": OFFICER, "report_suspicion": OFFICER + TEAM,
            "attach": OFFICER + TEAM, "ask_extension": OFFICER, "decide_extension": MINISTER,
            "claim_immunity": OFFICER,
        },
        extension=Extension(n=30, unit="cd"),
        moves=(
            Move(name="show_facts", label=_("事实见面"), by=OFFICER,
                 term=Term(n=60, unit="cd", start="opened"),
                 guards=keys("record_complete", "facts_written", "nobody_named"), effects=keys("show")),
            Move(name="refer", label=_("移送"), by=MINISTER, duty=False, reason=True, term=wd(5, "found"),
                 adverse=True, guards=keys("suspected"), effects=keys("transfer")),
        ),
    ),
    Stage.FACTS_SHOWN: StageFacts(
        help=_("本人自签收之日起有十个工作日陈述申辩，可以放弃；每一条都要答复采纳或不采纳及理由。"),
        acts=ANY_PARTY | defence.ACTS | {
            "attach": OFFICER, "ask_hearing": RESPONDENT, "log_hearing": OFFICER,
            "claim_immunity": RESPONDENT + OFFICER,
        },
        moves=(
            Move(name="close_defence", label=_("陈述申辩结束"), by=OFFICER, term=wd(10, "facts_shown"),
                 guards=keys("heard", "hearing_held"), effects=keys("weighing_begins")),
            Move(name="re_investigate", label=_("补查"), by=OFFICER, duty=False, reason=True,
                 term=wd(20, "investigating"), guards=keys("new_facts")),
        ),
    ),
    Stage.WEIGHING: StageFacts(
        help=_("先核对容错和保留意见、看同类事项，再提出拟处理意见；部务会三分之二以上到会表决，主要负责人末位表态。"),
        signing=Signing(mode="vote", sitting="exec_meeting", licenses=("pass",), quorum=(2, 3), head="minister"),
        acts=ANY_PARTY | {
            "weigh_up": OFFICER, "look_up_immunity": OFFICER, "look_up_dissent": OFFICER,
            "claim_immunity": RESPONDENT + OFFICER,
            "view_comparables": OFFICER, "propose_decision": OFFICER, "ask_committee": SECRETARY,
            "enter_approval": COUNTY, "convene": SECRETARY, "serve": SECRETARY,
            "serve_on_paper": SECRETARY, "acknowledge": SERVED, "attend": SECRETARY, "recuse": SECRETARY,
            "declare_interest": SEAT, "start_vote": SECRETARY, "ballot": SEAT, "record": SECRETARY,
            "amend_record": SEAT, "sign_record": SEAT, "note_signature": SECRETARY, "attach": SECRETARY + OFFICER,
        },
        moves=(
            vote("decide", _("作出决定"), adverse=True, effects=keys("decide"),
                 guards=keys("heard", "looked_up", "compared", "voted_on", "means_decision", "in_bracket",
                             "no_heavier", "authorised")),
            vote("exempt", _("不予问责"), effects=keys("exempt"),
                 guards=keys("heard", "looked_up", "voted_on", "means_exemption")),
            Move(name="investigate_anew", label=_("退回补查"), by=OFFICER, duty=False, reason=True,
                 guards=keys("no_vote"), effects=keys("call_off")),
        ),
    ),
} | AFTER  # fmt: skip

FACTS = mandatory(FACTS, Stage.FACTS_SHOWN, Stage.WEIGHING, Stage.DECIDED, Stage.APPEAL)
