import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from people import calendar as people_calendar
from people import calendar_store
from people.calendar import Step, same_day, seeded
from people.models import CalendarDay, CalendarYear

VECTORS = list(csv.DictReader((Path(__file__).parent / "deadline_vectors.csv").open(encoding="utf-8")))
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
ONE = timedelta(days=1)


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['start']}+{row['n']}{row['unit']}")
def test_the_vectors(row):
    due = seeded().add(date.fromisoformat(row["start"]), int(row["n"]), row["unit"])
    assert due.date.isoformat() == row["due"] and not due.provisional


def test_2025_and_2026_have_the_working_days_of_the_notices():
    def worked(year):
        return seeded().working_days_between(date(year - 1, 12, 31), date(year, 12, 31))

    assert (worked(2025), worked(2026)) == (248, 248)


def test_every_step_is_explained():
    why = seeded().add(date(2026, 2, 13), 1, "wd").why
    assert why == [Step(date(2026, 2, 14), "added", "调休上班")]
    why = seeded().add(date(2026, 2, 14), 1, "wd").why
    assert [step.kind for step in why] == ["skipped"] * 9 + ["counted"]
    assert why[0].name == "春节" and why[-1].date == date(2026, 2, 24)


def test_a_minimum_period_never_rolls():
    assert seeded().add(date(2026, 9, 24), 7, "cd", roll=False).date == date(2026, 10, 1)
    assert seeded().add(date(2026, 10, 14), -7, "cd").date == date(2026, 10, 7)
    assert seeded().add(date(2026, 2, 25), -2, "wd").date == date(2026, 2, 14)


@pytest.mark.parametrize(
    "start, months, end",
    [("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-03-31", -1, "2026-02-28"),
     ("2026-12-15", 1, "2027-01-15"), ("2026-11-30", 3, "2027-02-28"), ("2026-03-15", -3, "2025-12-15")],
)  # fmt: skip
def test_months(start, months, end):
    assert same_day(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    "start, n, unit, provisional",
    [("2026-12-30", 1, "wd", False), ("2026-12-30", 2, "wd", True), ("2026-12-01", 31, "cd", True),
     ("2026-12-01", 30, "cd", False), ("2026-12-31", 1, "m", True), ("2027-06-01", -3, "wd", True),
     ("2027-01-02", -3, "cd", False), ("2024-06-03", 5, "wd", True)],
)  # fmt: skip
def test_a_term_that_touches_an_unconfirmed_year_is_provisional(start, n, unit, provisional):
    assert seeded().add(date.fromisoformat(start), n, unit).provisional is provisional


def test_a_provisional_year_still_knows_the_statutory_days():
    assert not seeded().is_working(date(2027, 2, 8))
    assert seeded().is_working(date(2027, 2, 9))


@pytest.mark.parametrize("n, unit", [(99999, "wd"), (-99999, "cd"), (500, "m"), (1, "h")])
def test_nonsense_is_refused(n, unit):
    with pytest.raises(ValueError):
        seeded().add(date(2026, 1, 5), n, unit)


@given(DAYS, st.integers(1, 60))
def test_working_days_there_and_back(start, n):
    due = seeded().add(start, n, "wd")
    assert seeded().working_days_between(start, due.date) == n
    assert seeded().is_working(due.date)
    back = seeded().add(due.date + ONE, -n, "wd").date
    assert start < back and seeded().working_days_between(back - ONE, due.date) == n


@given(DAYS, st.integers(-60, 60), st.sampled_from(["wd", "cd", "m"]))
def test_a_term_ends_on_a_working_day_and_never_early(start, n, unit):
    assume(unit != "m" or abs(n) <= 24)
    rolled, bare = seeded().add(start, n, unit), seeded().add(start, n, unit, roll=False)
    assert rolled.date >= bare.date
    assert n < 0 or seeded().is_working(rolled.date)
    assert seeded().working_days_between(bare.date, rolled.date) <= 1


@given(DAYS, st.integers(0, 100), st.integers(0, 100))
def test_a_longer_term_never_ends_earlier(start, n, more):
    for unit in ("wd", "cd"):
        assert seeded().add(start, n, unit).date <= seeded().add(start, n + more, unit).date


@given(DAYS, st.integers(0, 80))
def test_the_days_named_are_all_the_days(start, n):
    due = seeded().add(start, n, "wd", roll=False)
    assert [step.date for step in due.why] == [start + ONE * i for i in range(1, len(due.why) + 1)]
    assert sum(step.kind in ("counted", "added") for step in due.why) == n


@given(DAYS, DAYS, DAYS)
def test_distances_add_up(a, b, c):
    far = seeded().working_days_between
    assert far(a, b) + far(b, c) == far(a, c)


def test_what_was_reckoned_once_is_kept_until_there_is_too_much_of_it(monkeypatch):
    monkeypatch.setattr(people_calendar, "MOST", 2)
    days = replace(seeded())
    made = []

    def asked(n):
        return days.kept(n, lambda: made.append(n) or n * 2)

    assert [asked(n) for n in (1, 1, 2, 1, 3, 3, 1)] == [2, 2, 4, 2, 6, 6, 2]
    assert made == [1, 2, 3, 1]
    assert replace(seeded()).kept(1, lambda: "another calendar") == "another calendar"


@pytest.mark.django_db
class TestTables:
    def test_they_say_what_ships(self):
        assert people_calendar.load() == seeded()

    def test_they_are_read_once(self, django_assert_num_queries):
        calendar_store.forget()
        with django_assert_num_queries(2):
            people_calendar.load()
            people_calendar.load()

    def test_a_change_is_seen_at_once_and_a_rollback_too(self):
        CalendarYear.objects.filter(pk=2027).get().save()
        day = CalendarDay.objects.create(date=date(2026, 3, 3), kind="off", name="停电")
        assert not people_calendar.load().is_working(day.date)
        day.delete()
        assert people_calendar.load().is_working(date(2026, 3, 3))

    def test_what_was_changed_before_is_not_kept(self):
        assert people_calendar.load() == seeded()
