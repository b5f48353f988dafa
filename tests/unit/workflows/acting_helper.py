"""A case of the tests' own process in which holders may pass work on, and what the tests ask about it."""

from ledger.models import Event
from ledger.read import history
from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import moves
from workflows.models import Outbox, WorkItem


class World:
    """A case, its people, and what became of it."""

    def __init__(self):
        self.author, self.decider = person("author", "clerk"), person("decider")
        self.signers = [person("signer1"), person("signer2")]
        self.other, self.third = person("other"), person("third")

    def walk(self, stage):
        self.case = moves.open_case("approval", by=self.author, title="一件事")
        if stage == "draft":
            return self
        moves.move(self.case, "submit", by=self.author, signers=[s.pk for s in self.signers], decider=self.decider.pk)
        for signer in self.signers if stage == "decision" else ():
            moves.act(self.case, "sign", by=signer, decision="agree")
        return self

    def act(self, name, by, **answers):
        return moves.act(self.case, name, by=by, **answers)

    def now(self):
        return Approval.objects.get(pk=self.case.pk)

    def items(self, person, **which):
        return list(WorkItem.objects.filter(process=self.case, owner=person, **which).order_by("pk"))

    def open(self, person):
        return [item.kind for item in self.items(person, status="ASSIGNED")]

    def told(self, topic):
        return sorted(pk for row in Outbox.objects.filter(uid=self.case.uid, topic=topic) for pk in row.recipients)

    def event(self, name):
        return Event.objects.filter(uid=self.case.uid, kind=f"act.{name}").order_by("-seq").first()

    def said(self, name):
        """The fields of the last event of that act, as a page reads them."""
        return [entry.fields for entry in history(self.case.uid) if entry.event.kind == f"act.{name}"][-1]
