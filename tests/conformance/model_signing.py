"""A signing of the small model: who speaks, who waits for whom, what was said, and what follows."""

from dataclasses import dataclass, field

AGREE, OPPOSE, ABSTAIN = CHOICES = ("agree", "oppose", "abstain")


@dataclass(eq=False)
class Voice:
    """Somebody who is to speak, at a turn; `asker`: who asked them to, and where beside themselves."""

    who: str
    place: int = 0
    asker: "Voice | None" = None
    where: str = ""
    asks: str = ""  # whose opinion they wait for


@dataclass
class Signing:
    """One way to sign. `voices` have not spoken yet."""

    mode: str
    voices: list = field(default_factory=list)
    spoke: list = field(default_factory=list)
    said: list = field(default_factory=list)
    outcome: bool | None = None

    @classmethod
    def of(cls, mode, people):
        turns = range(len(people)) if mode == "sequential" else [0] * len(people)
        return cls(mode, [Voice(who, place) for who, place in zip(people, turns, strict=True)])

    def able(self):
        """Those whose turn it is."""
        return [voice for voice in self.voices if self.outcome is None and not voice.asks and self._ripe(voice)]

    def _ripe(self, voice):
        if voice.where == "after" and voice.asker in self.voices:
            return False
        if any(one.asker is voice and one.where == "before" for one in self.voices):
            return False
        return self.mode != "sequential" or voice.place == min(one.place for one in self.voices)

    def find(self, who):
        """The voice of somebody whose turn it is, or None."""
        return next((voice for voice in self.able() if voice.who == who), None)

    def knows(self, who):
        return who in self.spoke or any(voice.who == who for voice in self.voices)

    def speaks(self, voice, decision):
        self.voices.remove(voice)
        self.spoke.append(voice.who)
        self.said.append(decision)
        self.outcome = self._outcome()

    def adds(self, voice, who, where):
        self.voices.append(Voice(who, voice.place, voice, where))

    def leaves(self, voice):
        """Somebody speaks no more; False if then nobody has spoken and nobody is left to."""
        if not self.spoke and self.voices == [voice]:
            return False
        self.voices.remove(voice)
        self.outcome = self._outcome()
        return True

    def _outcome(self):
        yes, no, left = self.said.count(AGREE), self.said.count(OPPOSE), len(self.voices)
        if self.mode == "any":
            return True if yes else False if no or not left else None
        if self.mode == "vote":
            majority = (len(self.said) + left) // 2 + 1
            return True if yes >= majority else False if yes + left < majority else None
        return False if yes < len(self.said) else None if left else True
