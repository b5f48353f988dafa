"""One verification from beginning to end, on one view of the database, whatever is written meanwhile."""

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain

from django.db import connection, transaction

from ledger.models import Event, Log
from ledger.verification import chains, more, places
from ledger.verification.checkpoints import Signed

MOST = 100  # faults that are listed; the first is what matters


@dataclass
class Report:
    """What was found."""

    events: int = 0
    size: int = 0
    seconds: float = 0.0
    faults: list = field(default_factory=list)

    @property
    def rate(self):
        """Events in a second."""
        return self.events / self.seconds if self.seconds else 0


def run(held=(), keys=(), tell=lambda done, total: None) -> Report:
    """Check everything. `tell` hears how far it is."""
    report, begun = Report(), time.monotonic()
    with snapshot():
        report.events, report.size = Event.objects.count(), Log.objects.values_list("size", flat=True).first() or 0
        meter = Meter(report.events + report.size, tell)
        for fault in _faults(Signed(held, keys), meter):
            report.faults.append(fault)
            if len(report.faults) >= MOST:
                break
        meter.end()
    report.seconds = time.monotonic() - begun
    return report


def _faults(signed, meter):
    simulated = signed.origin.startswith("simulated.")
    walk = places.Walk(signed.at_size, meter, backdating=not simulated)  # a demonstration moves its clock
    return chain(
        chains.faults(meter), walk.faults(), places.unplaced(), iter(signed.faults), *(one() for one in more.CHECKS)
    )


class Meter:
    """Counts, and tells now and then."""

    def __init__(self, total, tell):
        self.done, self.total, self._tell, self._told = 0, total, tell, 0

    def __call__(self, count):
        self.done += count
        if self.done - self._told >= max(self.total // 200, 500):
            self._told = self.done
            self._tell(min(self.done, self.total), self.total)

    def end(self):
        self._tell(self.total, self.total)


@contextmanager
def snapshot():
    """One view of everything, without keeping writers waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django would begin IMMEDIATE here, which takes the one write lock for as long as this lasts.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
