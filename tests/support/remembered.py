"""What many tests begin with is made once, and its rows are put back for the next: people, a case walked to a stage.

A step is remembered under all that it comes from: the steps before it, its arguments, the walk, the moment, the
language. As soon as a test writes anything else itself, or changes a setting, its further steps are simply taken;
so is everything in a test that replaces something (`monkeypatch`) or commits. A step that fails is never remembered.
"""

import pickle
import re
from datetime import date, time
from decimal import Decimal
from importlib import import_module
from io import BytesIO

import pytest
from django.conf import UserSettingsHolder, settings
from django.db import connection, models
from django.utils import translation

from people import clock
from tests.support import rows

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|ROLLBACK|WITH\b.*\b(INSERT INTO|UPDATE|DELETE FROM))", re.DOTALL)
PLAIN = (str, int, float, bytes, date, time, Decimal, type(None))
SEEN_BEFORE = 1  # a step is written down when it is taken for the second time


class Left:
    """What a step left: rows beside those before it, and what it returned."""

    def __init__(self, before, value):
        self.dump = rows.dumped(before.dump if before else None)
        self.change = rows.difference(before.dump, self.dump) if before else {}
        self.value = value


class Memory:
    """The steps that this process knows, and where the running test stands. None: at a place of its own."""

    def __init__(self):
        self.kept, self.counted, self.place, self.watching = {}, {}, None, False

    def forget(self):
        self.kept.clear()
        self.counted.clear()
        self.place = None

    def __call__(self, execute, sql, params, many, context):
        if self.watching and WRITES.match(sql):
            self.place = None
        return execute(sql, params, many, context)

    def begin(self):
        """The test database is as it was laid: steps are remembered from here on."""
        if () not in self.kept:
            self.kept[()] = Left(None, None)
        self.place, self.watching = (), True

    def step(self, key, build, always=False):
        """Return what `build` returns, or what it returned and left when it was called at the same place before."""
        if self.place is None or (said := _said((build.__module__, build.__qualname__, key))) is None:
            return build()
        before, place = self.kept.get(self.place), (*self.place, said)
        if left := self.kept.get(place):
            return self._put_back(place, left)
        self.counted[place] = self.counted.get(place, 0) + 1
        value = build()
        if before and (always or self.counted[place] > SEEN_BEFORE) and (packed := _packed(value)) is not None:
            self.kept[place] = Left(before, packed)
        self.place = place
        return value

    def _put_back(self, place, left):
        self.watching = False
        rows.put_back(left.change)
        self.place, self.watching = place, True
        return _Unpacks(BytesIO(left.value)).load()


memory = Memory()
step = memory.step


def _said(key):
    """All that a step comes from, or None if that cannot be told."""
    if isinstance(settings._wrapped, UserSettingsHolder) or clock._frozen is None:
        return None
    try:
        return repr((_plain(key), clock.now(), translation.get_language()))
    except TypeError:
        return None


def _plain(value):
    """What is the same if it means the same: rows are told by their keys."""
    if isinstance(value, models.Model):
        return value._meta.label, value.pk
    if isinstance(value, dict):
        return tuple((name, _plain(one)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    if isinstance(value, PLAIN):
        return value
    raise TypeError(type(value))


class _Packs(pickle.Pickler):
    """Rows are not kept but read again."""

    def persistent_id(self, value):
        return (type(value), value.pk) if isinstance(value, models.Model) else None


class _Unpacks(pickle.Unpickler):
    def persistent_load(self, known):
        model, pk = known
        return model._base_manager.get(pk=pk)


def _packed(value):
    kept = BytesIO()
    try:
        _Packs(kept).dump(value)
    except (TypeError, AttributeError, pickle.PicklingError):
        return None
    return kept.getvalue()


def _replaces(item):
    """Whether the test or a fixture of ours replaces something while it runs."""
    made = (one for several in item._fixtureinfo.name2fixturedefs.values() for one in several)
    ours = (one for one in made if not one.func.__module__.startswith(("pytest", "_pytest")))
    return "monkeypatch" in item._fixtureinfo.argnames or any("monkeypatch" in one.argnames for one in ours)


def _commits(request):
    """Whether what the test writes is committed at once: its rows stand in no order that keys allow."""
    marks = request.node.iter_markers("django_db")
    marked = any(mark.kwargs.get("transaction") or mark.args[:1] == (True,) for mark in marks)
    return marked or "transactional_db" in request.fixturenames


@pytest.fixture
def remembered(request, db):
    """Let the steps of a test be remembered, from an untouched database on."""
    if _replaces(request.node) or _commits(request) or not rows.untouched():
        yield step
        return
    import_module("tests.support.remembered_walks").install()  # the walks need the apps
    with connection.execute_wrapper(memory):
        memory.begin()
        yield step
        memory.place, memory.watching = None, False
