"""A paper prints an agent with whom they acted for, whatever step signs it."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest

from people import clock
from people.models import Mandate
from tests.support.world import person
from workflows import moves, papers
from workflows.papers import signers
from workflows.testing import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(db):
    author, signer, decider, agent = (person(name, "clerk") for name in ("author", "signer", "decider", "agent"))
    day = clock.today()
    Mandate.objects.create(principal=decider, agent=agent, since=day, until=day + timedelta(days=2), reason="学习")
    case = moves.open_case("approval", by=author, title="一件事")
    moves.move(case, "submit", by=author, signers=[signer.pk], decider=decider.pk)
    moves.act(case, "sign", by=signer, decision="agree")
    return fresh(case)


def test_afterwards_the_history_says_who_signed_and_for_whom(decision):
    moves.move(decision, "adopt", by=person("agent"))
    case = fresh(decision)
    assert papers.who(case, person("decider"), "move.adopt") == "agent（代decider）"
    assert papers.who(case, person("author"), "move.submit") == "author"


def test_a_person_who_acted_for_themselves_stands_alone_and_so_does_who_never_acted(decision):
    moves.move(decision, "adopt", by=person("decider"))
    assert papers.who(fresh(decision), person("decider"), "move.adopt") == "decider"
    assert papers.who(fresh(decision), person("signer"), "move.adopt") == "signer"
    assert papers.who(fresh(decision), None, "move.adopt") == ""


def test_the_step_that_issues_the_paper_is_no_event_yet():
    agent, owner = SimpleNamespace(pk=1, name="agent"), SimpleNamespace(pk=2, name="owner")
    item = SimpleNamespace(owner_id=2, owner=owner)
    step = SimpleNamespace(actor=agent, principal=None, item=item, kind="move.adopt")
    assert signers.of_step(step) == "agent（代owner）"
    assert papers.who(SimpleNamespace(step=step), owner, "move.adopt") == "agent（代owner）"
    step.item = None
    assert signers.of_step(step) == "agent"
    step.principal = owner
    assert signers.of_step(step) == "agent（代owner）"


def test_every_signature_of_a_step_in_the_processes_is_printed_by_the_one_helper():
    from tests.architecture import sources

    texts = [path.read_text("utf-8") for path in sources("processes") if path.name.startswith("papers")]
    assert texts and not [text for text in texts if "step.actor.name" in text]


def printed_alone(text):
    """Fields that hold who took a step and are printed as a bare name; who opened a case did it in person."""
    return [found for found in re.findall(r"\b(\w+_by)\.name\b", text) if found != "opened_by"]


def test_on_no_paper_does_who_took_a_step_stand_without_whom_they_acted_for():
    from tests.architecture import sources

    papers_of = {
        str(path): printed_alone(path.read_text("utf-8"))
        for path in sources("processes")
        if path.name.startswith("papers")
    }
    assert len(papers_of) >= 8 and {path: found for path, found in papers_of.items() if found} == {}
    assert printed_alone("Quote(case.note, case.approved_by.name)") == ["approved_by"]
