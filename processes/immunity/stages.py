"""风险零承担承诺与容错认定 (P14): who does what in each stage. The edges stand in models.py."""

from dataclasses import replace

from django.utils.translation import gettext_noop as _

from processes.immunity import limits
from processes.immunity.words import (
    ANY_PARTY,
    ENDS,
    HEAD,
    HOLDER,
    LEGAL,
    MINISTER,
    OFFICE,
    OFFICER,
    OURS,
    PANEL,
    RESPONDENT,
    SECRETARY,
    SUPERVISION,
    UNTIL,
    Stage,
    keys,
    meeting,
    tell,
    wd,
)
from workflows.declare import Move, Process, Signing, StageFacts, Term, mandatory
from workflows.defence import ACTS as DEFENCE

__all__ = ["ENDS", "FACTS", "PROCESS", "Stage"]

PROCESS = Process(
    code="immunity",
    label=_("风险零承担承诺与容错认定"),
    series="容",
    icon="shield-check",
    readers=("office", "supervision_office", "deputy_minister", "minister", "exec_secretary"),
    retention="30y",
    owner="office",
    limits=limits.LIMITS,
    summary=_("经审定的创新工作出具承诺书；发生失误时七看核实、集体认定是否容错。承诺不免除违纪违法责任。"),
)

# The holder is heard before a certificate is taken away, by the acts that everybody concerned has (F04).
TO = {"respondent": HOLDER, "case_officer": SUPERVISION}
HEARD = {act: TO.get(by[0], by) for act, by in DEFENCE.items() if act not in ("apply_recusal", "serve_on_paper")}
GIVE_UP = Move(
    name="give_up", label=_("放弃承诺"), by=HOLDER, duty=False, reason=True, effects=keys("end_today"),
    notices=tell("given_up", *OFFICE),
)  # fmt: skip


def claiming(name, label, by, *guards, **more):
    """A claim that the certificate applies to an act done while it was valid."""
    return Move(
        name=name, label=label, by=by, duty=False, form="claim", guards=keys("matter_open", "within_validity", *guards),
        effects=keys("join_matter"), notices=tell("claimed", *LEGAL, *HOLDER), **more,
    )  # fmt: skip


FACTS = {
    Stage.DRAFTED: StageFacts(
        help=_("部务会审定通过时自动拟定。请办公室在公示期间核对适用范围、条件和持有人；部长确认立项时一并出具。"),
        acts={"edit": OFFICE, "name_holders": OFFICE, "attach": OFFICE},
        moves=(
            Move(
                name="issue",
                label=_("出具承诺书"),
                by=MINISTER,
                term=Term(n=0, unit="cd", start="project_approved", clause=_("随听证审定同时出具")),
                guards=keys("approved", "whole", "lines_whole", "only_one"),
                effects=keys("number", "hand_out"),
                notices=tell("issued", *HEAD, *HOLDER),
            ),
            replace(GIVE_UP, name="drop_draft", label=_("不再出具"), by=OFFICE, notices=()),
        ),
    ),
    Stage.ISSUED: StageFacts(
        help=_("持有人所在科室负责人阅读适用条件和底线后签收，承诺才生效。"),
        moves=(
            Move(
                name="accept",
                label=_("签收"),
                by=HEAD,
                form="accept",
                term=wd(5, "issued"),
                guards=keys("conditions_read"),
                notices=tell("accepted", *OFFICE),
            ),
            GIVE_UP,
        ),
    ),
    Stage.ACTIVE: StageFacts(
        help=_(
            "有效期内，经审定的探索性失误可以主张适用。撤销须先把事实告知持有人、听取申辩，再由部务会表决。"
            "承诺不免除违纪违法责任。"
        ),
        signing=Signing(mode="vote", licenses=("pass",), sitting="exec_meeting", head="minister", quorum=(2, 3)),
        acts=ANY_PARTY | HEARD | meeting(SECRETARY) | {"propose_revocation": SUPERVISION, "attach": SUPERVISION},
        moves=(
            Move(
                name="expire",
                label=_("到期"),
                by=("system",),
                term=Term(n=0, unit="cd", start="valid_to", clause=UNTIL),
                lapses=True,
                notices=tell("expired", *HEAD, *HOLDER),
            ),
            claiming("claim", _("主张"), RESPONDENT + OFFICER, "no_revocation_open"),
            Move(
                name="revoke",
                label=_("撤销"),
                by=SECRETARY,
                duty=False,
                outcome="pass",
                reason=True,
                adverse=True,
                minimum=wd(2, "papers_served", OURS),
                guards=keys("ground_stated", "holder_heard"),
                effects=keys("take_away"),
                notices=tell("revoked", *HEAD, *HOLDER, *OFFICE),
            ),
            Move(
                name="keep_valid",
                label=_("不予撤销"),
                by=SUPERVISION,
                duty=False,
                reason=True,
                guards=keys("ground_stated", "not_carried"),
                notices=tell("kept", *HEAD, *HOLDER),
            ),
            GIVE_UP,
        ),
    ),
    Stage.CLAIMED: StageFacts(
        help=_("请合规审核人确定三人以上的外部核实组，听取陈述，并与核实组逐项完成七看，每项写明依据。"),
        acts=ANY_PARTY
        | {
            "name_panel": LEGAL + OFFICE,
            "answer_look": LEGAL + PANEL,
            "record_statement": LEGAL + HOLDER + RESPONDENT,
            "attach": LEGAL + PANEL + HOLDER + RESPONDENT,
        },
        moves=(
            Move(
                name="examine",
                label=_("核实"),
                by=LEGAL + PANEL,
                term=wd(5, "claimed"),
                guards=keys("panel_ready", "statement_heard", "looks_answered"),
                effects=keys("file_looks", "prepare_panel"),
            ),
        ),
    ),
    Stage.EXAMINING: StageFacts(
        help=_("合规审核人召集核实组开会，就“是否认定容错（含部分容错）”逐人表决，再提出认定意见。"),
        signing=Signing(mode="vote", sitting="meeting"),
        acts=ANY_PARTY | meeting(LEGAL) | {"name_panel": LEGAL + OFFICE, "attach": LEGAL + PANEL},
        moves=(
            Move(
                name="propose",
                label=_("提出意见"),
                by=PANEL,
                form="conclude",
                term=wd(10, "claimed"),
                guards=keys("panel_voted", "as_voted", "line_not_crossed", "reasoned"),
                effects=keys("keep_panel_vote", "prepare_meeting"),
                notices=tell("proposed", *SECRETARY),
            ),
        ),
    ),
    Stage.PROPOSED: StageFacts(
        help=_("记录员安排部务会，提前两个工作日送达材料；就“是否认定容错（含部分容错）”表决，主要负责人末位表态。"),
        signing=Signing(mode="vote", sitting="exec_meeting", head="minister", quorum=(2, 3)),
        acts=ANY_PARTY | meeting(SECRETARY) | {"attach": SECRETARY},
        moves=(
            Move(
                name="determine",
                label=_("认定"),
                by=SECRETARY,
                form="conclude",
                term=wd(15, "claimed"),
                minimum=wd(2, "papers_served", OURS),
                guards=keys("meeting_voted", "as_voted", "line_not_crossed", "reasoned"),
                effects=keys("give_result"),
                notices=tell("determined", *HOLDER, *RESPONDENT, *OFFICER, *HEAD),
            ),
        ),
    ),
    Stage.DETERMINED: StageFacts(
        help=_("对认定有异议、且有新的事实的，可在十个工作日内申请复核一次；同一工作另有问责的，可以再次主张。"),
        moves=(
            Move(
                name="ask_review",
                label=_("申请复核"),
                by=HOLDER + RESPONDENT,
                duty=False,
                form="ask_review",
                term=wd(10, "determined", OURS),
                expires=True,
                most=1,
                guards=keys("new_facts"),
                effects=keys("count_anew", "prepare_meeting"),
                notices=tell("review", *SECRETARY),
            ),
            claiming("claim_again", _("再次主张"), RESPONDENT + OFFICER),
        ),
    ),
    Stage.EXPIRED: StageFacts(
        help=_("有效期内的行为仍受承诺覆盖，当事人可以主张适用。"),
        moves=(claiming("claim_late", _("主张（有效期内行为）"), RESPONDENT),),
    ),
    Stage.REVOKED: StageFacts(
        help=_("对撤销不服的，持有人可以向作出决定的部务会书面提出，或者向上一级反映。"),
    ),
}
FACTS = mandatory(FACTS, Stage.CLAIMED, Stage.EXAMINING, Stage.PROPOSED)
