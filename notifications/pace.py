"""How often something is tried, how long it rests in between, and whose turn it is to write."""

from contextlib import nullcontext
from datetime import timedelta

TRIES = 8
# On SQLite the serving process puts its writers' queue here, so that the relay waits in line like everybody.
turn = nullcontext


def pause(tries) -> timedelta:
    """How long to wait after so many failures: 15 s, doubling, at most six hours."""
    return min(timedelta(seconds=15 * 2**tries), timedelta(hours=6))
