"""What people do beside the work: the acts in the menu 更多操作, and what somebody was handed to read or to answer."""

from workflows import given, recusals
from workflows.models.work import BESIDE

MENU = frozenset({
    "transfer", "recall", "delegate", "circulate", "copy", "appoint", "add_signers", "remove_signer", "return_to",
    "withdraw", "take_back", "suspend", "resume", "terminate", "reopen", "propose_jump", "ask_extension",
})  # fmt: skip
ANSWERS = {"seen": BESIDE, "reply": ("circulate",), "give_back": ("delegate",)}  # act → kinds of the item it ends


def answered(name, case, user):
    """The item that an act of mine would end; None if there is none, or another act is asked for."""
    mine = [item for item in recusals.at_work(case) if item.owner_id == user.pk and item.kind in ANSWERS[name]]
    return next((item for item in mine if name != "seen" or not item.asked), None)


def offered(name, case, user):
    """Whether the page offers an act that answers something: only to who was asked."""
    return name not in ANSWERS or answered(name, case, user) is not None


def handed(mine):
    """Roles whose work was handed on to a person, with what they may do."""
    return {item.role for item in mine if item.asked == "transfer"}


def given_away(case, user, move, roles):
    """Why a move is not theirs now who gave the work to somebody else; "" for who holds it."""
    return "" if roles & set(move.by) else given.why_not(case, user.pk, move.by)
