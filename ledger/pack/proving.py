"""What a pack proves with: the events of a case, their places, a checkpoint, and proofs from earlier checkpoints."""

import json
from datetime import timedelta

from django.utils.translation import gettext as _

from ledger import export, kit
from ledger.checkpoint import read
from ledger.log import proofs as log_proofs
from ledger.models import Checkpoint, Event, Key
from people import clock

RECENT = timedelta(days=2)
MANY = 400


class NotYet(Exception):
    """The proofs are not there yet; the text says what to do."""


def proofs(uid, withhold=frozenset(), kept=()) -> dict[str, bytes]:
    """The files under proof/, and the kit. `kept`: sizes of checkpoints that somebody holds."""
    checkpoint = read.latest()
    places = log_proofs.inclusion(uid, checkpoint.size) if checkpoint else []
    lines = list(export.lines(uid, withhold))
    if not lines or len(places) < len(lines):
        raise NotYet(_("没有生成卷宗包：这个事项最新的留痕还没有写入签名的检查点。请一分钟后再试。"))
    return {
        "proof/events.jsonl": _lines(lines),
        "proof/places.jsonl": _lines(json.dumps(_place(one)) for one in places),
        "proof/checkpoint.txt": checkpoint.note.encode(),
        "proof/consistency.jsonl": _lines(extensions(checkpoint, kept)),
        "proof/keys.txt": _lines(Key.objects.order_by("pk").values_list("vkey", flat=True)),
        "verify.py": kit.text().encode(),
    }


def _place(one):
    return {"seq": one.seq, "place": one.place, "path": [digest.hex() for digest in one.path]}


def extensions(checkpoint, kept=()):
    """A line for each earlier checkpoint that somebody may hold: the recent ones, the last of each day, and `kept`."""
    sizes = {*_worth_keeping(checkpoint), *kept}
    for size in sorted(size for size in sizes if 0 < size < checkpoint.size):
        path = log_proofs.consistency(size, checkpoint.size)
        yield json.dumps({"from": size, "to": checkpoint.size, "path": [digest.hex() for digest in path]})


def _worth_keeping(checkpoint):
    last_of_day = {}
    for at, size in Checkpoint.objects.order_by("pk").values_list("at", "size"):
        last_of_day[at.astimezone(clock.CHINA).date()] = size
    recent = Checkpoint.objects.filter(at__gte=checkpoint.at - RECENT).order_by("-pk").values_list("size", flat=True)
    return {*list(last_of_day.values())[-MANY:], *recent[:MANY]}


def _lines(lines):
    return "".join(f"{line}\n" for line in lines).encode()


def last_seq(uid) -> int:
    """How many events a chain has."""
    return Event.objects.filter(uid=uid).order_by("-seq").values_list("seq", flat=True).first() or 0
