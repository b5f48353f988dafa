"""The table of actions: each cell is one way to sign, one action, one structure around it, played on a specimen."""

from dataclasses import dataclass, replace

from ledger.models import Event
from ledger.verify import verify
from workflows.conformance.expected import EXPECTED, HERE, RULES, No
from workflows.conformance.playing import PLAYS
from workflows.conformance.specimen.stages import KEEPS
from workflows.conformance.story import Story
from workflows.errors import Refused

PLAIN, BESIDE, INSIDE = STRUCTURES = ("plain", "beside", "inside")
LETTERS = {
    "signer_a": "a", "signer_b": "b", "signer_c": "c", "partner": "p", "handler": "h", "decider": "z", "extra": "x",
    "deputy": "d", "author": "o",
}  # fmt: skip
ACTIONS = tuple(EXPECTED)
KEPT = ("resend", "resend_changed")  # played where decisions carry over
BUSY = ("move", "sign", "seat", "delegate")  # kinds of work that hold a stage up
CLOSED = ("rejected", "withdrawn", "terminated", "done")


@dataclass(frozen=True)
class Spot:
    """Where in the table a cell stands."""

    rule: str
    action: str
    structure: str

    @property
    def expected(self):
        """What each step must leave behind; one `No` where the action is refused."""
        steps = EXPECTED[self.action][self.rule]
        if self.structure != BESIDE:
            return steps
        return _signed_beside(steps, self.rule) if self.action in KEPT else tuple(_beside(steps))

    def __str__(self):
        return f"{self.rule}-{self.action}-{self.structure}"

    @property
    def place(self):
        """What a scene is made of."""
        return self.rule, self.structure, self.stage

    @property
    def stage(self):
        """The stage of the specimen in which it is played."""
        kept = "_kept" if self.action in KEPT and self.rule in KEEPS else ""
        return f"{self.rule}{kept}_beside" if self.structure == BESIDE else f"{self.rule}{kept}"


def spots():
    """Every cell of the table, in the order in which it is printed."""
    return [Spot(rule, action, where) for action in ACTIONS for rule in RULES for where in STRUCTURES]


def scenes():
    """Place → the cells that are played there on one specimen, each after the other was taken back."""
    found = {}
    for spot in spots():
        found.setdefault(spot.place, []).append(spot)
    return found


def _beside(steps):
    """The same with somebody at work in a branch beside it, who goes or stays with the stage."""
    gone = ""
    for now in steps:
        if isinstance(now, No):
            yield now
        elif now.event.startswith("act.sign") and now.stage != HERE:
            yield replace(now, stage=HERE, open="p")  # this branch is settled; the other goes on
        elif now.stage != HERE:
            gone = now.undone.rpartition(":")[2]
            yield replace(now, undone=_more(now.undone, f"p:{gone}"))
        elif now.open:
            undone = now.undone.replace(" z:taken_back", "")
            yield replace(now, open=f"{now.open} p", undone=_more(undone, f"p:{gone}") if gone else undone)
        else:
            yield replace(now, waits=_more(now.waits, "p:suspended"))


def _signed_beside(steps, rule):
    """The same when the one beside has signed before it was returned, and was shown nothing that changed since."""
    back, sent = (replace(now, done=f"{now.done} p") for now in steps)
    return back, sent if rule in KEEPS else replace(sent, open=f"{sent.open} p")


def _more(listed, one):
    return f"{listed} {one}".strip()


class Scene:
    """A specimen that has come to a signing; every action is played on it, each taken back before the next.

    `outer` waits for it where it is a sub-case.
    """

    def __init__(self, people, rule, structure, stage):
        self.people, self.rule, self.outer, self.spot = people, rule, None, None
        self.stage, self.beside = stage, structure == BESIDE
        told = Story(people)
        if structure == INSIDE:
            self.outer, told = told.to("sub"), None
            told = self.outer.inner
            assert told, "no sub-case was opened"
        self.told = told.to(self.stage)

    def looks(self, now):
        """What differs between the case and `now`; "" if nothing does."""
        case, stage = self.told.now, now.stage or self.stage
        items = list(self.told.items())  # one look at all work, whatever became of it
        able = [item for item in items if item.status == "ASSIGNED" and item.kind in BUSY]
        pairs = [
            ("stage", stage, case.stage),
            ("open", _set(now.open), {_letter(item) for item in able}),
            ("waits", reasons(now.waits), {_letter(i): i.held for i in items if i.status == "SCHEDULED"}),
            ("undone", reasons(now.undone), {_letter(i): i.closed_why for i in items if i.status == "CANCELED"}),
            ("done", _set(now.done), {_letter(item) for item in items if item.status == "DONE"} - {"h", "o"}),
            ("event", now.event.replace("*", self.stage), self.event()),
            ("timer", _timer(now, stage), timer(case)),
            ("counter", sum(item.stage == case.stage for item in able), case.open_items),
            ("above", _above(self.spot, stage), self.outer and self.outer.stage),
            ("dates", set(), {item.due for item in able if item.kind == "sign"} - {case.due}),
        ]
        return "; ".join(f"{what}: expected {said}, found {found}" for what, said, found in pairs if said != found)

    def event(self):
        """The newest event, with whom it was done for."""
        last = Event.objects.filter(uid=self.told.case.uid).order_by("-seq").first()
        whom = f" for {LETTERS[last.for_name]}" if last.for_id else ""
        return last.kind + whom

    def ends(self):
        """What keeps the case from coming to its end, or is left open there; "" if nothing."""
        self.told.finish(self.stage)
        whole = self.outer or self.told
        whole.finish("sub")
        left = [held for told in (whole, self.told) if (held := told.holders(kind__in=BUSY))]
        proofs = [verify(told.case.uid).ok for told in {whole, self.told}]
        return f"left open: {left}, proved: {proofs}" if left or not all(proofs) else ""


def timer(case):
    """Whether the clock will take a move, only warns, or has nothing to do with the case."""
    if case.suspended_at:
        return "none"
    return "runs" if case.lapse_move and case.due else "warns" if case.due else "none"


def _above(spot, stage):
    """Where the case is that waits for a sub-case: its term ends together with that of what it waits for."""
    if spot.structure != INSIDE:
        return None
    return "decision" if spot.action == "timeout" else "rejected" if stage in CLOSED else "sub"


def _timer(now, stage):
    if stage in CLOSED or not (now.open or now.stage):
        return "none"
    return "warns" if now.stage else "runs"


def _set(letters):
    return set(letters.split())


def _letter(item):
    return LETTERS[item.owner.username]


def reasons(text):
    """ "b c:settled z:moved" as letter → reason."""
    found, open_ones = {}, []
    for part in text.split():
        letter, colon, why = part.partition(":")
        open_ones.append(letter)
        if colon:
            found |= dict.fromkeys(open_ones, why)
            open_ones = []
    return found


def play(scene, spot):
    """Play one cell on its scene; returns what is wrong, or "". Whoever calls takes back what was played."""
    scene.spot = spot
    if isinstance(spot.expected[0], No):
        return _refused(scene, spot.expected[0]) or scene.ends()
    for number, (_step, now) in enumerate(zip(PLAYS[spot.action](scene), spot.expected, strict=True), 1):
        if why := scene.looks(now):
            return f"step {number}: {why}"
    return scene.ends()


def _refused(scene, no):
    events = Event.objects.count()
    try:
        for _step in PLAYS[scene.spot.action](scene):
            return "it was not refused"
    except Refused as refusal:
        wrong = no.says not in refusal.why or Event.objects.count() != events
        return f"expected “{no.says}”, said “{refusal.why}”" if wrong else ""
