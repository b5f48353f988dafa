"""What each action must leave behind, for each way to sign: the table that the conformance tests are made from.

Letters: a b c sign in this order; p signs in the branch beside; h hands it to them; z decides after them; x is somebody
who was not there; d stands in for a; o is the author. `undone="b c:settled"`: closed without having been done, and why.
"""

from dataclasses import dataclass

ALL, ANY, SEQUENTIAL, VOTE = RULES = ("all", "any", "sequential", "vote")
HERE = ""  # the stage stays


@dataclass(frozen=True)
class Stands:
    """How the case stands after a step of an action, in the letters above."""

    stage: str = HERE
    open: str = ""
    waits: str = ""
    undone: str = ""
    done: str = ""
    event: str = ""


@dataclass(frozen=True)
class No:
    """The action makes no sense there: it is refused, and this is said."""

    says: str


def same(*nows):
    """The same for all rules."""
    return dict.fromkeys(RULES, nows)


SENT_ON, ENDED = "decision", "rejected"
SETTLED_B_C = Stands(ENDED, undone="b c:settled", done="a", event="act.sign")
SPOKEN = Stands(open="b c", done="a", event="act.sign")
UNSAID = Stands(open="a b c", undone="a:taken_back", event="act.take_back")
LINE = "b c:line"
PERSONAL = (No("须由本人办理"),)
SENT_BACK = Stands("hand", open="h", undone="c:returned", done="a b", event="act.return_to")
NOBODY_YET = Stands("hand", open="h", undone="b c:returned", done="a", event="act.return_to")


def _resent(kept=True):
    """Handed in again after a return; `kept`: nothing of what the signers saw was changed."""
    all_again = Stands(open="a b c", undone="c:returned", done="a b", event="move.to_*")
    in_line = Stands(open="a", waits=LINE, undone="c:returned", done="a b", event="move.to_*")
    return {
        ALL: (SENT_BACK, Stands(open="a c", undone="c:returned", done="a b", event="move.to_*") if kept else all_again),
        ANY: (NOBODY_YET, Stands(open="a b c", undone="b c:returned", done="a", event="move.to_*")),
        SEQUENTIAL: (
            SENT_BACK,
            Stands(open="b", waits="c:line", undone="c:returned", done="a b", event="move.to_*") if kept else in_line,
        ),
        VOTE: (SENT_BACK, all_again),  # a vote is never carried over
    }


EXPECTED = {
    "approve": {
        ALL: (Stands(SENT_ON, open="z", done="a b c", event="act.sign"),),
        ANY: (Stands(SENT_ON, open="z", undone="b c:settled", done="a", event="act.sign"),),
        SEQUENTIAL: (Stands(SENT_ON, open="z", done="a b c", event="act.sign"),),
        VOTE: (Stands(SENT_ON, open="z", undone="c:settled", done="a b", event="act.sign"),),
    },
    "reject": {
        ALL: (SETTLED_B_C,),
        ANY: (SETTLED_B_C,),
        SEQUENTIAL: (SETTLED_B_C,),
        VOTE: (Stands(ENDED, undone="c:settled", done="a b", event="act.sign"),),
    },
    "return_rerun": {
        ALL: (
            Stands("hand", open="h", undone="c:returned", done="a b", event="act.return_to"),
            Stands(open="a b c", undone="c:returned", done="a b", event="move.to_*"),
        ),
        ANY: (
            Stands("hand", open="h", undone="b c:returned", done="a", event="act.return_to"),
            Stands(open="a b c", undone="b c:returned", done="a", event="move.to_*"),
        ),
        SEQUENTIAL: (
            Stands("hand", open="h", undone="c:returned", done="a b", event="act.return_to"),
            Stands(open="a", waits=LINE, undone="c:returned", done="a b", event="move.to_*"),
        ),
        VOTE: (
            Stands("hand", open="h", undone="c:returned", done="a b", event="act.return_to"),
            Stands(open="a b c", undone="c:returned", done="a b", event="move.to_*"),
        ),
    },
    "return_straight": {
        ALL: (
            Stands("hand", open="h", undone="c:returned", done="a b", event="act.return_to"),
            Stands(open="a c", undone="c:returned", done="a b", event="move.to_*"),
        ),
        ANY: (
            Stands("hand", open="h", undone="b c:returned", done="a", event="act.return_to"),
            Stands(open="a b c", undone="b c:returned", done="a", event="move.to_*"),
        ),
        SEQUENTIAL: (
            Stands("hand", open="h", undone="c:returned", done="a b", event="act.return_to"),
            Stands(open="b", waits="c:line", undone="c:returned", done="a b", event="move.to_*"),
        ),
        VOTE: (
            Stands("hand", open="h", undone="c:returned", done="a b", event="act.return_to"),
            Stands(open="a c", undone="c:returned", done="a b", event="move.to_*"),
        ),
    },
    "resend": _resent(),
    "resend_changed": _resent(kept=False),
    "transfer": same(Stands(open="b c x", undone="a:transferred", event="act.transfer"))
    | {
        SEQUENTIAL: (Stands(open="x", waits=LINE, undone="a:transferred", event="act.transfer"),),
        VOTE: PERSONAL,
    },
    "delegate": same(
        Stands(open="b c x", waits="a:delegated", event="act.delegate"),
        Stands(open="a b c", done="x", event="act.give_back"),
    )
    | {
        SEQUENTIAL: (
            Stands(open="x", waits="a:delegated b c:line", event="act.delegate"),
            Stands(open="a", waits=LINE, done="x", event="act.give_back"),
        ),
        VOTE: PERSONAL,
    },
    "add": same(Stands(open="a b c x", event="act.add_signers"))
    | {SEQUENTIAL: (Stands(open="a x", waits=LINE, event="act.add_signers"),)},
    "remove": same(Stands(open="a b", undone="c:removed", event="act.remove_signer"))
    | {SEQUENTIAL: (Stands(open="a", waits="b:line", undone="c:removed", event="act.remove_signer"),)},
    "withdraw": same(Stands("withdrawn", undone="a b c:withdrawn", event="act.withdraw")),
    "take_back": {
        ALL: (SPOKEN, UNSAID),
        ANY: (
            Stands(SENT_ON, open="z", undone="b c:settled", done="a", event="act.sign"),
            Stands(open="a b c", undone="a:taken_back b c:resumed z:taken_back", event="act.take_back"),
        ),
        SEQUENTIAL: (
            Stands(open="b", waits="c:line", done="a", event="act.sign"),
            Stands(open="a", waits=LINE, undone="a:taken_back", event="act.take_back"),
        ),
        VOTE: (SPOKEN, UNSAID),
    },
    "suspend": same(
        Stands(waits="a b c:suspended", event="act.suspend"),
        Stands(open="a b c", event="act.resume"),
    )
    | {
        SEQUENTIAL: (
            Stands(waits="a:suspended b c:line", event="act.suspend"),
            Stands(open="a", waits=LINE, event="act.resume"),
        )
    },
    "timeout": same(Stands(SENT_ON, open="z", undone="a b c:lapsed", event="move.ran_out")),
    "substitute": {
        ALL: (Stands(open="b c", done="a", event="act.sign for a"),),
        ANY: (Stands(SENT_ON, open="z", undone="b c:settled", done="a", event="act.sign for a"),),
        SEQUENTIAL: (Stands(open="b", waits="c:line", done="a", event="act.sign for a"),),
        VOTE: (No("代理人不能代投"),),
    },
}  # fmt: skip
