"""Writes the ZIP: every file is hashed while it is written, and the manifest comes last."""

import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from ledger import kit
from ledger.checkpoint import text
from ledger.pack.proving import proofs
from people import clock

FORMAT = "duban-pack-1"
STAMP = (1980, 1, 1, 0, 0, 0)  # the time at which somebody made a file is nobody's business


@dataclass
class File:
    """One file of a pack. With `seq` and `field` it is said to be the one that this field of this event names."""

    path: str
    content: bytes | Callable[[], Iterable[bytes]]
    seq: int | None = None
    field: str | None = None
    derived: bool = False

    def chunks(self):
        return [self.content] if isinstance(self.content, bytes) else self.content()


def write(out, uid, files=(), *, variant="full", withhold=frozenset(), kept=(), at=None) -> dict:
    """Write a pack to a path or an open file; returns its manifest."""
    proving = proofs(uid, withhold, kept)
    checkpoint = text.parse(proving["proof/checkpoint.txt"].decode())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        rows = [_put(pack, file) for file in [*files, *(File(path, content) for path, content in proving.items())]]
        manifest = {
            "pack": FORMAT, "variant": variant, "uid": uid.hex, "events": proving["proof/events.jsonl"].count(b"\n"),
            "size": checkpoint.size, "origin": checkpoint.origin,
            "simulated": checkpoint.origin.startswith("simulated."),
            "made_at": (at or clock.now()).isoformat(timespec="seconds"), "files": rows,
        }  # fmt: skip
        pack.writestr(_info("pack.json"), json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _put(pack, file):
    digest, size = sha256(), 0
    with pack.open(_info(file.path), "w", force_zip64=True) as entry:
        for chunk in file.chunks():
            digest.update(chunk)
            size += len(chunk)
            entry.write(chunk)
    row = {"path": file.path, "size": size, "sha256": digest.hexdigest()}
    named = {"seq": file.seq, "field": file.field} if file.field is not None else {}
    return row | named | ({"derived": True} if file.derived else {})


def _info(path):
    info = zipfile.ZipInfo(path, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def check(path, key: str, kept: str = "", simulated=False) -> list[str]:
    """Let the kit check a pack, as an auditor would; returns its report, or raises the kit's own `Wrong`."""
    scope = {"__name__": "kit"}
    exec(compile(kit.text(), "verify.py", "exec"), scope)  # noqa: S102 - our own text, the very one that is given away
    return scope["check"](path, key, kept, simulated)[1]
