"""An append-only file, on storage of somebody else. What stands there already must agree with the log."""

import os
from pathlib import Path

from ledger.checkpoint import text
from ledger.log import merkle, proofs

TAIL = 64 * 1024


class Other(Exception):
    """The file holds a checkpoint that the log does not begin with."""

    def __init__(self, was):
        super().__init__(was)
        self.was = was


def append(path: str, checkpoint) -> None:
    """Add a checkpoint at the end and wait until it is on the disk; the file is never read as ours to change."""
    if last := newest(path):
        _compare(last, checkpoint)
        if last.size == checkpoint.size:
            return
    # Opened for appending only: on storage that permits nothing else this is all we may do.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        os.write(handle, (checkpoint.note + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def newest(path: str):
    """The last checkpoint of the file; None where it cannot be read, for some storage only takes."""
    try:
        with Path(path).open("rb") as found:
            found.seek(max(0, found.seek(0, os.SEEK_END) - TAIL))
            raw = found.read().decode(errors="replace")
    except OSError:
        return None
    blocks = raw.rstrip("\n").split("\n\n")
    if len(blocks) < 2:
        return None
    try:
        return text.parse(f"{blocks[-2].lstrip()}\n\n{blocks[-1]}\n")
    except text.Bad:
        return None


def _compare(last, checkpoint):
    if last.origin != checkpoint.origin or last.size > checkpoint.size:
        raise Other(last.size)
    path = proofs.consistency(last.size, checkpoint.size)
    if not merkle.extends(last.size, last.root, checkpoint.size, bytes(checkpoint.root), path):
        raise Other(last.size)
