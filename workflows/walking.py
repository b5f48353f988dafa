"""Walking one case from stage to stage by real moves on days that are set: for demonstrations and for tests."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from people import calendar, clock, roles
from people.clock import CHINA
from workflows import interleaving, moves
from workflows.evidence import uploads

HELP = {}  # name → what one process does in the walk of another, which does not know it


def helps(name):
    """Offer a part of a walk under a name: `(walk, **said) -> None`."""

    def mark(function):
        HELP[name] = function
        return function

    return mark


def helped(name, walk, **said):
    """Let whoever offers this part take it, if it is here."""
    if name in HELP:
        HELP[name](walk, **said)
    return walk.fresh()


class Walking:
    """One case and the people around it. `on` sets the day; each step takes a minute."""

    def __init__(self, people, day, case=None):
        self.people, self.case = people, case
        self.on(day)

    def open(self, process, by, **fields):
        """Open the case that is walked."""
        self.case = self._take(moves.open_case, process, by=self.people[by], **fields)
        return self

    def on(self, day, hour=9):
        """Go to a day; a moment may be given too."""
        self.now = day if isinstance(day, datetime) else datetime.combine(day, time(hour), CHINA)
        return self

    def after(self, days, hour=9):
        """Go on by working days."""
        return self.on(calendar.load().add(self.now.date(), days, "wd").date, hour)

    def move(self, name, by, **answers):
        self._take(moves.move, self.case, name, by=self.people[by], **answers)
        return self.fresh()

    def act(self, name, by, **answers):
        self._take(moves.act, self.case, name, by=self.people[by], **answers)
        return self.fresh()

    def _take(self, call, *args, **kwargs):
        interleaving.wait(self.now)  # where many cases are walked, each step is taken in the order of time
        with clock.frozen(self.now):
            done = call(*args, **kwargs)
        self.now += timedelta(minutes=1)
        return done

    def by_system(self, name, **answers):
        """An act that the system takes for somebody whose part is not walked."""
        self._take(moves.act, self.case, name, by=roles.system_user(), **answers)
        return self.fresh()

    def checked(self):
        """The blind check before an adverse proposal is over (F12)."""
        return self.by_system("end_check")

    def proof(self, by, name, text):
        """The client id of a file that `by` stages for the next step."""
        one = uuid5(NAMESPACE_URL, f"{self.case.uid}/{name}")
        self._take(uploads.receive, self.case, self.people[by], ContentFile(text.encode(), name=name), client_id=one)
        return str(one)

    def fresh(self):
        """Read the case again."""
        self.case = type(self.case).objects.get(pk=self.case.pk)
        return self

    @property
    def sitting(self):
        """The newest sitting of the case."""
        return self.case.sittings.order_by("-pk").first()
