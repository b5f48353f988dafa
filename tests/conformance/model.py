"""A small model of the specimen, written from what is meant and not from the engine: what is legal and what follows."""

from dataclasses import dataclass, field

MODES = ("all", "any", "sequential", "vote")
SIGNERS = ("signer_a", "signer_b", "signer_c")
ENDS = {"done", "rejected", "terminated", "withdrawn"}
# (stage, move) → (who may, where it leads)
MOVES = {
    ("drafting", "begin"): ("author", "hand"),
    ("drafting", "drop"): ("author", "withdrawn"),
    ("decision", "adopt"): ("decider", "done"),
    ("decision", "turn_down"): ("decider", "rejected"),
    ("decision", "look_again"): ("decider", "hand"),
    ("decision", "quash"): ("decider", "terminated"),
    **{("hand", f"to_{mode}"): ("handler", mode) for mode in MODES},
}
HOLDERS = {"drafting": "author", "hand": "handler", "decision": "decider"}
LONGEST = 10  # a shorter reason is none


@dataclass
class Model:
    """Where the case is, who still speaks in its signing and what those said who have spoken."""

    stage: str = "drafting"
    queue: list = field(default_factory=list)
    said: list = field(default_factory=list)
    entitled: int = 0

    @property
    def open(self):
        """Who has something to do."""
        if self.stage in MODES:
            return set(self.queue[:1] if self.stage == "sequential" else self.queue)
        return {HOLDERS[self.stage]} if self.stage in HOLDERS else set()

    def move(self, who, name, reason=""):
        """Take a move; whether it is legal."""
        by, to = MOVES.get((self.stage, name), (None, None))
        if by != who or name == "turn_down" and len(reason.strip()) < LONGEST:
            return False
        self._enter(to)
        return True

    def sign(self, who, decision):
        """Speak; whether it is one's turn."""
        if self.stage not in MODES or who not in self.open or decision not in ("agree", "oppose", "abstain"):
            return False
        self.queue.remove(who)
        self.said.append(decision)
        outcome = self._outcome()
        if outcome is not None:
            self._enter("decision" if outcome else "rejected")
        return True

    def term_ends(self):
        """A long time passes: a signing goes on to be decided, anything else waits."""
        if self.stage in MODES:
            self._enter("decision")

    def _outcome(self):
        yes, no, left = self.said.count("agree"), self.said.count("oppose"), len(self.queue)
        if self.stage == "any":
            return True if yes else False if no or not left else None
        if self.stage == "vote":
            majority = self.entitled // 2 + 1
            return True if yes >= majority else False if yes + left < majority else None
        return False if yes < len(self.said) else None if left else True

    def _enter(self, stage):
        self.stage, self.said = stage, []
        self.queue = list(SIGNERS) if stage in MODES else []
        self.entitled = len(self.queue)
