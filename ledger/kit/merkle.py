"""The Merkle tree of RFC 6962: hashes, and what proofs prove."""

import hashlib


def leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(digest: bytes, index: int, size: int, path) -> bytes | None:
    """The root that an inclusion proof leads to; None where the proof has not the length that it must have."""
    if not 0 <= index < size:
        return None
    last = size - 1
    for sibling in path:
        if last == 0:
            return None
        if index & 1 or index == last:
            digest = node(sibling, digest)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            digest = node(digest, sibling)
        index, last = index >> 1, last >> 1
    return digest if last == 0 else None


def extends(old: int, old_root: bytes, size: int, root: bytes, path) -> bool:
    """Whether a consistency proof shows that nothing of the older tree was changed."""
    if old == size:
        return not path and old_root == root
    if old == 0:
        return not path and old_root == hashlib.sha256().digest()
    if not 0 < old < size:
        return False
    path = list(path) if old & (old - 1) else [old_root, *path]
    return bool(path) and _both(old - 1, size - 1, path) == (old_root, root)


def _both(index, last, path):
    """The older and the newer root that a consistency proof leads to."""
    while index & 1:
        index, last = index >> 1, last >> 1
    older = newer = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if index & 1 or index == last:
            older, newer = node(sibling, older), node(sibling, newer)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            newer = node(newer, sibling)
        index, last = index >> 1, last >> 1
    return (older, newer) if last == 0 else None
