"""SQLite has one writer; in the serving process writers wait their turn in order instead of sleeping and retrying."""

import threading
from collections import deque
from contextlib import contextmanager

from django.db import connection


class Turnstile:
    """A fair lock: first come, first served; a thread that holds it may enter again."""

    def __init__(self):
        self._guard, self._waiting, self._holder, self._depth = threading.Lock(), deque(), None, 0

    def enter(self):
        me = threading.get_ident()
        with self._guard:
            if self._holder in (None, me) and (self._holder == me or not self._waiting):
                self._holder, self._depth = me, self._depth + 1
                return
            turn = threading.Event()
            self._waiting.append((me, turn))
        turn.wait()

    def leave(self):
        with self._guard:
            self._depth -= 1
            if self._depth:
                return
            self._holder = None
            if self._waiting:
                self._holder, turn = self._waiting.popleft()
                self._depth = 1
                turn.set()


TURNSTILE = Turnstile()


@contextmanager
def turn():
    """Wait for this thread's turn to write; on PostgreSQL nobody waits here."""
    if connection.vendor != "sqlite":
        yield
        return
    TURNSTILE.enter()
    try:
        yield
    finally:
        TURNSTILE.leave()
