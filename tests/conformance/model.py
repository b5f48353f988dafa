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
BEFORE = ("drafting", "hand")  # what a case has passed when somebody signs or decides
WATCH = ("author", "owner")
LONGEST = 10  # a shorter reason is none


@dataclass
class Model:
    """Where the case is, who still speaks in its signing and what those said who have spoken."""

    stage: str = "drafting"
    queue: list = field(default_factory=list)
    said: list = field(default_factory=list)
    entitled: int = 0
    spoke: list = field(default_factory=list)
    still: bool = False  # suspended

    @property
    def open(self):
        """Who has something to do."""
        if self.still:
            return set()
        if self.stage in MODES:
            return set(self.queue[:1] if self.stage == "sequential" else self.queue)
        return {HOLDERS[self.stage]} if self.stage in HOLDERS else set()

    def move(self, who, name, reason=""):
        """Take a move; whether it is legal."""
        by, to = MOVES.get((self.stage, name), (None, None))
        if self.still or by != who or name == "turn_down" and len(reason.strip()) < LONGEST:
            return False
        self._enter(to)
        return True

    def sign(self, who, decision):
        """Speak; whether it is one's turn."""
        if self.stage not in MODES or who not in self.open or decision not in ("agree", "oppose", "abstain"):
            return False
        self.queue.remove(who)
        self.spoke.append(who)
        self.said.append(decision)
        outcome = self._outcome()
        if outcome is not None:
            self._enter("decision" if outcome else "rejected")
        return True

    def term_ends(self):
        """A long time passes: a signing goes on to be decided, anything else waits."""
        if self.stage in MODES and not self.still:
            self._enter("decision")

    def return_to(self, who, target):
        """Send it back to who handed it on or to who wrote it; those come before whatever is done now."""
        if who not in self.open or target not in BEFORE or self.stage in ("drafting", target):
            return False
        self._enter(target)
        return True

    def transfer(self, who, to):
        """Somebody else speaks in one's place, who does not speak here already; a vote is one's own."""
        if self.stage not in ("all", "any", "sequential") or who not in self.open or to in (*self.queue, *self.spoke):
            return False
        self.queue[self.queue.index(who)] = to
        return True

    def withdraw(self, who):
        """The author takes it back as long as it has not ended."""
        if who != "author" or self.stage in ENDS:
            return False
        self._enter("withdrawn")
        return True

    def suspend(self, who):
        """Everything stands still."""
        if who not in WATCH or self.still or self.stage in ENDS:
            return False
        self.still = True
        return True

    def resume(self, who):
        """It goes on as it was."""
        if who not in WATCH or not self.still:
            return False
        self.still = False
        return True

    def _outcome(self):
        yes, no, left = self.said.count("agree"), self.said.count("oppose"), len(self.queue)
        if self.stage == "any":
            return True if yes else False if no or not left else None
        if self.stage == "vote":
            majority = self.entitled // 2 + 1
            return True if yes >= majority else False if yes + left < majority else None
        return False if yes < len(self.said) else None if left else True

    def _enter(self, stage):
        self.stage, self.said, self.spoke, self.still = stage, [], [], False
        self.queue = list(SIGNERS) if stage in MODES else []
        self.entitled = len(self.queue)
