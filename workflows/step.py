"""What one act does to a case, gathered in memory so that it is written at once."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from uuid import UUID

from ledger import statements
from policy import rooms, secrecy
from workflows import clock
from workflows.models import Outbox

DULL = frozenset({"case_ptr", "id"})


@dataclass
class Step:
    """One act being taken. Effects and acts add to it; the store writes it."""

    case: object
    actor: object  # people.User, as the database knows it under the lock
    kind: str
    at: datetime
    key: UUID | None = None
    item: object = None  # the work item this step completes
    pointed: int | None = None  # the work item that the person meant, if they hold several
    principal: object = None  # for whom the actor acts, if not for himself
    decision: str = ""
    reason: str = ""
    opinion: str = ""
    answers: dict = field(default_factory=dict)
    born: list = field(default_factory=list)  # work items the flow has opened
    told: list = field(default_factory=list)  # outbox rows
    fields: dict = field(default_factory=dict)  # more for the event, in clear
    private: dict = field(default_factory=dict)  # more for the event, erasable
    after: list = field(default_factory=list)  # called with the step once it is written, same transaction
    onward: object = None  # a Staff that leaves the stage entered to nobody: the system takes the case on
    quiet: bool = False  # one of many taken in at once: whoever takes them in says so once
    closes_stage: bool = False
    closes_why: str = "moved"  # why what is open in the stage that is left is closed undone
    detour: object = None  # the detour that ends with this step: the stage goes on as it was left
    above: bool = False  # what happened to the case that waits for this one reaches it
    restores: tuple = ()  # since when, and the closed work with which a stage is as it was before somebody left it
    expects: tuple = ()  # the work item that waits for a sub-case to open, and its declaration
    keeps: bool = False  # times from which terms count stay as they are
    others: bool = True  # others may hold open work in the stage that is left
    signings_born: list = field(default_factory=list)
    voted: object = None  # the signing whose counts changed; the store writes it
    deadline: object = None

    def __post_init__(self):
        self.case.step = self
        self.came_from = self.case.stage
        known = self.case.__dict__
        self.before = {name: known.get(name) for name in _watched(type(self.case))}

    @property
    def holder_id(self):
        """Whose work it is: the actor's own, or that of whom he acts for."""
        return self.principal.pk if self.principal else self.actor.pk

    @property
    def changed(self):
        """Old and new value of each field that changed."""
        known = self.case.__dict__
        return {name: [seen, known.get(name)] for name, seen in self.before.items() if seen != known.get(name)}

    def tell(self, topic, people, **data):
        """Put a notice to `people` (ids) into the outbox; nobody hears twice, nor of his own act.

        Whom the case is about hears nothing before something was served on them.
        """
        recipients = sorted(set(people) - {self.actor.pk} - secrecy.kept_out(self.case) - rooms.unaware(self.case))
        if recipients and not self.quiet:
            case = self.case
            secret = case.classification in ("restricted", "sealed")
            said = {"uid": case.uid, "topic": topic, "recipients": recipients, "data": data, "secret": secret}
            self.told.append(statements.new(Outbox, **said, at=self.at))

    def record(self):
        """The fields of the event this step leaves: (clear, private)."""
        changed, private_names = self.changed, self.case.rules.private
        clear = {k: v for k, v in changed.items() if k not in private_names}
        private = {k: v for k, v in changed.items() if k in private_names}
        words = {"decision": self.decision, "reason": self.reason, "opinion": self.opinion}
        fields = {k: v for k, v in words.items() if v} | self.fields | {"rules": self.case.rules.hash[:12]}
        if clear:
            fields["changes"] = clear
        if private:
            fields["changed_private"] = sorted(private)
        return fields, self.private | private


@cache
def _watched(model):
    """Fields that a move or an edit may change: the process's own, and a few of every case."""
    own = [f.attname for f in model._meta.local_concrete_fields if f.name not in DULL]
    return [*own, "title", "owner_unit_id", "classification", "urgency", "number"]


def moment(step):
    """When the step is taken; while a page only asks what stands in the way, now."""
    return step.at if step else clock.now()
