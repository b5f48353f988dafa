"""Many walks on one clock: whichever step comes next in time is taken next, whoever walks it.

A walk is a plain function. It runs in a thread of its own, but never beside another: before each step it waits until
its moment has come. So the walkers of the processes need know nothing of each other, nor of being many.
"""

import heapq
import threading
from itertools import count

from django.db import connections

_here = threading.local()


class Over(Exception):
    """Time ends before this step; the walk stays where it is."""


def wait(moment):
    """Let everything happen first that happens before `moment`. At once, where nothing else is walked."""
    strand = getattr(_here, "strand", None)
    if strand:
        strand.wait(moment)


class Interleaved:
    """Walks that are under way, and the moment at which all stand still."""

    def __init__(self, until, passed=lambda moment: None):
        self.until, self.passed = until, passed
        self.waiting, self.order, self.back = [], count(), threading.Semaphore(0)

    def begin(self, moment, walk, *args):
        """Let `walk(*args)` begin at a moment."""
        self.queue(moment, Strand(self, walk, args))

    def queue(self, moment, strand):
        heapq.heappush(self.waiting, (moment, next(self.order), strand))

    def run(self):
        """Walk until nobody walks any more; what fails in a walk fails here."""
        shared = connections["default"]
        shared.inc_thread_sharing()
        try:
            while self.waiting:
                moment, _order, strand = heapq.heappop(self.waiting)
                self.passed(moment)
                strand.resume(over=moment > self.until)
        finally:
            shared.dec_thread_sharing()


class Strand:
    """One walk and its thread."""

    def __init__(self, woven, walk, args):
        self.woven, self.walk, self.args = woven, walk, args
        self.turn, self.thread, self.over, self.error = threading.Semaphore(0), None, False, None

    def resume(self, over):
        """Let it take the step that it waits for, and all until it waits again."""
        if self.thread is None:
            if over:
                return
            self.connection = connections["default"]
            self.thread = threading.Thread(target=self._go, daemon=True)
            self.thread.start()
        self.over = over
        self.turn.release()
        self.woven.back.acquire()
        if self.error:
            raise self.error

    def wait(self, moment):
        woven = self.woven
        if moment <= woven.until and (not woven.waiting or moment <= woven.waiting[0][0]):
            return
        woven.queue(moment, self)
        woven.back.release()
        self.turn.acquire()
        if self.over:
            raise Over

    def _go(self):
        self.turn.acquire()
        _here.strand = self
        connections["default"] = self.connection
        try:
            self.walk(*self.args)
        except Over:
            pass
        except BaseException as error:
            self.error = error
        finally:
            self.woven.back.release()
