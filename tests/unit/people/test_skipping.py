"""Days of a pause do not count: over random calendars, terms and pauses it is as if one counted day by day."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from people.calendar import Calendar
from people.skipping import counted, united

START = date(2026, 1, 5)
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    n: int
    unit: str


DAYS = st.dates(START, START + ONE * 200)
CALENDARS = st.dictionaries(DAYS, st.sampled_from(["off", "work"]), max_size=40).map(
    lambda days: Calendar(days=days, confirmed=frozenset({2026, 2027}))
)
PAUSES = st.lists(st.tuples(DAYS, st.integers(0, 30)).map(lambda pair: (pair[0], pair[0] + ONE * pair[1])), max_size=5)


def one_by_one(days, begin, n, unit, spans):
    """Count day by day, leaving out every day on which the clock stood still from its beginning to its end."""
    day, left = begin, n
    while left:
        day += ONE
        still = any(begun < day <= ended for begun, ended in spans)
        left -= not still and (unit == "cd" or days.is_working(day))
    return day


@given(CALENDARS, st.integers(1, 40), st.sampled_from(["wd", "cd"]), PAUSES)
def test_a_term_with_pauses_ends_where_counting_without_their_days_ends(days, n, unit, spans):
    spans = [(max(begun, START), ended) for begun, ended in spans if ended > START]
    found, still = counted(days, START, Term(n, unit), spans)
    plain = one_by_one(days, START, n, unit, spans)
    stopped = [ended for begun, ended in still]
    # The clock never strikes while it stands still; a last day of rest is passed over.
    last = max([plain, *stopped])
    expected = days.add(last, 0, "cd").date
    if any(begun in (plain, found.date) or plain < begun <= expected for begun, _ended in united(spans)):
        assert found.date >= expected  # a pause on the last day itself
    else:
        assert found.date == expected


@given(CALENDARS, st.integers(1, 40), st.sampled_from(["wd", "cd", "m"]), PAUSES)
def test_no_term_ends_in_a_pause_or_earlier_than_without_it(days, n, unit, spans):
    n = n if unit != "m" else n % 6 + 1
    spans = [(max(begun, START), ended) for begun, ended in spans if ended > START]
    found, still = counted(days, START, Term(n, unit), spans)
    assert days.is_working(found.date)
    assert found.date >= counted(days, START, Term(n, unit), [])[0].date
    assert not any(begun <= found.date < ended for begun, ended in still)


@given(PAUSES)
def test_two_reasons_to_stand_still_at_once_are_one_pause(spans):
    found = united(spans)
    covered = {begun + ONE * n for begun, ended in spans for n in range(1, (ended - begun).days + 1)}
    assert {begun + ONE * n for begun, ended in found for n in range(1, (ended - begun).days + 1)} == covered
    assert all(one[1] < other[0] for one, other in zip(found, found[1:], strict=False))


def test_what_is_late_stays_late():
    days = Calendar(days={}, confirmed=frozenset({2026}))
    late = [(date(2026, 1, 20), date(2026, 2, 20))]
    assert counted(days, START, Term(5, "wd"), late) == (days.add(START, 5, "wd"), ())
