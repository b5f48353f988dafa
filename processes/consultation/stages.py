"""The stages of a consultation until its opinion, and what holds in each. The edges stand on the model."""

from django.utils.translation import gettext_noop as _

from processes.consultation.stages_after import AFTER
from processes.consultation.words import (
    ANY_PARTY,
    CHAIR,
    DEPUTY,
    ENDS,
    OFFICER,
    OWNER,
    PACK,
    PANEL,
    REQUESTER,
    SEAT,
    SERVED,
    Stage,
    keys,
    tell,
    wd,
)
from workflows.declare import Move, StageFacts, mandatory, passed_on, takes_back
from workflows.offering import comes_back, reopened, terminated

__all__ = ["ENDS", "FACTS", "Stage"]


def withdrawal():
    """The requester takes the request back, until the session begins."""
    return Move(
        name="withdraw_request", label=_("撤回"), by=REQUESTER, duty=False, reason=True, effects=keys("call_off"),
        notices=tell("withdrawn", *CHAIR, *OFFICER, *DEPUTY),
    )  # fmt: skip


# Calling a session, serving its pack, confirming, declaring: before the first session and before a further one.
CALLING = ANY_PARTY | {
    "call_session": OFFICER + CHAIR, "serve": OFFICER + CHAIR, "serve_on_paper": OFFICER + CHAIR, "acknowledge": SERVED,
    "confirm_seat": PANEL, "note_reply": OFFICER + CHAIR, "declare_interest": SEAT, "recuse": CHAIR,
    "attend": OFFICER + CHAIR, "attach": OFFICER + CHAIR + OWNER,
}  # fmt: skip
# Common action of the specification: the minister suspends, the clocks stand still, and it goes on with what was left.
HALT = {"suspend": ("minister",), "resume": ("minister",)}

FACTS = {
    Stage.REQUESTED: StageFacts(
        help=_("写明会诊哪项工作、症状 50 至 2000 字；由分管副部长决定是否会诊。"),
        acts=ANY_PARTY | {"edit": REQUESTER, "attach": REQUESTER, "prove_request": REQUESTER},
        moves=(
            Move(
                name="approve", label=_("同意会诊"), by=DEPUTY, term=wd(3, "requested"),
                guards=keys("decider_free", "complete", "chair_free"),
                effects=keys("number", "join_work", "file_request"),
                notices=tell("approved", *REQUESTER, *CHAIR, *OFFICER),
            ),
            Move(
                name="decline", label=_("不予会诊"), by=DEPUTY, term=wd(3, "requested"), reason=True,
                guards=keys("decider_free"), effects=keys("file_request"), notices=tell("declined", *REQUESTER),
            ),
            withdrawal(),
        ),
    ),
    Stage.APPROVED: StageFacts(
        help=_("承办人列出要收集的资料，请承办单位自述病情。"),
        acts=ANY_PARTY | HALT | {"attach": OFFICER},
        moves=(
            Move(
                name="prepare", label=_("收集资料"), by=OFFICER, term=wd(5, "approved"),
                effects=keys("ask_owner", "officer_prepares"),
            ),
            withdrawal(),
        ),
    ),
    Stage.GATHERING: StageFacts(
        help=_("承办单位自述；安排会诊，参加人确认到会并申报利害关系，材料提前两个工作日送达；五人、三类以上确认后召集。"),
        acts=CALLING | HALT | {"describe_self": OWNER, "change_chair": DEPUTY},
        moves=(
            Move(
                name="convene", label=_("召集"), by=CHAIR, form="convene_session", term=wd(10, "approved"),
                urgent=wd(5, "approved"), minimum=PACK,
                guards=keys("chair_free", "session_ready", "window_set"), effects=keys("begin_session"),
                notices=tell("opened", *PANEL),
            ),
            withdrawal(),
        ),
    ),
    Stage.SESSION: StageFacts(
        help=_("参加人各自写意见，全部交齐或时间到后一并揭示；据此填写原因和对策表，写好会诊记录并签字，形成意见。"),
        acts=CALLING | {
            "open_session": CHAIR, "give_opinion": PANEL, "reveal_opinions": CHAIR + ("system",), "note_dissent": PANEL,
            "write_table": CHAIR + OFFICER, "record": CHAIR + OFFICER, "sign_record": SEAT,
            "amend_record": SEAT, "note_signature": CHAIR + OFFICER, "describe_self": OWNER, "change_chair": DEPUTY,
        },
        moves=(
            Move(
                name="conclude", label=_("形成意见"), by=CHAIR, term=wd(3, "session"),
                guards=keys(
                    "in_session", "opinions_revealed", "table_complete", "minutes_written", "everybody_signed",
                    "dissent_noted",
                ),
                effects=keys("close_session", "vote_prepared"), notices=tell("concluded", *REQUESTER, *OWNER),
            ),
            Move(
                name="ask_more_info", label=_("补充资料"), by=CHAIR, duty=False, term=wd(5, "gathering"),
                guards=keys("list_given"), effects=keys("break_off", "ask_owner", "officer_prepares"),
                notices=tell("more_info", *OWNER, *OFFICER),
            ),
        ),
    ),
} | AFTER  # fmt: skip

# Who holds work may pass it on, ask for an opinion and let others read along.
FACTS = takes_back(passed_on(FACTS, but=(Stage.DROPPED,)), Stage.GATHERING)
FACTS = mandatory(FACTS, Stage.SESSION, Stage.OPINION)
FACTS = terminated(FACTS, Stage.APPROVED, Stage.FOLLOWING)
FACTS = reopened(FACTS, {Stage.CURED: [Stage.FOLLOWING], Stage.UNRESOLVED: [Stage.FOLLOWING]})
FACTS = comes_back(FACTS, following=keys("ask_followup"))
