"""Event format 1: the bytes that are hashed. Pure functions over stored text, no database."""

import hmac
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter, itemgetter
from uuid import UUID

from django.utils.functional import Promise

DOMAIN = b"duban-event-1"
PRIVATE = "*"
HEADS = (
    "at", "kind", "actor_id", "actor_name", "for_id", "for_name", "came_from", "went_to", "item_id", "key",
)  # fmt: skip
_NAME = re.compile(r"[\w.-]{1,79}")
_AT = tuple("@" + name for name in HEADS)
_LISTED, _COLUMNS = itemgetter(*HEADS), attrgetter(*HEADS)
BLOCK = 64  # bytes that SHA-256 takes at a time; HMAC fills its key up to that
_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal | Promise):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in an event")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain).encode


@lru_cache(maxsize=4096)
def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a field name: {name!r}")
    return name


def texts(fields: dict) -> dict[str, str]:
    """Each value as the JSON text that is stored and hashed."""
    return {_checked(name): _encode(value) for name, value in fields.items()}


def join(values: dict[str, str]) -> str:
    """The stored body: a JSON object, one field per line."""
    if not values:
        return "{}"
    return "{\n" + ",\n".join([f'"{name}":{text}' for name, text in values.items()]) + "\n}"


def split(body: str) -> dict[str, str]:
    """The value texts of a stored body, exactly as they stand there."""
    if body == "{}":
        return {}
    lines = [line.partition(":") for line in body[2:-2].split(",\n")]
    return {name[1:-1]: text for name, _, text in lines}


def instant(at: datetime) -> str:
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return at.isoformat("T", "microseconds")[:-6] + "Z"


def heads(values: dict) -> dict[str, str]:
    """The head columns as text; an empty one is absent, which the list of commitments fixes too."""
    return _heads(_LISTED(values))


def heads_of(event) -> dict[str, str]:
    """The same of an event, or of its row as it was read."""
    return _heads(_COLUMNS(event))


def _heads(values):
    found = {name: str(one) for name, one in zip(_AT, values, strict=True) if one is not None and one != ""}
    if values[0] is not None:
        found["@at"] = instant(values[0])
    return found


def field_salt(event_salt: bytes, name: str) -> bytes:
    return hmac.digest(event_salt, name.encode(), "sha256")


def commitment(salt: bytes, name: str, text: str) -> str:
    return sha256(salt + _framed(name)[1] + text.encode()).hexdigest()


def commitments(event_salt: bytes, values: dict[str, str]) -> list[tuple[str, str]]:
    """Each name with `commitment(field_salt(event_salt, name), name, text)`.

    Nearly all the time of a verification passes here. HMAC is two hashes behind two fixed blocks, and is written out:
    to hash those blocks with the name is three times as fast as to make an HMAC for each.
    """
    if len(event_salt) > BLOCK:
        return [(name, commitment(field_salt(event_salt, name), name, text)) for name, text in values.items()]
    key = event_salt.ljust(BLOCK, b"\0")
    inner, outer, framed, found = key.translate(_INNER), key.translate(_OUTER), _framed, []
    for name, text in values.items():
        raw, head = framed(name)
        salt = sha256(outer + sha256(inner + raw).digest()).digest()
        found.append((name, sha256(salt + head + text.encode()).hexdigest()))
    return found


@lru_cache(maxsize=4096)
def _framed(name):
    raw = name.encode()
    return raw, len(raw).to_bytes(2, "big") + raw


def listed(pairs) -> str:
    """The stored list of commitments."""
    return "[" + ",".join([f'["{name}","{digest}"]' for name, digest in pairs]) + "]"


def first(uid: UUID) -> bytes:
    """What stands in the first event of a chain as the hash before it."""
    return sha256(uid.bytes).digest()


def digest(uid: UUID, seq: int, previous: bytes, commitments: str) -> bytes:
    return sha256(DOMAIN + uid.bytes + seq.to_bytes(8, "big") + previous + commitments.encode()).digest()
