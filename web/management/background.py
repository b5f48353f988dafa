"""What runs beside the pages of an embedded installation: the relay, the clock and long work, in a thread."""

import importlib
import logging
import os
import threading
import time

from django.db import close_old_connections

log = logging.getLogger(__name__)
# (what to call, seconds between two calls)
JOBS = [
    ("notifications.relay.deliver_due", 2),
    ("workflows.clockwork.lapse_due", 20),
]


def start(parent):
    """Start the thread that works and the thread that ends the process with its parent."""
    threading.Thread(target=work, name="background", daemon=True).start()
    threading.Thread(target=follow, args=(parent,), name="follow", daemon=True).start()


def work():
    """Call every job when its time has come, for ever; one that fails is tried again at its next turn."""
    due = {resolve(name): (0.0, every) for name, every in JOBS}
    while True:
        for job, (then, every) in due.items():
            if time.monotonic() >= then:
                attempt(job)
                due[job] = (time.monotonic() + every, every)
        time.sleep(0.5)


def attempt(job):
    close_old_connections()
    try:
        job()
    except Exception:
        log.exception("background: %s", job.__name__)
    finally:
        close_old_connections()


def resolve(name):
    module, _dot, function = name.rpartition(".")
    return getattr(importlib.import_module(module), function)


def follow(parent):
    """End with the parent: an orphan would hold the port and the database."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
