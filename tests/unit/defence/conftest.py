"""A case of the tests' own process whose respondent is confined to the room."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from people import clock
from policy import rooms
from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import defence, moves, registry
from workflows.declare import Term
from workflows.models import Participant
from workflows.step import Step

TEN = Term(n=10, unit="wd", start="received", clause="办法第十条")


class Matter:
    """A case, its people, and what they do in it."""

    def __init__(self):
        self.author, self.officer = person("author", "clerk"), person("decider", "case_officer")
        self.signer, self.other = person("signer"), person("other")
        self.respondent = person("respondent", unit_code="LSZ")
        self.case = moves.open_case("approval", by=self.author, title="反映某人问题的核查")
        Participant.objects.create(case=self.case, person=self.respondent, role="respondent")
        moves.move(self.case, "submit", by=self.author, signers=[self.signer.pk], decider=self.officer.pk)
        moves.act(self.case, "sign", by=self.signer, decision="agree")

    def begin(self, person=None, term=TEN, **more):
        """What an effect of a process does."""
        case = self.now()
        step = Step(case, self.officer, "act.test", clock.now())
        return defence.begin(case, step, person or self.respondent, term, **({"paper": "事实材料"} | more))

    def act(self, name, by, **answers):
        return moves.act(self.case, name, by=by, **answers)

    def now(self):
        return Approval.objects.get(pk=self.case.pk)


@pytest.fixture
def confined(monkeypatch):
    """The process confines its respondent and switches on what belongs to a defence."""
    acts = defence.ACTS | {"comment": ("decider",)}
    facts = {code: replace(one, acts=acts) for code, one in Approval.facts.items()}
    monkeypatch.setattr(Approval, "facts", facts)
    monkeypatch.setattr(Approval, "process", replace(Approval.process, confined=("respondent",), readers=("office",)))
    monkeypatch.setattr(Approval, "signers", [])
    monkeypatch.setitem(rooms.CONFINED, "approval", frozenset({"respondent"}))
    named = Approval.named
    officer = lambda self, role: [self.decider_id] if role == "case_officer" else named(self, role)  # noqa: E731
    monkeypatch.setattr(Approval, "named", officer)
    registry.current.cache_clear()
    yield
    monkeypatch.undo()
    registry.current.cache_clear()


@pytest.fixture(autouse=True)
def at(settings):
    """A Monday in spring; `at(moment)` moves the clock."""
    settings.DEMO = True
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=clock.CHINA)):
        yield lambda moment: clock.set_to(moment.replace(tzinfo=clock.CHINA))


@pytest.fixture
def later(at):
    """`later(days=30)` lets time pass."""
    return lambda **span: clock.shift(timedelta(**span))


@pytest.fixture
def matter(db, confined):
    return Matter()
