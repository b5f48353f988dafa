"""Every chain, streamed: events, their salts and the heads beside each other in the same order."""

from heapq import merge
from itertools import groupby
from operator import itemgetter

from django.apps import apps

from ledger import format1
from ledger.checking import Broken, check
from ledger.models import Head
from ledger.verification import reading
from ledger.verification.faults import Fault


class Beside:
    """Groups of an ordered stream, taken one key after the other."""

    def __init__(self, rows, key):
        self._groups = groupby(rows, key)
        self._next = self._step()

    def _step(self):
        found = next(self._groups, None)
        return found and (found[0], list(found[1]))

    def upto(self, key):
        """Yield the groups before a key."""
        while self._next and self._next[0] < key:
            yield self._next
            self._next = self._step()

    def take(self, key):
        """The rows of a key, or none."""
        if not self._next or self._next[0] != key:
            return []
        found, self._next = self._next[1], self._step()
        return found

    def drop(self, which):
        while self._next and which(self._next[0]):
            self._next = self._step()

    def rest(self):
        while self._next:
            yield self._next
            self._next = self._step()


def faults(count, low=None, high=None):
    """Yield the first fault of each chain from `low` up to `high`; `count(n)` hears how many events were looked at."""
    within = {f"uid__{how}": bound for how, bound in (("gte", low), ("lt", high)) if bound is not None}
    salts = Beside(reading.salts(low, high), itemgetter(0, 1))
    heads = Beside(_heads(within), itemgetter(0))
    for uid, events in groupby(reading.events(low, high), itemgetter(0)):
        yield from _left(heads.upto(uid))
        yield from _loose(salts.upto((uid, 0)))
        yield from _chain(uid, events, salts, heads.take(uid), count)
    yield from _left(heads.rest())
    yield from _loose(salts.rest())


def _heads(within):
    """(uid, seq, hash, stage) of every chain that has an end noted: cases, and the system chain."""
    ends = Head.objects.filter(**within).order_by("uid").values_list("uid", "seq", "hash")
    own = ((uid, seq, digest, None) for uid, seq, digest in ends)
    if not apps.is_installed("workflows"):
        return own
    cases = apps.get_model("workflows", "Case")._base_manager.filter(**within).order_by("uid")
    rows = cases.values_list("uid", "head_seq", "head_hash", "stage").iterator(chunk_size=reading.CHUNK)
    return merge(own, rows, key=lambda row: row[0])


def _chain(uid, events, salts, heads, count):
    previous, last = format1.first(uid), None
    for event in events:
        key = (uid, event.seq)
        fault = next(_loose(salts.upto(key)), None) or _event(event, last, previous, salts.take(key))
        if fault:
            yield fault
            count(1 + sum(1 for _event_ in events))
            salts.drop(lambda key: key[0] == uid)  # what follows in this chain follows from this
            return
        previous, last = bytes(event.hash), event
        count(1)
    yield from _ending(uid, last, previous, heads)


def _event(event, last, previous, salts):
    rows = {name: (bytes(salt), value) for _uid, _seq, name, salt, value in salts}
    try:
        check(event, (last.seq if last else 0) + 1, previous, rows)
    except Broken as broken:
        why, _space, field = str(broken).partition(" ")
        return Fault(why, event.uid, event.seq, field)


def _ending(uid, last, previous, heads):
    for _uid, seq, digest, stage in heads:
        if (seq, bytes(digest)) != (last.seq, previous):
            yield Fault("head", uid, min(seq, last.seq) + 1 if seq != last.seq else seq)
        elif stage is not None and stage != last.went_to:
            yield Fault("stage", uid, last.seq)


def _left(groups):
    """Chains that are said to have an end and have no event."""
    return (Fault("missing", uid) for uid, rows in groups if any(row[1] for row in rows))


def _loose(groups):
    return (Fault("salt", uid, seq) for (uid, seq), _rows in groups)
