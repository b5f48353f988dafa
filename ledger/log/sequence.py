"""Gives every event its place in the log, after its transaction has ended and without touching its case.

Whoever holds the log's row is the only one; when nobody does, or somebody died, the next who looks goes on. Which
events are new is asked of the database by what it numbers itself: PostgreSQL its transactions, SQLite its rows.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction

from ledger.log import leaf
from ledger.log.tiles import Growing
from ledger.models_log import Log, Place, Tile
from ledger.statements import rows

BATCH = 5_000
_UNPLACED = (
    "SELECT e.uid, e.seq, e.hash, {born} FROM ledger_event e WHERE {since} AND NOT EXISTS "
    "(SELECT 1 FROM ledger_place p WHERE p.uid = e.uid AND p.seq = e.seq) ORDER BY {born} LIMIT {limit}"
)
_XACT = "coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0)"
_NEXT = f"greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint, {_XACT} + 1)"
_UPTO = {
    "postgresql": "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
    "sqlite": "SELECT coalesce(max(rowid), 0) FROM ledger_event",
}


def origin(simulated: bool) -> str:
    """A name that no other log has; one of a demonstration says so in every checkpoint."""
    return f"{'simulated.' if simulated else ''}duban.log/{uuid4().hex}"


def begin() -> Log:
    """The log of this database, made when it is first asked for."""
    simulated = settings.DEMO
    made = {"simulated": simulated, "origin": origin(simulated)}
    return Log.objects.get_or_create(pk=1, defaults=made)[0]


@dataclass
class Sequencer:
    """Remembers up to where everything has its place, so that each look is short. A new one looks at everything."""

    since: int = 0
    size: int = -1

    def run(self) -> int:
        """Place all that waits; returns how many events it were."""
        placed = 0
        while taken := self.take():
            placed += taken
            if taken < BATCH:
                break
        return placed

    def take(self, limit=BATCH) -> int:
        """Place one batch; 0 when nothing waits or somebody else is at it."""
        if Log.objects.filter(size__lt=self.size).exists():  # a backup was brought back
            self.since = 0
        if not self._look(1):
            return 0
        begin()
        with transaction.atomic():
            log = Log.objects.select_for_update(skip_locked=True).filter(pk=1).first()
            if log is None:
                return 0
            found = self._unplaced(limit)[0]
            if found:
                self._place(log, found)
        self.size = log.size
        return len(found)

    def _look(self, limit):
        """Whether anything waits. Asked without a lock, for mostly nothing does."""
        found, since = self._unplaced(limit)
        if not found:
            self.since = since
        return bool(found)

    def _unplaced(self, limit):
        """What has no place yet, and up to where everything will have one if that is nothing."""
        ((upto,),) = rows(_UPTO[connection.vendor], [])
        if connection.vendor == "postgresql":
            # Numbers beyond the newest transaction came with a backup from another server and have their place.
            since = f"e.born >= {self.since} AND e.born < {_NEXT}" if self.since else "true"
            return rows(_UNPLACED.format(born="e.born", since=since, limit=limit), []), upto
        return rows(_UNPLACED.format(born="e.rowid", since=f"e.rowid > {self.since}", limit=limit), []), upto

    def _place(self, log, found):
        growing, places = Growing(log.size), []
        for uid, seq, digest, _born in _in_turn(found):
            places.append(Place(place=growing.size, uid=uid, seq=seq))
            growing.push(leaf.of(uid, digest))
        Place.objects.bulk_create(places, batch_size=1000)
        _store(growing.rows)
        log.size = growing.size
        log.save(update_fields=["size"])


def _in_turn(found):
    """Events of one chain in their order: two transactions may have been numbered before the first had its turn."""
    found = [(uid if isinstance(uid, UUID) else UUID(uid), *rest) for uid, *rest in found]
    turn = {}
    for row in found:
        turn.setdefault(row[0], []).append(row)
    waiting = {uid: iter(sorted(of_chain, key=lambda row: row[1])) for uid, of_chain in turn.items()}
    return [next(waiting[row[0]]) for row in found]


def _store(changed):
    # Tiles are made of the events and can be made again; only the last of each level ever changes.
    Tile.objects.bulk_create(
        [Tile(level=level, number=number, hashes=bytes(hashes)) for (level, number), hashes in changed.items()],
        update_conflicts=True, unique_fields=["level", "number"], update_fields=["hashes"], batch_size=200,
    )  # fmt: skip
