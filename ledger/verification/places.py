"""The log: every place has its event, the tree over them is the stored one and the one that was signed."""

from datetime import timedelta
from uuid import UUID

from ledger.log import leaf, merkle
from ledger.log.tiles import WIDTH, Growing
from ledger.models import Event, Log, Place, Tile
from ledger.statements import rows
from ledger.verification import reading
from ledger.verification.faults import Fault

CHUNK = 2_000
SLACK = timedelta(minutes=10)  # a long transaction, clocks of several machines
_JOINED = (
    "SELECT p.place, p.uid, p.seq, e.hash, e.at FROM ledger_place p "
    "LEFT JOIN ledger_event e ON e.uid = p.uid AND e.seq = p.seq WHERE p.place >= %s ORDER BY p.place LIMIT %s"
)


class Walk:
    """Walks the log once, from the first place to the last."""

    def __init__(self, signed, count, backdating=True):
        """`signed`: size → what was signed at that size (root, at); `count(n)` is told of the progress."""
        self.signed, self.count, self.backdating = signed, count, backdating
        self.edge, self.tiles, self.bad = merkle.Edge(), Tree(), False
        self.newest = None  # the moment of the last checkpoint passed

    def faults(self):
        for place, uid, seq, digest, at in self._rows():
            if place != self.edge.size:
                yield Fault("place", uid, seq, place=self.edge.size)
                return
            yield from self._one(place, uid, seq, digest, at)
            if digest is None:
                return
        yield from self._end()

    def _rows(self):
        start = 0
        while found := _page(start):
            yield from found
            self.count(len(found))
            start = found[-1][0] + 1

    def _one(self, place, uid, seq, digest, at):
        if digest is None:
            yield Fault("gone", uid, seq, place=place)
            return
        if self.backdating and self.newest and at < self.newest - SLACK:
            yield Fault("late", uid, seq, place=place)
        hashed = leaf.of(uid, digest)
        if not self.bad and self.tiles.stored(place) != hashed:
            self.bad = True  # later ones may differ for the same reason
            yield Fault("leaf", uid, seq, place=place)
        self.edge.push(hashed)
        self.tiles.push(hashed)
        if self.edge.size in self.signed:
            yield from self._signed(self.signed[self.edge.size])

    def _signed(self, signed):
        root, at, before = signed
        self.newest = max(filter(None, (self.newest, at)), default=None)
        if root != self.edge.root() and not self.bad:
            self.bad = True
            yield Fault("root", place=self.edge.size - 1, more=f"{before + 1}–{self.edge.size}")

    def _end(self):
        size = Log.objects.values_list("size", flat=True).first() or 0
        if size != self.edge.size:
            yield Fault("log", place=self.edge.size, more=str(size))
        if not self.bad and not self.tiles.as_stored():
            yield Fault("tile")
        for asked in sorted(self.signed):
            if asked > self.edge.size:
                yield Fault("shorter", place=self.edge.size, more=str(asked))
                return


def _page(start):
    """A page of the log."""
    found = rows(_JOINED, [start, CHUNK])
    return [(place, _uid(uid), seq, digest, reading.moment(at)) for place, uid, seq, digest, at in found]


def _uid(value):
    return UUID(value) if isinstance(value, str) else value


class Tree:
    """The tiles as they are, and as they should be; the lowest level is compared tile by tile and forgotten."""

    def __init__(self):
        self._made, self._at, self._row = Growing(0, empty=True), -1, b""

    def stored(self, place):
        """The leaf that is stored for a place."""
        number, offset = divmod(place, WIDTH)
        if number != self._at:
            found = Tile.objects.filter(level=0, number=number).values_list("hashes", flat=True).first()
            self._at, self._row = number, bytes(found or b"")
        return self._row[offset * 32 : offset * 32 + 32]

    def push(self, digest):
        self._made.push(digest)
        if self._made.size % WIDTH == 0:
            del self._made.rows[0, self._made.size // WIDTH - 1]

    def as_stored(self):
        """Whether all levels above are as they should be. What lies beyond the end of the log is not looked at."""
        for (level, number), hashes in self._made.rows.items():
            found = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
            if bytes(found or b"")[: len(hashes)] != bytes(hashes):
                return False
        return True


def unplaced():
    """Yield events that were passed over: a later one of their chain has its place."""
    found = rows(
        "SELECT e.uid, e.seq FROM ledger_event e WHERE NOT EXISTS "
        "(SELECT 1 FROM ledger_place p WHERE p.uid = e.uid AND p.seq = e.seq) "
        "AND EXISTS (SELECT 1 FROM ledger_place q WHERE q.uid = e.uid AND q.seq > e.seq) "
        "ORDER BY e.uid, e.seq LIMIT 1",
        [],
    )
    return (Fault("unplaced", _uid(one), seq) for one, seq in found)


def total():
    return Event.objects.count() + Place.objects.count()
