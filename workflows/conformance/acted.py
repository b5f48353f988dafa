"""The table of actions, played: one cell for each way to sign, action and structure. Runs on a throw-away database."""

from dataclasses import asdict, dataclass

from django.db import transaction

from workflows.conformance import story, table, telling


@dataclass(frozen=True)
class Acted:
    """A cell of the table of actions; `what` says in a sentence what must happen there."""

    rule: str
    action: str
    structure: str
    ok: bool
    why: str
    what: str
    process: str = "specimen"
    kind: str = "action"
    deviation: str = ""

    @property
    def name(self):
        return f"{self.process}.{self.rule}.{self.action}.{self.structure}:{self.kind}"

    def as_data(self):
        return asdict(self) | {"name": self.name}


def result():
    """Every cell, played on the specimen of its scene; nothing of it stays."""
    people, played = story.people(), {}
    for place, spots in table.scenes().items():
        with transaction.atomic():
            scene = table.Scene(people, *place)
            played |= {spot: _played(scene, spot) for spot in spots}
            transaction.set_rollback(True)
    return [played[spot] for spot in table.spots()]


def _played(scene, spot):
    try:
        with transaction.atomic():
            why = table.play(scene, spot)
            transaction.set_rollback(True)
    except Exception as broken:  # a cell that breaks is a cell that fails; the others are still played
        why = f"{type(broken).__name__}: {broken}"
    return Acted(spot.rule, spot.action, spot.structure, not why, why, telling.sentence(spot))
