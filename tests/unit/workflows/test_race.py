"""Fifty people at one work item: one wins, forty-nine read who was first (invariants 3 and 4)."""

import threading
import uuid
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from ledger.models import Event
from ledger.verify import verify
from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import clock, definitions, moves, registry
from workflows.errors import Refused, TooLate
from workflows.models import Case, Signing, WorkItem
from workflows.store.queue import Turnstile

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 50


@pytest.fixture(autouse=True)
def fresh_caches():
    definitions.forget()
    yield
    definitions.forget()


def at_once(calls):
    """Run all calls at the same moment, a thread and a connection each; returns results and exceptions in order."""
    gate, found = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        gate.wait(30)
        try:
            found[place] = call()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return found


def submitted(signers):
    author, decider = person("author", "clerk"), person("decider")
    case = moves.open_case("approval", by=author, title="一件事")
    moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=decider.pk)
    return case


def before_decision():
    """A case whose decision waits for one person."""
    signer = person("signer")
    case = submitted([signer])
    moves.act(case, "sign", by=signer, decision="agree")
    return case, person("decider")


@pytest.fixture
def any_of(monkeypatch):
    """The same process, with a signing that the first word settles."""
    facts = dict(Approval.facts)
    signing = facts[Approval.Stage.SIGNING]
    facts[Approval.Stage.SIGNING] = replace(signing, signing=replace(signing.signing, mode="any"))
    monkeypatch.setattr(Approval, "facts", facts)
    registry.current.cache_clear()
    yield
    registry.current.cache_clear()


def signers_of(count):
    return [person(f"signer{n}") for n in range(count)]


def fifty_on_one_item():
    """Fifty hands of one holder: each a session of its own with its own key."""
    case, decider = before_decision()
    names = ["adopt", "turn_down"] * (PEOPLE // 2)
    found = at_once([lambda name=name: moves.move(case, name, by=decider.pk, key=uuid.uuid4()) for name in names])
    won = [f for f in found if isinstance(f, moves.Receipt)]
    lost = [f for f in found if isinstance(f, Refused)]
    assert (len(won), len(lost)) == (1, PEOPLE - 1), Counter(map(repr, found))
    assert all("decider" in f.why for f in lost), {f.why for f in lost}
    after = Approval.objects.get(pk=case.pk)
    assert after.stage == won[0].stage and after.open_items == 0
    assert Event.objects.filter(uid=case.uid).count() == 4 and verify(case.uid).ok
    assert WorkItem.objects.filter(process=case, status="DONE", role="decider").count() == 1


def fifty_holders():
    """Fifty people hold one post, each has the work in the inbox; the first closes it for all."""
    team = [person(f"holder{n}", "supervision_office") for n in range(PEOPLE)]
    head = person("head", "section_head")
    said = {"source": "年度要点", "metric": "完成", "due_on": clock.today() + timedelta(days=300)}
    case = moves.open_case("task_project", by=team[0], unit=head.unit, title="一件事", **said)
    assert WorkItem.objects.filter(process=case, status="ASSIGNED").count() == PEOPLE
    found = at_once([lambda p=p: moves.move(case, "register", by=p.pk, key=uuid.uuid4()) for p in team])
    won = [n for n, f in enumerate(found) if isinstance(f, moves.Receipt)]
    lost = [f for f in found if isinstance(f, TooLate)]
    assert (len(won), len(lost)) == (1, PEOPLE - 1), Counter(map(repr, found))
    assert all(team[won[0]].name in f.why for f in lost), {f.why for f in lost}
    states = Counter(WorkItem.objects.filter(process=case, stage="drafted").values_list("status", flat=True))
    assert states == {"DONE": 1, "CANCELED": PEOPLE - 1} and verify(case.uid).ok


def rounds(scene, count):
    for _ in range(count):
        scene()


@pytest.mark.slow
@pytest.mark.parametrize("scene", [fifty_on_one_item, fifty_holders])
def test_one_of_fifty_wins_and_the_others_read_who_was_first(scene):
    rounds(scene, 3)


@pytest.mark.nightly
@pytest.mark.parametrize("scene", [fifty_on_one_item, fifty_holders])
def test_one_of_fifty_wins_twenty_times_over(scene):
    rounds(scene, 20)


def test_twenty_signers_at_once_all_count_and_the_last_one_moves_the_case():
    signers = signers_of(20)
    case = submitted(signers)
    found = at_once([lambda s=s: moves.act(case, "sign", by=s.pk, decision="agree", key=uuid.uuid4()) for s in signers])
    assert all(isinstance(f, moves.Receipt) for f in found), Counter(map(repr, found))
    after, row = Approval.objects.get(pk=case.pk), Signing.objects.get(case=case)
    assert (after.stage, row.agreed, row.waiting, row.outcome) == ("decision", 20, 0, "agree")
    assert sorted(Event.objects.filter(uid=case.uid).values_list("seq", flat=True)) == list(range(1, 23))
    assert WorkItem.objects.filter(process=case, role="decider").count() == 1
    assert verify(case.uid).ok


def test_of_twenty_who_may_speak_for_all_the_first_settles_it(any_of):
    signers = signers_of(20)
    case = submitted(signers)
    found = at_once([lambda s=s: moves.act(case, "sign", by=s.pk, decision="agree") for s in signers])
    won = [n for n, f in enumerate(found) if isinstance(f, moves.Receipt)]
    assert len(won) == 1, Counter(map(repr, found))
    lost = [f.why for f in found if isinstance(f, Refused)]
    assert len(lost) == 19 and all(signers[won[0]].name in why for why in lost), Counter(lost)
    assert Approval.objects.get(pk=case.pk).stage == "decision"
    assert Counter(WorkItem.objects.filter(process=case, kind="sign").values_list("status", flat=True)) == {
        "DONE": 1, "CANCELED": 19,
    }  # fmt: skip


def test_one_objection_among_twenty_settles_once():
    signers = signers_of(20)
    case = submitted(signers)
    found = at_once([lambda s=s: moves.act(case, "sign", by=s.pk, decision="oppose") for s in signers])
    assert Counter(type(f).__name__ for f in found)["Receipt"] == 1, Counter(map(repr, found))
    assert Approval.objects.get(pk=case.pk).stage == "refused" and verify(case.uid).ok


def test_twenty_repeats_with_one_key_are_one_act_and_one_answer():
    signer, other = signers_of(2)
    case, key = submitted([signer, other]), uuid.uuid4()
    found = at_once([lambda: moves.act(case, "sign", by=signer.pk, decision="agree", key=key) for _ in range(20)])
    assert {f.seq for f in found} == {3}, Counter(map(repr, found))
    assert Signing.objects.get(case=case).agreed == 1


def test_twenty_openings_with_one_key_are_one_case():
    author, key = person("author", "clerk"), uuid.uuid4()
    found = at_once([lambda: moves.open_case("approval", by=author.pk, key=key, title="一件事") for _ in range(20)])
    assert {getattr(f, "pk", repr(f)) for f in found} == {Case.objects.get().pk}


def test_a_key_that_opened_somebody_elses_case_is_refused():
    key = uuid.uuid4()
    moves.open_case("approval", by=person("author", "clerk"), key=key, title="一件事")
    with pytest.raises(Refused, match="没有保存"):
        moves.open_case("approval", by=person("other", "clerk"), key=key, title="另一件")


@pytest.mark.embedded
def test_the_turnstile_serves_in_order_and_its_holder_may_enter_again():
    turnstile, order, inside = Turnstile(), [], threading.Event()
    turnstile.enter()
    turnstile.enter()

    def wait(n):
        turnstile.enter()
        order.append(n)
        turnstile.leave()

    threads = []
    for n in range(5):
        threads.append(threading.Thread(target=wait, args=(n,)))
        threads[-1].start()
        inside.wait(0.02)
    turnstile.leave()
    assert order == []
    turnstile.leave()
    for thread in threads:
        thread.join(5)
    assert order == [0, 1, 2, 3, 4]
