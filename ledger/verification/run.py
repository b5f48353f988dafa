"""One verification from beginning to end, on one view of the database, whatever is written meanwhile."""

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from threading import Lock

from django.db import connection, transaction

from ledger.models import Event, Log
from ledger.verification import chains, more, places, ranges
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


def run(held=(), keys=(), tell=lambda done, total: None, processes=0) -> Report:
    """Check everything. `tell` hears how far it is; `processes` share the chains, by default as many as pay."""
    report, begun = Report(), time.monotonic()
    inside = connection.in_atomic_block  # what is not committed, other processes do not see
    with snapshot():
        report.events, report.size = Event.objects.count(), Log.objects.values_list("size", flat=True).first() or 0
        meter = Meter(report.events + report.size, tell)
        parts = 1 if inside else processes or ranges.workers(report.events)
        for fault in _faults(Signed(held, keys), meter, parts, report.events):
            report.faults.append(fault)
            if len(report.faults) >= MOST:
                break
        meter.end()
    report.seconds = time.monotonic() - begun
    return report


def _faults(signed, meter, parts, events):
    simulated = signed.origin.startswith("simulated.")
    walk = places.Walk(signed.at_size, meter, backdating=not simulated)  # a demonstration moves its clock
    rest = chain(walk.faults(), places.unplaced(), iter(signed.faults), *(one() for one in more.CHECKS))
    if parts == 1:
        return chain(chains.faults(meter), rest)
    shared = ranges.Shared(ranges.cut(events, parts), meter)
    beside = list(islice(rest, MOST))  # while others look at the chains
    return chain(shared.faults(), beside)


class Meter:
    """Counts, and tells now and then; several threads may count."""

    def __init__(self, total, tell):
        self.done, self.total, self._tell, self._told = 0, total, tell, 0
        self._lock = Lock()

    def __call__(self, count):
        with self._lock:
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
