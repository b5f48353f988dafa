"""The text of a checkpoint and of its signatures (C2SP tlog-checkpoint and signed-note). Standard library only."""

from base64 import b64decode, b64encode
from binascii import Error
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

ED25519 = b"\x01"
DASH = "— "
ALGORITHMS = {ED25519: "ed25519"}


class Bad(ValueError):
    """A text that is no checkpoint, or no key."""


class Signature(NamedTuple):
    """One line below the text."""

    name: str
    key_id: bytes
    value: bytes


class Note(NamedTuple):
    """A checkpoint that was taken apart; `text` is what the signatures are over."""

    origin: str
    size: int
    root: bytes
    more: tuple[str, ...]
    text: str
    signatures: tuple[Signature, ...]


class Verifier(NamedTuple):
    """A public key with its name."""

    name: str
    key_id: bytes
    algorithm: str
    public: bytes


def body(origin: str, size: int, root: bytes, more=()) -> str:
    """The text that is signed."""
    return "".join(f"{line}\n" for line in (origin, size, b64encode(root).decode(), *more))


def moment(at: datetime) -> str:
    """A time as checkpoints write it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def signed(text: str, signatures) -> str:
    """The text with its signatures below."""
    lines = [f"{DASH}{name} {b64encode(key_id + value).decode()}\n" for name, key_id, value in signatures]
    return f"{text}\n{''.join(lines)}"


def parse(note: str) -> Note:
    """Take a signed checkpoint apart; refuse whatever is not exactly one."""
    text, gap, below = note.rpartition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not all(lines) or not below.endswith("\n"):
        raise Bad("not a checkpoint")
    origin, size, root, *more = lines
    if not size.isascii() or not size.isdigit() or str(int(size)) != size:
        raise Bad("not a size")
    digest = _bytes(root)
    if len(digest) != 32:
        raise Bad("not a root")
    signatures = tuple(_signature(line) for line in below[:-1].split("\n"))
    return Note(origin, int(size), digest, tuple(more), text + "\n", signatures)


def _signature(line):
    dash, name, value = line[:2], *line[2:].partition(" ")[::2]
    raw = _bytes(value)
    if dash != DASH or not name or len(raw) < 5:
        raise Bad("not a signature")
    return Signature(name, raw[:4], raw[4:])


def _bytes(text):
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError) as error:
        raise Bad("not base64") from error


def key_id(name: str, kind: bytes, public: bytes) -> bytes:
    """What a signature line names its key by."""
    return sha256(name.encode() + b"\n" + kind + public).digest()[:4]


def vkey(name: str, public: bytes, kind=ED25519) -> str:
    """A public key as one line, to be given to an auditor."""
    return f"{name}+{key_id(name, kind, public).hex()}+{b64encode(kind + public).decode()}"


def verifier(line: str) -> Verifier:
    """Read such a line."""
    name, hexed, value = line.strip().split("+", 2) if line.count("+") >= 2 else ("", "", "")
    raw = _bytes(value)
    kind, public = raw[:1], raw[1:]
    if not name or kind not in ALGORITHMS or len(public) != 32 or key_id(name, kind, public).hex() != hexed:
        raise Bad("not a key")
    return Verifier(name, bytes.fromhex(hexed), ALGORITHMS[kind], public)
