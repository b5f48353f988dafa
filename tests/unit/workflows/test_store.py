"""Under the lock a move sees what the winner before it wrote, the process's own fields among it."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import definitions, moves
from workflows.conformance import story
from workflows.conformance.specimen.models import Specimen
from workflows.store import current as store
from workflows.store.queue import turn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_caches():
    definitions.forget()
    yield
    definitions.forget()


def test_who_waited_for_the_lock_sees_the_own_fields_of_the_winner():
    author, first, second = person("author", "clerk"), person("first"), person("second")
    case = moves.open_case("approval", by=author, title="一件事")
    moves.move(case, "submit", by=author, signers=[first.pk], decider=first.pk)
    waiting, seen = threading.Event(), []

    def wait():
        waiting.set()
        with turn(), transaction.atomic():
            locked = store().lock(Approval, case.pk, author.pk)
            seen.append((locked.decider_id, locked.title))
        connection.close()

    with turn(), transaction.atomic():
        won = store().lock(Approval, case.pk, author.pk)
        other = threading.Thread(target=wait)
        other.start()
        waiting.wait(10)
        other.join(0.5)  # time to run into the lock
        Approval.objects.filter(pk=won.pk).update(decider=second, title="改过的题目")
    other.join(30)
    assert seen == [(second.pk, "改过的题目")]


def test_the_items_of_the_actor_are_those_open_in_this_case():
    author, signer = person("author", "clerk"), person("signer")
    cases = [moves.open_case("approval", by=author, title=f"第 {n} 件") for n in range(2)]
    for case in cases:
        moves.move(case, "submit", by=author, signers=[signer.pk], decider=author.pk)
    with turn(), transaction.atomic():
        locked = store().lock(Approval, cases[1].pk, signer.pk)
        item = store().item_of(locked, owner=signer.pk, kind="sign")
        assert item.process is locked and item.owner == signer and item.signing.waiting == 1
        assert store().item_of(locked, owner=signer.pk, kind="move") is None
        assert store().item_of(locked, owner=author.pk, kind="sign") is None


@pytest.mark.parametrize("missing", ["case", "person"])
def test_what_is_not_there_is_said_to_be_not_there(missing):
    author = person("author", "clerk")
    case = moves.open_case("approval", by=author, title="一件事")
    pk, actor = (case.pk + 1, author.pk) if missing == "case" else (case.pk, author.pk + 1)
    with pytest.raises(Approval.DoesNotExist if missing == "case" else type(author).DoesNotExist):
        with turn(), transaction.atomic():
            store().lock(Approval, pk, actor)


@pytest.mark.postgres
def test_who_waits_for_the_lock_in_vain_is_told_so_and_can_go_on():
    author = person("author", "clerk")
    case = moves.open_case("approval", by=author, title="一件事")
    done, held = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            store().lock(Approval, case.pk, author.pk)
            held.set()
            done.wait(30)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(30)
    try:
        with pytest.raises(OperationalError), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
            store().lock(Approval, case.pk, author.pk)
    finally:
        done.set()
        other.join(30)
    with turn(), transaction.atomic():
        assert store().lock(Approval, case.pk, author.pk).pk == case.pk


@pytest.mark.postgres
def test_a_case_that_another_one_waits_for_stays_unlocked_until_that_one_is_locked():
    below, seen = story.Story(story.people()).to("sub").inner.case, []

    def look():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM workflows_case WHERE id = %s FOR UPDATE SKIP LOCKED", [below.pk])
            seen.extend(cursor.fetchall())
        connection.close()

    with transaction.atomic():
        assert store().lock(Specimen, below.pk, below.opened_by_id, above=False) is None
        other = threading.Thread(target=look)
        other.start()
        other.join(30)
    assert seen == [(1,)]
