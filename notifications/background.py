"""The embedded profile's threads: delivery, mail, and the jobs (clock, imports).

Three lines, so that neither a slow mail server nor a long import keeps a notice from its reader.
In the scale profile `tasks` calls the same functions.
"""

import threading
import traceback

import structlog
from django.db import close_old_connections, connections

from notifications import mail, relay

jobs = []  # callables without arguments, called each tick; each must be safe to repeat
INTERVAL = 1.0
ROUNDS = 50
log = structlog.get_logger(__name__)
_wake = threading.Event()
_stopping = threading.Event()
_threads = []


def deliver(limit=100) -> None:
    """Empty the outbox, a batch at a time."""
    for _round in range(ROUNDS):
        if sum(relay.spread(limit)) < limit:
            return


def post(limit=mail.BATCH) -> None:
    """Send the mail that is due, a batch at a time."""
    for _round in range(ROUNDS):
        if mail.post(limit)[0] < limit:
            return


def work() -> None:
    """Give each job its turn; one that fails does not keep the others from theirs."""
    for job in list(jobs):
        _safely(job)


def tick() -> None:
    """Look in the database once, for everything."""
    for line in (deliver, post, work):
        _safely(line)


def start(interval=INTERVAL) -> None:
    """Start the threads, once."""
    if any(thread.is_alive() for thread in _threads):
        return
    _stopping.clear()
    _threads[:] = [
        threading.Thread(target=_loop, args=(line, interval), name=f"duban-{line.__name__}", daemon=True)
        for line in (deliver, post, work)
    ]
    for thread in _threads:
        thread.start()


def stop(timeout=10) -> None:
    """Let the batch in hand end, then stop."""
    _stopping.set()
    _wake.set()
    for thread in _threads:
        thread.join(timeout)
    _threads.clear()


def wake() -> None:
    """Do not wait for the interval; worth calling after a commit."""
    _wake.set()


def _loop(line, interval):
    while not _stopping.is_set():
        close_old_connections()
        _safely(line)
        _wake.wait(interval)
        _wake.clear()
    connections.close_all()


def _safely(job):
    try:
        job()
    except Exception:
        name = getattr(job, "__qualname__", repr(job))
        log.error("background.job_failed", job=name, where=traceback.format_exc(limit=-4))
