"""A small model of the specimen, written from what is meant and not from the engine: what is legal and what follows."""

from copy import deepcopy
from dataclasses import dataclass, field

from tests.conformance.model_signing import CHOICES, Signing

MODES = ("all", "any", "sequential", "vote")
BESIDE = tuple(f"{mode}_beside" for mode in MODES)
MIDDLE = (*MODES, *BESIDE, "sub")
SIGNERS = ("signer_a", "signer_b", "signer_c")
PARTNER = ("partner",)  # who signs in the branch beside
ENDS = {"done", "rejected", "terminated", "withdrawn"}
# (stage, move) → (who may, where it leads)
MOVES = {
    ("drafting", "begin"): ("author", "hand"),
    ("drafting", "drop"): ("author", "withdrawn"),
    ("decision", "adopt"): ("decider", "done"),
    ("decision", "turn_down"): ("decider", "rejected"),
    ("decision", "look_again"): ("decider", "hand"),
    ("decision", "quash"): ("decider", "terminated"),
    **{("hand", f"to_{stage}"): ("handler", stage) for stage in MIDDLE},
}
HOLDERS = {"drafting": "author", "hand": "handler", "decision": "decider"}
BEFORE = ("drafting", "hand")  # what a case has passed when somebody signs or decides
LONGEST = 10  # a shorter reason is none
TIMES = 2  # so often may it stand still in one stay


@dataclass
class Model:
    """Where the case is and who signs in which branch. `author` opened it; `below` is the case that it waits for."""

    author: str = "author"
    stage: str = "drafting"
    signings: list = field(default_factory=list)
    still: bool = False  # suspended
    stood: int = 0
    detours: list = field(default_factory=list)  # (source, target, signings as they were left)
    below: "Model | None" = None

    @property
    def open(self):
        """Who has something to do, each as often as they have."""
        if self.still:
            return []
        if self.signings:
            live = [one for one in self.signings if one.outcome is None]
            asked = [voice.asks for one in live for voice in one.voices if voice.asks]
            return sorted(asked + [voice.who for one in live for voice in one.able()])
        return [self._plays(HOLDERS[self.stage])] if self.stage in HOLDERS else []

    def _plays(self, role):
        return self.author if role == "author" else role

    def _watches(self, who):
        return who in (self.author, "owner")

    def find(self, who):
        """(signing, voice) of somebody whose turn it is, or (None, None)."""
        found = [] if self.still else [(one, voice) for one in self.signings if (voice := one.find(who))]
        return found[0] if found else (None, None)

    def move(self, who, name, reason=""):
        """Take a move; whether it is legal."""
        by, to = MOVES.get((self.stage, name), ("", ""))
        if self.still or not by or self._plays(by) != who or name == "turn_down" and len(reason.strip()) < LONGEST:
            return False
        self._forward(to)
        return True

    def _forward(self, to):
        """By a move: whoever was sent back for a word goes straight to whom sent it, unless it ends or goes back."""
        at = next((n for n in reversed(range(len(self.detours))) if self.detours[n][1] == self.stage), None)
        if at is None or to in ENDS:
            self._enter(to)
            return
        source, _target, left = self.detours.pop(at)
        self._enter(source)
        self.signings = left or self.signings

    def sign(self, who, decision):
        """Speak; whether it is one's turn."""
        signing, voice = self.find(who)
        if not voice or decision not in CHOICES:
            return False
        signing.speaks(voice, decision)
        self._settle()
        return True

    def _settle(self):
        """The stage is left when every branch is settled: carried if all are."""
        outcomes = [one.outcome for one in self.signings]
        if outcomes and None not in outcomes:
            self._enter("decision" if all(outcomes) else "rejected")

    def term_ends(self):
        """A long time passes: a signing goes on to be decided, so does who waited for another case."""
        stands = self.still or self.below and self.below.still
        if self.stage in MIDDLE and not stands:
            self._enter("decision")

    def return_to(self, who, target, straight):
        """Send it back to who handed it on or to who wrote it; those come before whatever is done now."""
        if self.still or target not in BEFORE or self.stage in ("drafting", target, "sub") or not self._holds(who):
            return False
        left = deepcopy(self.signings)
        for voice in (voice for one in left for voice in one.voices):
            voice.asks = ""
        source = self.stage
        kept = [*self.detours, (source, target, left)] if straight else []
        self._enter(target)
        self.detours = kept
        return True

    def _holds(self, who):
        return bool(self.find(who)[1]) if self.signings else who in self.open

    def transfer(self, who, to):
        """Somebody else speaks in one's place, who does not speak there already; a vote is one's own."""
        signing, voice = self.find(who)
        if not voice or signing.mode == "vote" or signing.knows(to) or to == self.author:
            return False
        voice.who = to
        return True

    def delegate(self, who, to):
        """Ask somebody what they think; one's own work waits for the answer."""
        signing, voice = self.find(who)
        if not voice or signing.mode == "vote":
            return False
        voice.asks = to
        return True

    def give_back(self, who):
        """Answer whoever asked."""
        asked = [voice for one in self.signings if one.outcome is None for voice in one.voices if voice.asks == who]
        if self.still or not asked:
            return False
        asked[0].asks = ""
        return True

    def add(self, who, to, where):
        """Ask somebody else to speak, before, beside or after oneself."""
        signing, voice = self.find(who)
        if not voice or signing.knows(to) or to == self.author:
            return False
        signing.adds(voice, to, where)
        return True

    def remove(self, who, whom):
        """Take off somebody who has not spoken."""
        if self.still or who not in ("handler", self.author, "owner") or who == whom:
            return False
        live = [one for one in self.signings if one.outcome is None]
        found = [(one, voice) for one in live for voice in one.voices if voice.who == whom]
        if not found or not found[0][0].leaves(found[0][1]):
            return False
        self._settle()
        return True

    def end(self, who, how):
        """The author withdraws, who watches terminates, as long as it has not ended."""
        may = who == self.author if how == "withdraw" else self._watches(who)
        if not may or self.stage in ENDS:
            return False
        self._enter("withdrawn" if how == "withdraw" else "terminated")
        return True

    def suspend(self, who):
        """Everything stands still, twice in one stay at most; what it waits for stands still with it."""
        if not self._watches(who) or self.still or self.stage in ENDS or self.stood >= TIMES:
            return False
        self.halt()
        return True

    def halt(self):
        self.still, self.stood = True, self.stood + 1
        if self.below and not self.below.still:
            self.below.halt()
            self.below.by_above = True

    by_above = False

    def resume(self, who):
        """It goes on as it was, and what was halted with it; what ended below meanwhile is heard now, a step more."""
        if not self._watches(who) or not self.still:
            return False
        return 1 + self.go_on()

    def go_on(self):
        self.still = self.by_above = False
        if self.below and self.below.by_above:
            self.below.go_on()
        return self.hears()

    def hears(self):
        """The case that it waits for has ended: it goes on, unless it stands still; whether it does."""
        heard = bool(self.below and self.below.stage in ENDS and not self.still)
        if heard:
            self._enter("decision" if self.below.stage == "done" else "rejected")
        return heard

    def _enter(self, stage):
        if self.below and self.below.stage not in ENDS and stage in ("terminated", "withdrawn"):
            self.below._enter(stage)
        self.below = Model(author="handler") if stage == "sub" else None
        self.stage, self.still, self.stood, self.by_above = stage, False, 0, False
        self.detours = [] if stage in ENDS else self.detours
        self.signings = []
        if stage in MODES:
            self.signings = [Signing.of(stage, SIGNERS)]
        elif stage in BESIDE:
            self.signings = [Signing.of(stage.partition("_")[0], SIGNERS), Signing.of("all", PARTNER)]
