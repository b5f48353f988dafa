"""Event format 2: hashed like format 1, but what can be computed again from the row is not stored.

The row keeps the salt of its clear fields, a mark of each of their commitments, which tells an altered field from the
others, and the commitments of private fields, which nothing could restore once the value is erased.
Pure functions over stored text, no database.
"""

from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from ledger import format1
from ledger.format1 import HEADS

DOMAIN = b"duban-event-2"
SALT = 16  # bytes of an event's salt
MARK = 3  # bytes of a commitment that stay in the row
COLUMNS = 2  # bytes that say which head columns are filled


def clear(salt: bytes, values: dict[str, str]) -> list[tuple[str, str]]:
    """The commitments of head columns and clear fields."""
    return format1.commitments(salt, values)


def marks(pairs) -> bytes:
    """Which head columns are filled, and the first bytes of each clear commitment."""
    first = 2 * MARK
    return _filled(frozenset([name for name, _ in pairs])) + bytes.fromhex("".join([one[:first] for _, one in pairs]))


@lru_cache(maxsize=4096)
def _filled(names):
    filled = sum(1 << n for n, name in enumerate(HEADS) if "@" + name in names)
    return filled.to_bytes(COLUMNS, "big")


def digest(uid: UUID, seq: int, previous: bytes, commitments: str) -> bytes:
    """The hash of an event; `commitments` is the whole list, clear and private, as format 1 would store it."""
    return sha256(DOMAIN + uid.bytes + seq.to_bytes(8, "big") + previous + commitments.encode()).digest()


def fault(stored: bytes, pairs) -> str:
    """The name of the first field that does not open to its mark, "body" if none can be named, "" if all do."""
    found = marks(pairs)
    if found == stored:
        return ""
    filled, kept = int.from_bytes(stored[:COLUMNS], "big"), stored[COLUMNS:]
    present = {name for name, _ in pairs}
    for n, name in enumerate(HEADS):
        if bool(filled >> n & 1) != ("@" + name in present):
            return "@" + name
    known = [kept[at : at + MARK] for at in range(0, len(kept), MARK)]
    for n, (name, commitment) in enumerate(pairs):
        if known[n : n + 1] != [bytes.fromhex(commitment[: 2 * MARK])]:
            return name if len(known) <= len(pairs) else "body"
    return "body"
