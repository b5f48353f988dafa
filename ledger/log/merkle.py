"""The Merkle tree of RFC 6962: its edge and its proofs. Pure; `at(level, index)` gives whole subtrees."""

from hashlib import sha256

from ledger.kit.merkle import extends, leaf, node, root_of

__all__ = ["EMPTY", "Edge", "consistency", "edge", "extends", "inclusion", "leaf", "node", "root_of", "span"]
EMPTY = sha256(b"").digest()


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
