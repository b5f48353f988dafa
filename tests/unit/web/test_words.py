"""Dates, waits, groups and boxes in words."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from people import clock
from web import rows, words

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=clock.CHINA)


@pytest.fixture(autouse=True)
def friday():
    with clock.frozen(FRIDAY):
        yield


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 21), date(2026, 11, 22), "11 月 21—22 日"),
        (date(2026, 10, 31), date(2026, 11, 1), "10 月 31 日—11 月 1 日"),
        (date(2026, 11, 21), date(2026, 11, 21), "11 月 21 日"),
        (date(2027, 1, 1), date(2027, 1, 1), "2027 年 1 月 1 日"),
    ],
)
def test_a_stretch_of_days(first, last, said):
    assert words.span(first, last) == said


@pytest.mark.parametrize(
    ("days", "key"),
    [(-3, "late"), (0, "today"), (1, "tomorrow"), (2, "week"), (3, "next"), (9, "next"), (10, "later"), (None, "none")],
)
def test_rows_stand_under_the_day_they_are_due(days, key):
    due = None if days is None else FRIDAY + timedelta(days=days)
    assert [group.key for group in rows.groups([SimpleNamespace(due=due)])] == [key]


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=5), "刚到"),
        (timedelta(hours=5), "5 小时"),
        (timedelta(days=1), "1 个工作日"),
        (timedelta(days=7), "5 个工作日"),
    ],
)
def test_how_long_an_item_has_waited(db, ago, said):
    assert rows.waited(FRIDAY - ago, FRIDAY) == said


def test_a_provisional_day_says_why():
    assert "2027 年放假安排未确认" in rows.until(datetime(2027, 1, 7, 23, 59, tzinfo=clock.CHINA), provisional=True)


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("部务会审定", ["部务会审定"]),
        ("乡镇组织委员例会议定", ["乡镇组织委员", "例会议定"]),
        ("All-sign countersignature", ["All-sign", "countersig…"]),
    ],
)
def test_a_name_fits_the_box_of_the_diagram(label, lines):
    assert words.boxed(label) == lines


def test_the_mark_of_the_demonstration_is_not_repeated_in_names():
    assert words.post("部长（演示）") == "部长"
    assert words.initial("分管组织副部长（演示）") == "组"
