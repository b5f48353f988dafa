"""The Merkle tree of RFC 6962: hashes, proofs and their verification. Pure; `at(level, index)` gives whole subtrees."""

from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


class Edge:
    """The whole subtrees that a tree consists of, the largest first: enough to append and to know the root."""

    def __init__(self, size=0, hashes=()):
        self.size, self.hashes = size, list(hashes)

    def push(self, digest: bytes) -> None:
        """Append one leaf hash."""
        size = self.size
        while size & 1:
            digest = node(self.hashes.pop(), digest)
            size >>= 1
        self.hashes.append(digest)
        self.size += 1

    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY
        *rest, found = self.hashes
        for left in reversed(rest):
            found = node(left, found)
        return found


def edge(size: int, at) -> Edge:
    """The edge of a tree of which every whole subtree can be asked for."""
    return Edge(size, [at(level, index) for level, index in parts(0, size)])


def parts(start: int, end: int):
    """The whole subtrees (level, index) that cover [start, end), left to right; `start` begins a subtree that large."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def span(start: int, end: int, at) -> bytes:
    """The hash of the leaves [start, end), which a proof names as one."""
    return Edge(end - start, [at(*part) for part in parts(start, end)]).root()


def inclusion(index: int, size: int, at) -> list[bytes]:
    """The hashes that lead from a leaf to the root of the tree of `size`, the leaf's neighbour first."""
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(span(middle, end, at))
            end = middle
        else:
            path.append(span(start, middle, at))
            start = middle
    return path[::-1]


def consistency(old: int, size: int, at) -> list[bytes]:
    """The hashes that show the tree of `size` to begin with the tree of `old`."""
    if not 0 < old < size:
        return []
    start, end, path, whole = 0, size, [], True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(span(middle, end, at))
            end = middle
        else:
            path.append(span(start, middle, at))
            start, whole = middle, False
    return path[::-1] if whole else [span(start, end, at), *path[::-1]]


def _split(count):
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


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
        return not path and old_root == EMPTY
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
