"""Notes of where every chain ended, to be kept by somebody else.

A chain that was rewritten from some point on agrees with itself. It no longer agrees with a note taken before.
"""

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import OuterRef, Subquery

from ledger.format1 import instant
from ledger.models import Event, Head
from ledger.verify import verify
from people import clock

TITLE = "duban-heads-1"


class Fault(NamedTuple):
    """A chain that does not agree with itself (`broken`) or with the note (`missing`, `rewritten`)."""

    uid: UUID
    seq: int
    why: str


class Damaged(ValueError):
    """The note itself is not whole."""


def chains():
    """The uid of every chain that has events, or should have: one whose events are all gone is not forgotten."""
    kept = [model.objects.values_list("uid") for model in (Event, Head)]
    if apps.is_installed("workflows"):
        kept.append(apps.get_model("workflows", "Case")._base_manager.values_list("uid"))
    return kept[0].union(*kept[1:])


def take(at=None):
    """Yield the lines of a note: a title with the moment, one line per chain, and the hash of all that."""
    last = Event.objects.filter(uid=OuterRef("uid")).order_by("-seq").values("seq")[:1]
    rows = Event.objects.filter(seq=Subquery(last)).order_by("uid").values_list("uid", "seq", "hash")
    total = sha256()
    for line in (f"{TITLE} {instant(at or clock.now())}", *_lines(rows)):
        total.update(line.encode() + b"\n")
        yield line
    yield f"sha256 {total.hexdigest()}"


def _lines(rows):
    for uid, seq, digest in rows.iterator():
        yield f"{uid} {seq} {bytes(digest).hex()}"


def compare(lines):
    """Yield a Fault for each chain of the note that was cut, rewritten or removed since; later events are lawful."""
    for uid, seq, digest in read(lines):
        found = Event.objects.filter(uid=uid, seq=seq).values_list("hash", flat=True).first()
        if found is None:
            yield Fault(uid, seq, "missing")
        elif bytes(found) != digest:
            yield Fault(uid, seq, "rewritten")


def broken():
    """Yield a Fault for each chain that does not verify by itself."""
    for (uid,) in chains():
        verdict = verify(uid)
        if not verdict.ok:
            yield Fault(uid, verdict.broken_at or 0, verdict.why)


def read(lines):
    """Parse a note; refuse one that was altered or cut."""
    *said, end = [line.rstrip("\n") for line in lines] or [""]
    whole = sha256("".join(line + "\n" for line in said).encode()).hexdigest()
    if not said or not said[0].startswith(TITLE + " ") or end != f"sha256 {whole}":
        raise Damaged(end)
    rows = [line.split(" ") for line in said[1:]]
    return [(UUID(uid), int(seq), bytes.fromhex(digest)) for uid, seq, digest in rows]
