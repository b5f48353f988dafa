"""The embedded profile's one thread: outbox, clock and long jobs. In the scale profile `tasks` calls them."""

import threading
import traceback

import structlog
from django.db import close_old_connections, connections

from notifications import relay

jobs = []  # callables without arguments, called each tick; each must be safe to repeat
INTERVAL = 1.0
log = structlog.get_logger(__name__)
_wake = threading.Event()
_thread = None
_stopping = False


def tick() -> None:
    """Look in the database once."""
    run([drain, *jobs])


def run(turn) -> None:
    """Call each job; one that fails does not keep the others from their turn."""
    for job in turn:
        try:
            job()
        except Exception:
            where = traceback.format_exc(limit=-4)
            log.error("background.job_failed", job=getattr(job, "__qualname__", repr(job)), where=where)


def drain(limit=100, rounds=50) -> None:
    """Run the relay until a round finds less than it could take."""
    for _round in range(rounds):
        done = relay.run_once(limit)
        if done.spread < limit and done.mailed < limit:
            return


def start(interval=INTERVAL) -> None:
    """Start the thread, once."""
    global _thread, _stopping
    if _thread and _thread.is_alive():
        return
    _stopping = False
    _thread = threading.Thread(target=_loop, args=(interval,), name="duban-background", daemon=True)
    _thread.start()


def stop(timeout=10) -> None:
    """Let the tick in hand end, then stop."""
    global _thread, _stopping
    _stopping = True
    _wake.set()
    if _thread:
        _thread.join(timeout)
    _thread = None


def wake() -> None:
    """Do not wait for the interval; worth calling after a commit."""
    _wake.set()


def _loop(interval):
    while not _stopping:
        _wake.clear()
        close_old_connections()
        tick()
        _wake.wait(interval)
    connections.close_all()
