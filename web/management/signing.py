"""Runs the signer as a process of its own beside the one that serves, and starts it again when it ends."""

import subprocess
import sys
import threading
import time

from django.conf import settings

PAUSE = 2


def start(simulated: bool) -> None:
    """Keep a signer running for as long as this process runs."""
    threading.Thread(target=_watch, args=(_command(simulated),), name="signer", daemon=True).start()


def _command(simulated):
    asked = [sys.executable, "-m", "ledger.signer", str(settings.SIGNER_HOME), "--until-parent-ends"]
    return [*asked, "--simulated"] if simulated else asked


def _watch(command):
    while True:
        # It reads from us and ends when there is nothing more to read, which is when we end, however that happens.
        child = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=settings.ROOT)  # noqa: S603
        child.wait()
        time.sleep(PAUSE)
