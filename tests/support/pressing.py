"""A walk whose moves are pressed: the form that lies on the page of whoever is entitled is filled in and sent.

Work inside a stage stays the walk's, so that a test comes quickly to where it wants to press.
"""

from datetime import date, datetime, timedelta

from django.db.models import Model

from people import clock
from people.clock import CHINA
from tests.support.fast import Cast
from tests.support.loop import complaints, does
from workflows.models import Case


class Pressing:
    """Mixed into a walk before it: `class Pressed(Pressing, Walk)`."""

    cast = taken = None

    def move(self, name, by, **answers):
        """Press it at the moment of the walk, and note the edge."""
        self.cast, self.taken = self.cast or Cast(), self.taken or set()
        before, said = self.case.stage, {key: typed(value) for key, value in answers.items()}
        with clock.frozen(self.now):
            self._press(name, by, said)
        self.now += timedelta(minutes=1)
        self.fresh()
        self.taken.add((before, self.case.stage, name))
        return self

    def _press(self, name, by, said):
        actor, address = self.cast[by], f"/case/{self.case.uid}/"
        seen = Case.objects.get(pk=self.case.pk).head_seq
        if actor.go(address) == 404:  # whom the case is about has a room, and no case
            assert actor.go(address.replace("/case/", "/room/")) == 200, (by, name)
            assert actor.send(f"/do/move/{name}/", **said) == 200, complaints(actor)
        else:
            does(actor, address, f"move/{name}", **said)
        assert Case.objects.get(pk=self.case.pk).head_seq > seen, (name, complaints(actor))


def typed(value):
    """What a person types or ticks for an answer."""
    if isinstance(value, datetime):
        return value.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, list | tuple):
        return [typed(one) for one in value]
    return value.isoformat() if isinstance(value, date) else "on" if value is True else str(value)
