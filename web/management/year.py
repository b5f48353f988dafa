"""The demonstration year: every process tells its stories, and all are walked on one clock, in the order of time.

Twelve whole months up to the last one, and three before them in which the year is planned. Everything goes through
the one door on the day on which it happened; each working day begins with the background's turn.
"""

from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from notifications import background, relay
from people import calendar, clock
from people import demo as people_of_demo
from people.clock import CHINA
from people.models import Unit, User
from processes import years
from workflows.interleaving import Interleaved, wait

PRELUDE, MONTHS = 3, 12
MORNING, WATCHED = time(8), time(8, 30)


class Year:
    """What the stories are told with: people, days and months, and the walks that go on side by side."""

    def __init__(self, today, passed=lambda moment: None):
        self.last = today
        self.first = _monday(_months_before(today, PRELUDE + MONTHS))
        self.months = [f"{_months_before(today, n):%Y-%m}" for n in range(MONTHS, 0, -1)]
        self.told, self.watched, self.now = passed, [], _at(self.first)
        self.woven = Interleaved(_at(today, time(23)), self._passed)

    def fill(self):
        """Load the people, walk everything, and give out what is left to tell."""
        people_of_demo.load(_at(self.first - timedelta(7)))
        self.people = {user.username: user for user in User.objects.select_related("unit")}
        self.begin(self.first, self._days)
        for module in years():
            module.begin(self)
        self.woven.run()
        background.deliver()
        people_of_demo.give_addresses()

    # What the stories ask for.

    def begin(self, moment, story, *args):
        """Let a story begin at a moment, or in the morning of a day."""
        self.woven.begin(moment if isinstance(moment, datetime) else _at(moment), story, *args)

    def watch(self, cases, story):
        """Let a story begin for every case of a queryset, on the morning after it is found there."""
        self.watched.append((cases, story, set()))

    def wait(self, moment):
        wait(moment)

    @contextmanager
    def at(self, day, hour=9):
        """A moment of the year, when it has come."""
        moment = _at(day, time(hour))
        wait(moment)
        with clock.frozen(moment):
            yield

    def day(self, n):
        """So many days after the first, or the next working day."""
        return calendar.load().add(self.first, n, "cd").date

    def first_of(self, month, days=0):
        """So many days after the first of a month."""
        return date.fromisoformat(f"{month}-01") + timedelta(days)

    def unit(self, code):
        return Unit.objects.get(code=code)

    # How the days go.

    def _passed(self, moment):
        if moment <= self.woven.until:
            self.now = moment
            self.told(moment)

    def _days(self):
        """Each working day: the background takes its turn, and new cases find who walks them."""
        known, day = calendar.load(), self.first
        while True:
            if known.is_working(day):
                wait(_at(day, MORNING))
                with clock.frozen(_at(day, MORNING)):
                    background_turn()
                self._look(_at(day, WATCHED))
            day += timedelta(1)

    def _look(self, moment):
        for cases, story, seen in self.watched:
            for case in cases.exclude(pk__in=seen).distinct().order_by("pk"):
                seen.add(case.pk)
                self.begin(moment, story, self, case)


def background_turn():
    """What the background does, once; here what fails is not passed over."""
    for job in background.jobs:
        job()
    while relay.spread()[0]:
        pass


def last_day(today):
    """The day on which the year stands still: today, or early December of the last year whose holidays are known."""
    return min(today, date(max(calendar.seeded().confirmed), 12, 1))


def _months_before(day, n):
    """The first day of the month so many months before."""
    whole = day.year * 12 + day.month - 1 - n
    return date(whole // 12, whole % 12 + 1, 1)


def _monday(day):
    return day + timedelta(-day.weekday() % 7)


def _at(day, hour=time(9)):
    return datetime.combine(day, hour, CHINA)
