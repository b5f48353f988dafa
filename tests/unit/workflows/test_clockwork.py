"""Deadlines, provisional terms, the diagram, the turnstile."""

import threading
from datetime import datetime, timedelta

import pytest

from ledger import append
from ledger.models import Event
from ledger.verify import verify
from people import clock
from tests.support.world import person
from workflows import diagram, due, lights, moves, registry
from workflows.declare import Term
from workflows.models import WorkItem
from workflows.store.queue import Turnstile

CHINA = clock.CHINA


@pytest.mark.django_db
def test_entering_a_stage_sets_due_and_warning_on_case_and_work():
    author, signer = person("author", "clerk"), person("signer")
    with clock.frozen(datetime(2026, 2, 11, 9, tzinfo=CHINA)):
        case = moves.open_case("approval", by=author, title="一件事")
        moves.move(case, "submit", by=author, signers=[signer.pk], decider=signer.pk)
        moves.act(case, "sign", by=signer, decision="agree")
    item = WorkItem.objects.get(owner=signer, status="ASSIGNED")
    assert item.due.astimezone(CHINA).date().isoformat() == "2026-02-14"  # a make-up working day
    assert item.warn_at < item.due and not item.provisional


@pytest.mark.django_db
def test_a_term_that_ends_in_an_unconfirmed_year_is_provisional_and_said_to_be():
    start = datetime(2026, 12, 30, 9, tzinfo=CHINA)
    found = due.of_term(Term(n=5, unit="wd", start="x"), start)
    assert found.provisional
    assert lights.light(found.due, found.warn_at, start, True)[1].startswith("约")


def test_lights_compare_and_do_not_store():
    at = datetime(2026, 11, 20, 9, tzinfo=CHINA)
    assert lights.colour(at - timedelta(seconds=1), None, at) == "red"
    assert lights.colour(at + timedelta(days=1), at, at) == "yellow"
    assert lights.colour(at + timedelta(days=9), at + timedelta(days=5), at) == "green"
    assert lights.colour(None, None, at) == ""


def test_the_diagram_follows_the_longest_way_and_marks_where_the_case_is():
    rules = registry.current("approval")
    drawn = diagram.of(rules, "signing", [("draft", None), ("signing", None)])
    assert {n.stage: n.state for n in drawn.nodes} == {
        "draft": "done", "signing": "now", "decision": "next", "adopted": "next", "refused": "alt",
    }  # fmt: skip
    assert len(drawn.edges) == 3


def test_the_turnstile_lets_in_one_at_a_time_in_the_order_they_came():
    gate, seen, inside = Turnstile(), [], []

    def work(n):
        gate.enter()
        gate.enter()
        inside.append(n)
        assert len(inside) == 1
        inside.remove(n)
        seen.append(n)
        gate.leave()
        gate.leave()

    gate.enter()
    threads = []
    for n in range(8):
        threads.append(threading.Thread(target=work, args=(n,)))
        threads[-1].start()
        while len(gate._waiting) <= n:
            pass
    gate.leave()
    for thread in threads:
        thread.join(5)
    assert seen == list(range(8))


@pytest.mark.django_db
def test_a_new_version_of_the_rules_is_an_event_of_the_system_chain():
    case = moves.open_case("approval", by=person("author", "clerk"), title="一件事")
    event = Event.objects.get(uid=append.SYSTEM, kind="rules.stored")
    assert case.definition.hash in event.body and verify(append.SYSTEM).ok
    moves.open_case("approval", by=person("author"), title="又一件事")
    assert Event.objects.filter(uid=append.SYSTEM, kind="rules.stored").count() == 1
