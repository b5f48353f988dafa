"""What a notice may say about its case: only what the reader is entitled to see now."""

import json
from functools import lru_cache
from typing import NamedTuple

from django.apps import apps

from policy import rooms, rules


class Seen(NamedTuple):
    """The parts of a case that notices name."""

    number: str
    title: str
    definition: int


def seen_by(user, uids) -> dict:
    """The cases among `uids` that `user` may see now."""
    rows = rules.visible(user).filter(uid__in=set(uids)).values_list("uid", "number", "title", "definition_id")
    return {uid: Seen(number or "", title, definition) for uid, number, title, definition in rows}


def in_room_of(user, uids) -> frozenset:
    """Those among `uids` that the user knows from their room alone: a notice leads there and names nothing else."""
    return frozenset(rooms.of(user).filter(uid__in=set(uids)).values_list("uid", flat=True)) if rooms.CONFINED else ()


@lru_cache(maxsize=256)
def _labels(definition) -> dict[str, str]:
    """Code → label of the stages and moves of one stored definition, which never changes."""
    model = apps.get_model("workflows", "Definition")
    data = json.loads(model.objects.values_list("text", flat=True).get(pk=definition))
    labels = {code: stage["label"] for code, stage in data["stages"].items()}
    moves = {move["name"]: move["label"] for stage in data["stages"].values() for move in stage["moves"]}
    return {"stage": labels, "left": labels, "move": moves}


def params(case: Seen, given: dict) -> dict:
    """The parameters of a notice, codes replaced by labels."""
    named = {
        kind: known.get(given[kind], given[kind]) for kind, known in _labels(case.definition).items() if kind in given
    }
    return given | named | {"title": case.title, "number": case.number}
