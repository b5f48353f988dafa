"""The stored hashes of the tree, 256 in a row; everything between is computed when it is asked for."""

from functools import lru_cache

from ledger.log import merkle
from ledger.statements import rows

WIDTH, HEIGHT = 256, 8
_SOME = "SELECT level, number, hashes FROM ledger_tile WHERE (level, number) IN (VALUES {})"


class Tiles:
    """Reads the tiles it needs and remembers them; made anew for each question."""

    def __init__(self):
        self._known = {}

    def fetch(self, wanted) -> None:
        """Read several tiles at once."""
        wanted = set(wanted) - self._known.keys()
        if not wanted:
            return
        self._known |= dict.fromkeys(wanted, b"")
        named = ", ".join(f"({level:d}, {number:d})" for level, number in wanted)
        for level, number, hashes in rows(_SOME.format(named), []):
            self._known[level, number] = bytes(hashes)

    def row(self, level, number) -> bytes:
        self.fetch([(level, number)])
        return self._known[level, number]

    def at(self, level: int, index: int) -> bytes:
        """The hash of a whole subtree."""
        above = level % HEIGHT
        first = index << above
        number, offset = divmod(first, WIDTH)
        hashes = self.row(level // HEIGHT, number)
        if len(hashes) < (offset + (1 << above)) * 32:
            raise LookupError(f"tile {level // HEIGHT}/{number} is too short")
        return _inner(hashes)[above][offset >> above]


@lru_cache(maxsize=512)
def _inner(hashes):
    """The levels within a tile, the stored one first; of an incomplete tile as far as they are whole."""
    levels = [[hashes[place : place + 32] for place in range(0, len(hashes), 32)]]
    for _height in range(HEIGHT - 1):
        below = levels[-1]
        levels.append([merkle.node(*below[n : n + 2]) for n in range(0, len(below) - 1, 2)])
    return levels


def needed(size: int):
    """The tiles at the right edge of a tree of this size."""
    return [(level // HEIGHT, (index << level % HEIGHT) // WIDTH) for level, index in merkle.parts(0, size)]


def around(index: int, size: int):
    """The tiles that a proof about one leaf needs."""
    found, level, number = set(needed(size)), 0, index // WIDTH
    while (WIDTH ** (level + 1)) <= size * WIDTH:
        found.add((level, number))
        level, number = level + 1, number // WIDTH
    return found


class Growing:
    """Tiles to which leaves are appended; `rows` are those that changed."""

    def __init__(self, size: int, empty=False):
        """`empty`: made anew from nothing, whatever is stored."""
        self.size, self.rows, self._tiles = size, {}, Tiles()
        if not empty:
            self._tiles.fetch((level, (size >> HEIGHT * level) // WIDTH) for level in range(8))
        self._empty = empty

    def push(self, digest: bytes) -> None:
        self.size += 1
        self._put(0, self.size - 1, digest)

    def _put(self, level, index, digest):
        key = (level, index // WIDTH)
        found = self.rows[key] if key in self.rows else bytearray(b"" if self._empty else self._tiles.row(*key))
        # A tile may be longer than the log says after a write that was cut off; what follows is written anew.
        del found[index % WIDTH * 32 :]
        if len(found) != index % WIDTH * 32:
            raise LookupError(f"tile {level}/{key[1]} is too short")
        found += digest
        self.rows[key] = found
        if len(found) == WIDTH * 32:
            self._put(level + 1, index // WIDTH, _root(found))


def _root(hashes):
    edge = merkle.Edge()
    for place in range(0, len(hashes), 32):
        edge.push(bytes(hashes[place : place + 32]))
    return edge.root()
