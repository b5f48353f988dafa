"""Pages in a recorded year: a stranger at the portal, a reader at the desk. Forms are sent as they lie there.

What may not stand in a recording is named by a mark: "@receipt:" is the receipt that the portal showed, "@report:"
the report that it belongs to, "@words:gj_clk" somebody's passphrase.
"""

import re

from django.test import Client

from intake import channel, receipts
from people import clock
from policy import reports
from tests.support.desks import words
from tests.support.fast import Actor
from tests.support.loop import complaints
from vault import keepers
from web import stepping

STRANGER = "stranger"
RECEIPT = re.compile(r"(?:\d{4} ){3}\d{4}")


def unsealing():
    """Whoever reads a desk or keeps identities has a key."""
    entitled = {one.pk: one for where in reports.DESKS for one in reports.readers(where)}
    for one in (entitled | {one.pk: one for one in reports.keepers()}).values():
        keepers.set_passphrase(one, words(one), words(one))


class Stranger(Actor):
    """Somebody without an account: no session, and nothing kept but a receipt."""

    def __init__(self):
        self.client, self.page, self.path, self.status = Client(), "", "/", 0


class Pages:
    """The browsers of a year, and the receipt that the stranger wrote down."""

    def __init__(self, people):
        self.people, self.actors, self.receipt = people, {}, ""

    def take(self, step, said):
        """Go to a page or send a form of the one that is open; what must stand on it afterwards stands on it."""
        actor = self.actors.get(step["by"]) or self.actors.setdefault(step["by"], self._actor(step["by"]))
        if step["do"] == "go":
            actor.go(self._address(step["name"]))
        else:
            self._shown(step["by"], actor)
            actor.send(self._address(step["name"]), **said)
        if (step["do"], actor.path) == ("send", "/portal/"):
            self.receipt = RECEIPT.search(actor.page)[0]
        assert actor.status < 400, f"{actor.path} {actor.status}: {complaints(actor)}"
        assert step.get("reads", "") in actor.page, f"{actor.path} {actor.status}: no {step['reads']!r}"
        return {"status": actor.status}

    def _actor(self, name):
        return Stranger() if name == STRANGER else Actor(self.people[name])

    def _shown(self, name, actor):
        """Who opens what is sealed has just shown who they are."""
        if name != STRANGER:
            session = actor.client.session
            session[stepping.KEPT] = clock.now().timestamp()
            session.save()

    def _address(self, name):
        return name.replace("@report:", str(self.report().pk)) if "@report:" in name else name

    def report(self):
        """The report of the receipt."""
        return channel.find(receipts.derived(receipts.read(self.receipt)))
