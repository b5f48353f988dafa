"""Walking one case from stage to stage by real moves on days that are set: for demonstrations and for tests."""

from datetime import datetime, time, timedelta

from people import clock
from people.clock import CHINA
from workflows import moves


class Walking:
    """One case and the people around it. `on` sets the day; each step takes a minute."""

    def __init__(self, people, day):
        self.people, self.case = people, None
        self.on(day)

    def open(self, process, by, **fields):
        """Open the case that is walked."""
        self.case = self._take(moves.open_case, process, by=self.people[by], **fields)
        return self

    def on(self, day, hour=9):
        """Go to a day; a moment may be given too."""
        self.now = day if isinstance(day, datetime) else datetime.combine(day, time(hour), CHINA)
        return self

    def move(self, name, by, **answers):
        self._take(moves.move, self.case, name, by=self.people[by], **answers)
        return self.fresh()

    def act(self, name, by, **answers):
        self._take(moves.act, self.case, name, by=self.people[by], **answers)
        return self.fresh()

    def _take(self, call, *args, **kwargs):
        with clock.frozen(self.now):
            done = call(*args, **kwargs)
        self.now += timedelta(minutes=1)
        return done

    def fresh(self):
        """Read the case again."""
        self.case = type(self.case).objects.get(pk=self.case.pk)
        return self

    @property
    def sitting(self):
        """The newest sitting of the case."""
        return self.case.sittings.order_by("-pk").first()
