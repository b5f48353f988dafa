"""What the background does beside delivering notices: the clock's sweep, and the long jobs of the processes."""

from importlib import import_module
from importlib.util import find_spec

from notifications import background, pace
from processes import discovered
from workflows import sweep
from workflows.evidence import uploads
from workflows.store import queue


def register():
    """Hand the jobs to the background, once. A process states its own in `jobs.py` as a list `JOBS`."""
    found = [sweep.lapse, sweep.raise_recusals, uploads.sweep]
    for name in discovered():
        if find_spec(f"{name}.jobs"):
            found += import_module(f"{name}.jobs").JOBS
    background.jobs[:] = found
    pace.turn = queue.turn
