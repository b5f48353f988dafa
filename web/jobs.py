"""What the background does beside delivering notices: the clock's sweep, and the long jobs of the processes."""

from datetime import datetime, timedelta
from functools import wraps
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.db import connection

from intake import daily
from ledger import keeping
from ledger.backup import making
from notifications import background, pace
from people import roles
from processes import discovered
from workflows import bundling, clock, departing, ruling, sweep
from workflows.evidence import uploads
from workflows.store import queue

EVERY = timedelta(minutes=1)
BACKUP_EVERY = timedelta(minutes=5)
CHUNKS = 4


def now_and_then(job):
    """The job, at most once a minute: it looks at every open case, and days pass slowly."""
    last = []

    @wraps(job)
    def paced():
        at = clock.now()
        if not last or not timedelta(0) <= at - last[0] < EVERY:
            last[:] = [at]
            job()

    return paced


def together():
    """A few chunks of what somebody decided in one go: in the scale profile a turn comes only now and then."""
    for _chunk in range(CHUNKS):
        if not bundling.carry_out():
            return


def handed_over():
    """A few chunks of the work of somebody who leaves."""
    for _chunk in range(CHUNKS):
        if not departing.carry_out():
            return


def ledger_kept():
    """Places in the log for what happened, and a checkpoint when one is due."""
    keeping.keep(roles.system_user(), turn=queue.turn)


def backed_up():
    """The embedded profile backs itself up; a server has its own way, and a demonstration nothing to lose."""
    if not settings.DEMO and connection.vendor == "sqlite":
        last = making.newest(settings.BACKUPS)
        if not last or clock.now() - datetime.fromisoformat(making.read(last)["at"]) >= BACKUP_EVERY:
            making.make()
            making.thin()


def register():
    """Hand the jobs to the background, once. A process states its own in `jobs.py` as a list `JOBS`."""
    found = [
        sweep.lapse,
        sweep.resume,
        sweep.raise_recusals,
        *map(now_and_then, (sweep.climb, sweep.remind_defence, ruling.carry_out)),
        uploads.sweep,
        *map(now_and_then, daily.JOBS),
        together,
        handed_over,
        ledger_kept,
        keeping.anchor,
        backed_up,
    ]
    for name in discovered():
        if find_spec(f"{name}.jobs"):
            found += import_module(f"{name}.jobs").JOBS
    background.jobs[:] = found
    pace.turn = queue.turn
