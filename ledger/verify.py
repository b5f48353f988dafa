"""Recompute a chain from stored bytes and say where it is broken."""

from itertools import groupby
from typing import NamedTuple

from django.apps import apps

from ledger import format1
from ledger.checking import Broken, check
from ledger.models import Event, Head, Salt


class Verdict(NamedTuple):
    """`why` names the first fault: gap, previous, hash, format, body, salt, head, missing or `field NAME`."""

    ok: bool
    checked: int
    broken_at: int | None
    erased: list[tuple[int, str]]
    why: str = ""


def verify(uid, head=None) -> Verdict:
    """Check the chain of `uid`, and that it ends at `head` (seq, hash); by default the end that the case keeps."""
    salts = _salts(uid)
    previous, seq, erased = format1.first(uid), 0, []
    for event in Event.objects.filter(uid=uid).order_by("seq").iterator(chunk_size=500):
        try:
            erased += check(event, seq + 1, previous, salts.pop(event.seq, {}))
        except Broken as fault:
            return Verdict(False, seq, event.seq, erased, str(fault))
        previous, seq = bytes(event.hash), event.seq
    return _ending(uid, head or _head(uid), previous, seq, erased, salts)


def _ending(uid, head, previous, seq, erased, left):
    if not seq and not head:
        return Verdict(False, 0, None, [], "missing")
    if head and (head[0], bytes(head[1])) != (seq, previous):
        return Verdict(False, seq, min(head[0], seq) + 1 if head[0] != seq else seq, erased, "head")
    if left:
        return Verdict(False, seq, min(left), erased, "salt")
    return Verdict(True, seq, None, erased)


def _head(uid):
    kept = Head.objects.filter(uid=uid).values_list("seq", "hash").first()
    if kept or not apps.is_installed("workflows"):
        return kept
    try:
        cases = apps.get_model("workflows", "Case")
    except LookupError:
        return None
    return cases._base_manager.filter(uid=uid).values_list("head_seq", "head_hash").first()


def _salts(uid):
    rows = Salt.objects.filter(uid=uid).order_by("seq").values_list("seq", "name", "salt", "value")
    return {
        seq: {name: (bytes(salt), value) for _, name, salt, value in group}
        for seq, group in groupby(rows, key=lambda row: row[0])
    }
