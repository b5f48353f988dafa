"""Chains shared among processes: each has a range of them, its own view of the database, and little memory.

A chain proves itself, so that views taken a moment apart do not disagree. What is said between the processes is one
line of JSON at a time: how many events were looked at, and what does not hold.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.conf import settings
from django.db import connection

from ledger.models import Event
from ledger.verification import chains
from ledger.verification.faults import Fault

LEAST = 100_000  # events that are worth a process of their own, which takes a second or two to begin


class Lost(Exception):
    """A process ended before it had looked at everything."""


def workers(events: int) -> int:
    """How many processes share the work."""
    return max(1, min(os.cpu_count() or 1, events // LEAST, 16))


def cut(events: int, parts: int) -> list[tuple[str, str]]:
    """The ranges, as (first chain, the one after the last); "" is no bound."""
    rows = Event.objects.order_by("uid", "seq").values_list("uid", flat=True)
    borders = sorted({str(rows[events * part // parts]) for part in range(1, parts)})
    return list(zip(["", *borders], [*borders, ""], strict=True))


class Shared:
    """Verifies ranges in other processes while this one does something else."""

    def __init__(self, ranges, count):
        self._count, self._running = count, []
        self._pool = ThreadPoolExecutor(len(ranges))
        self._found = [self._pool.submit(self._read, *bounds) for bounds in ranges]

    def faults(self):
        """Yield the faults in the order of the chains."""
        try:
            for one in self._found:
                yield from one.result()
        finally:
            for process in self._running:
                process.kill()  # found enough: the rest need not be looked at
            self._pool.shutdown()

    def _read(self, low, high):
        name = str(connection_name())
        command = [sys.executable, "-m", "ledger.verifier", name, low, high]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=settings.ROOT) as process:  # noqa: S603
            self._running.append(process)
            found, last = [], None
            for line in process.stdout:
                last = json.loads(line)
                if "count" in last:
                    self._count(last["count"])
                elif "fault" in last:
                    found.append(read(last["fault"]))
        if last != {"end": True} and process.returncode >= 0:
            raise Lost(f"{low or '…'} – {high or '…'}: {process.returncode}")
        return found


def connection_name():
    """The database that this process reads; in tests it is another than the settings say."""
    return connection.settings_dict["NAME"]


def told(fault) -> list:
    """A fault as JSON can say it."""
    return list(fault._replace(uid=str(fault.uid) if fault.uid is not None else None))


def read(parts) -> Fault:
    """A fault as it was told."""
    why, uid, *rest = parts
    return Fault(why, UUID(uid) if uid else None, *rest)


def one(low, high, tell) -> None:
    """Verify a range in this process; `tell` hears of the progress and of each fault."""
    done = 0

    def count(more):
        nonlocal done
        done += more
        if done >= 2_000:
            tell({"count": done})
            done = 0

    for fault in chains.faults(count, *(UUID(bound) if bound else None for bound in (low, high))):
        tell({"fault": told(fault)})
    tell({"count": done})
    tell({"end": True})
