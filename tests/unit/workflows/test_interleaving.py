"""Walks side by side on one clock: the order of time, where it ends, and what fails."""

from datetime import datetime, timedelta

import pytest

from people.clock import CHINA
from people.models import Unit
from workflows.interleaving import Interleaved, wait

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
START = datetime(2026, 3, 2, 9, tzinfo=CHINA)


def hour(n):
    return START + timedelta(hours=n)


@pytest.fixture
def woven():
    return Interleaved(hour(10))


def walk(told, name, *hours):
    for n in hours:
        wait(hour(n))
        told.append((n, name))


def test_steps_of_many_walks_are_taken_in_the_order_of_time(woven):
    told = []
    woven.begin(hour(0), walk, told, "a", 1, 4, 5, 9)
    woven.begin(hour(0), walk, told, "b", 2, 3, 6)
    woven.begin(hour(4), walk, told, "c", 8)
    woven.run()
    assert told == [(1, "a"), (2, "b"), (3, "b"), (4, "a"), (5, "a"), (6, "b"), (8, "c"), (9, "a")]


def test_a_walk_may_let_others_begin(woven):
    told = []
    woven.begin(hour(0), lambda: woven.begin(hour(3), walk, told, "child", 4))
    woven.begin(hour(0), walk, told, "a", 2, 5)
    woven.run()
    assert told == [(2, "a"), (4, "child"), (5, "a")]


def test_a_walk_stays_where_time_ends(woven):
    told = []
    woven.begin(hour(0), walk, told, "a", 9, 11, 12)
    woven.begin(hour(11), walk, told, "late", 11)
    woven.run()
    assert told == [(9, "a")]


def test_what_fails_in_a_walk_fails_where_all_are_run(woven):
    def stumbles():
        wait(hour(1))
        raise ValueError("a step was refused")

    woven.begin(hour(0), stumbles)
    with pytest.raises(ValueError, match="refused"):
        woven.run()


def test_all_walk_on_the_same_connection(woven):
    """What one has written in an open transaction the others see."""
    found = []
    woven.begin(hour(1), lambda: Unit.objects.create(code="NEW", name="新设单位"))
    woven.begin(hour(2), lambda: found.extend(Unit.objects.filter(code="NEW")))
    woven.run()
    assert [unit.name for unit in found] == ["新设单位"]


def test_without_company_nothing_waits():
    wait(hour(99))
