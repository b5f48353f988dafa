"""Working days and due dates, each explained day by day. Pure, except that `load()` asks the tables."""

from calendar import monthrange
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from people import seed

UNITS = ("wd", "cd", "m")
WEEKEND = {5: "周六", 6: "周日"}
# A term longer than this is a typing error.
LONGEST = {"wd": 2600, "cd": 3660, "m": 120}
ONE = timedelta(days=1)
MOST = 1000  # terms kept


@dataclass(frozen=True)
class Step:
    """One day of the reckoning: counted, added (a weekend that is worked), skipped, or rolled past at the end."""

    date: date
    kind: str
    name: str = ""


@dataclass(frozen=True)
class Due:
    """When a term ends; provisional when it touches a year that is not confirmed."""

    date: date
    provisional: bool
    why: list[Step] = field(compare=False)


@dataclass(frozen=True)
class Calendar:
    """The week, with its exceptions ("off" or "work") and the years that are confirmed."""

    days: Mapping[date, str]
    confirmed: frozenset[int]
    names: Mapping[date, str] = field(default_factory=dict)
    _kept: dict = field(default_factory=dict, init=False, compare=False, repr=False)

    def kept(self, asked: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` reckons by this calendar, the second time out of memory: the same terms begin again and again."""
        found = self._kept.get(asked)
        if found is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            found = self._kept[asked] = make()
        return found

    def is_working(self, day: date) -> bool:
        return self._works(day)

    def why_off(self, day: date) -> str:
        """What a day that is not worked is called."""
        return self.names.get(day) or WEEKEND.get(day.weekday(), "放假")

    def add(self, start: date, n: int, unit: str, roll: bool = True) -> Due:
        """The day a term ends; its first day does not count. Minimum periods and terms before a day never roll."""
        if unit not in UNITS:
            raise ValueError(f"unit must be one of {UNITS}, not {unit!r}")
        if abs(n) > LONGEST[unit]:
            raise ValueError(f"a term of {n} {unit} is too long")
        counts = {"wd": self._working, "cd": self._days, "m": self._months}
        end, why = counts[unit](start, n)
        if roll and n >= 0:
            end, rolled = self._rolled(end)
            why += rolled
        return Due(end, self._doubtful(end, why, unit), why)

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; negative when `b` is before `a`."""
        if b < a:
            return -self.working_days_between(b, a)
        return sum(self._works(a + ONE * n) for n in range(1, (b - a).days + 1))

    def is_confirmed(self, day: date) -> bool:
        return day.year in self.confirmed

    def _works(self, day: date) -> bool:
        kind = self.days.get(day)
        return kind == "work" if kind else day.weekday() < 5

    def _working(self, start: date, n: int) -> tuple[date, list[Step]]:
        day, why, left = start, [], abs(n)
        while left:
            day += ONE if n > 0 else -ONE
            why.append(self._seen(day))
            left -= self._works(day)
        return day, why

    def _days(self, start: date, n: int) -> tuple[date, list[Step]]:
        way = ONE if n > 0 else -ONE
        return start + ONE * n, [Step(start + way * i, "counted") for i in range(1, abs(n) + 1)]

    def _months(self, start: date, n: int) -> tuple[date, list[Step]]:
        end = same_day(start, n)
        return end, [Step(end, "counted", "月末" if end.day < start.day else "")]

    def _rolled(self, end: date) -> tuple[date, list[Step]]:
        why = []
        while not self._works(end):
            why.append(Step(end, "rolled", self.why_off(end)))
            end += ONE
        return (end, [*why, self._seen(end)]) if why else (end, [])

    def _seen(self, day: date) -> Step:
        if not self._works(day):
            return Step(day, "skipped", self.why_off(day))
        if self.days.get(day) == "work":
            return Step(day, "added", self.names.get(day, "调休上班"))
        return Step(day, "counted")

    def _doubtful(self, end: date, why: list[Step], unit: str) -> bool:
        # Working days depend on the notices all the way; calendar days and months only where they end.
        asked = [step.date for step in why if unit == "wd" or step.kind == "rolled"]
        return not all(self.is_confirmed(day) for day in [end, *asked])


def same_day(start: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@cache
def seeded() -> Calendar:
    """The calendar as it ships, without a database."""
    rows = [row for year in seed.years() for row in seed.days_of(year)]
    return Calendar(
        days={day: kind for day, kind, _ in rows},
        confirmed=frozenset(year["year"] for year in seed.years() if year["confirmed"]),
        names={day: name for day, _, name in rows},
    )


def load() -> Calendar:
    """The calendar as the tables have it now."""
    # Here, so that reckoning without a database needs no models.
    from people.calendar_store import load

    return load()
