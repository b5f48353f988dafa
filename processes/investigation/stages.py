"""The stages of an investigation until it is under way, and what holds in each. The edges stand on the model."""

from django.utils.translation import gettext_noop as _

from processes.investigation.stages_after import AFTER
from processes.investigation.words import (
    ANY_PARTY,
    CLERK,
    DEPUTY,
    ENDS,
    HEAD,
    OFFICER,
    PASSES_UP,
    REPORTS_LAW,
    RULES,
    SEAT,
    TAKEN_BACK,
    TEAM,
    Stage,
    cd,
    keys,
    months,
    tell,
    wd,
)
from workflows.declare import Move, Signing, StageFacts, mandatory

__all__ = ["ENDS", "FACTS", "Stage"]


def judged(name, label, outcome, **more):
    """One of the three exits of the triage; the vote of the panel licenses it."""
    return Move(name=name, label=label, by=DEPUTY, outcome=outcome, term=months(1, "received"), form=name, **more)


FACTS = {
    Stage.RECEIVED: StageFacts(
        help=_("逐条写清反映的问题和被反映人，不写反映人是谁；身份和原件已封存。反映本部门负责人或上级管理干部的，径送上级。"),
        acts={"amend_clue": CLERK, "hand_up": CLERK},
        moves=(
            Move(
                name="register", label=_("登记"), by=CLERK, term=wd(2, "received"),
                guards=keys("here", "complete"), effects=keys("look_for_twins", "file_registration"),
            ),
            Move(
                name="bypass", label=_("径送上级"), by=PASSES_UP, term=wd(5, "received", RULES), form="bypass",
                guards=keys("goes_up"), effects=keys("leave_nothing"), notices=tell("bypassed", *HEAD),
            ),
        ),
    ),
    Stage.REGISTERED: StageFacts(
        help=_("十五日内转办或受理；实名反映的，受理后十五个工作日内告知。"),
        acts=ANY_PARTY | TAKEN_BACK | {"amend_clue": CLERK},
        moves=(
            Move(
                name="accept", label=_("受理"), by=HEAD, term=wd(15, "received", RULES), form="accept",
                guards=keys("here", "within_remit"), effects=keys("tell_accepted", "head_prepares"),
            ),
            Move(
                name="route", label=_("转有权机关"), by=HEAD, term=cd(15, "received", REPORTS_LAW), form="route",
                reason=True, guards=keys("beyond_remit"), effects=keys("tell_direction", "file_transfer"),
                notices=tell("routed", "discipline_liaison"),
            ),
        ),
    ),
    Stage.TRIAGE: StageFacts(
        help=_("研判组至少三人、全体到会，记名选择初步核实、暂存待查或予以了结；写好记录，由分管副部长按结果办理。"),
        signing=Signing(
            mode="vote", licenses=("verify", "store", "dismiss"), sitting="triage", quorum=(1, 1), recused="shrink"
        ),
        acts=ANY_PARTY | TAKEN_BACK | {
            "convene": HEAD, "attend": HEAD, "recuse": HEAD, "declare_interest": SEAT, "start_vote": HEAD,
            "ballot": SEAT, "record": HEAD, "sign_record": SEAT, "amend_record": SEAT, "note_signature": HEAD,
        },
        moves=(
            judged(
                "open_verify", _("初步核实"), "verify", guards=keys("triage_recorded", "team_fit"),
                effects=keys("file_registration", "team_plans"), notices=tell("team", *TEAM, *OFFICER),
            ),
            judged(
                "store", _("暂存待查"), "store", reason=True, guards=keys("triage_recorded", "review_day"),
                effects=keys("look_again"), notices=tell("stored", *HEAD),
            ),
            judged(
                "dismiss", _("予以了结"), "dismiss", reason=True, guards=keys("triage_recorded"),
                effects=keys("tell_dismissed", "conversation_ends"), notices=tell("dismissed", *HEAD),
            ),
        ),
    ),
    Stage.STORED: StageFacts(
        help=_("到复看日期或有新线索时重新研判；复看日期最长六个月。"),
        acts=TAKEN_BACK | {"remind_review": ("system",)},
        moves=(
            Move(
                name="revisit", label=_("到期复看"), by=HEAD, term=months(6, "stored"), form="revisit",
                guards=keys("review_due"), effects=keys("head_prepares"),
            ),
        ),
    ),
    Stage.PLAN: StageFacts(
        help=_("方案只围绕反映的问题；措施限于调阅、谈话、走访、查看和书面说明，没有强制措施。"),
        acts=ANY_PARTY | TAKEN_BACK | {"write_plan": OFFICER + TEAM, "change_team": DEPUTY},
        moves=(
            Move(
                name="approve_plan", label=_("批准方案"), by=DEPUTY, term=wd(5, "plan"),
                guards=keys("planned", "team_stands", "not_own_plan"), effects=keys("file_plan"),
                notices=tell("planned", *TEAM, *OFFICER),
            ),
        ),
    ),
} | AFTER  # fmt: skip

FACTS = mandatory(FACTS, Stage.TRIAGE, Stage.PLAN, Stage.VERIFYING, Stage.CONCLUDED, Stage.FEEDBACK)
