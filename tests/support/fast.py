"""An actor of a story at Django's own client: the pages and forms of the service, without a server."""

from datetime import datetime, time
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from people import calendar, clock
from people.clock import CHINA
from people.models import User
from tests.support.loop import asks, complaints, does
from tests.support.visitor import form_of
from workflows.models import Case

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Actor:
    """One person; follows links and sends the forms that are on the page, as they lie there."""

    def __init__(self, user):
        self.user, self.client, self.page, self.path, self.status = user, Client(), "", "/", 0
        self.client.force_login(user, backend=BACKEND)

    def go(self, path):
        return self._took(self.client.get(path, follow=True))

    def send(self, ending, **given):
        form = form_of(self.page, ending)
        assert form, f"no form {ending!r} on {self.path}"
        said = {name: value for name, value in (form.fields | given).items() if value is not False}
        return self._took(self.client.post(urljoin(self.path, form.action), said, follow=True))

    def _took(self, answer):
        self.page, self.path, self.status = answer.content.decode(), answer.request["PATH_INFO"], answer.status_code
        return self.status


class Cast(dict):
    """Everybody of the demonstration, called by username."""

    def __missing__(self, username):
        self[username] = Actor(User.objects.get(username=username))
        return self[username]

    def name(self, username):
        return self[username].user.name


class Story:
    """One case at its pages. Which edges were taken is noted, so that a test can say that none was left out."""

    def __init__(self, cast, address):
        self.cast, self.address, self.taken = cast, address, set()

    @classmethod
    def begun(cls, cast, by, kind, **said):
        """A case begun from the catalogue; `said` may be a function of the form."""
        desk = cast[by]
        assert desk.go(f"/start/{kind}/") == 200
        assert desk.send("", **said) == 200, complaints(desk)
        assert desk.path.startswith("/case/"), complaints(desk)
        return cls(cast, desk.path)

    @property
    def case(self):
        return Case.objects.get(uid=self.address.strip("/").split("/")[-1]).own

    def form(self, way, by):
        return asks(self.cast[by], self.address, way)

    def move(self, name, by, **given):
        before = self.case.stage
        does(self.cast[by], self.address, f"move/{name}", **given)
        self.taken.add((before, self.case.stage, name))

    def act(self, name, by, **given):
        does(self.cast[by], self.address, f"act/{name}", **given)

    def attended(self, by):
        """All who are on the roster have come."""
        present = [value for value, _label in self.form("act/attend", by).choices["present"]]
        self.act("attend", by, present=present)


def edges(model):
    """(from, to, move) of everything that a process's model allows."""
    every = model._meta.get_field("stage").get_all_transitions(model)
    return {(one.source, one.target, one.name) for one in every if one.source != "*"}


def paper(name="材料.txt", text="核对无误。"):
    """A small file to add to a form."""
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


def on(day, hour=9):
    """Let the clock stand at an hour of a day."""
    clock.set_to(datetime.combine(day, time(hour), CHINA))


def after(days, hour=9):
    """Go on by working days."""
    on(calendar.load().add(clock.today(), days, "wd").date, hour)
