"""Every event has one place, without a gap, whoever gives it and whenever they died."""

from hashlib import sha256
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from ledger import append
from ledger.log import leaf, merkle, proofs, sequence
from ledger.models import Event, Log, Place, Tile
from tests.support.flush import unsealed
from tests.unit.ledger.conftest import UID, chain

pytestmark = pytest.mark.django_db


def uid_of(number):
    return UUID(int=number)


def fill(chains, length, first=1):
    for number in range(first, first + chains):
        append.write(chain(length, uid_of(number)))


def hashes():
    found = dict(((uid, seq), digest) for uid, seq, digest in Event.objects.values_list("uid", "seq", "hash"))
    return [leaf.of(uid, found[uid, seq]) for uid, seq in Place.objects.order_by("place").values_list("uid", "seq")]


def root_of(leaves):
    edge = merkle.Edge()
    for digest in leaves:
        edge.push(digest)
    return edge.root()


def test_every_event_gets_one_place_without_a_gap():
    fill(3, 4)
    sequencer = sequence.Sequencer()
    assert sequencer.run() == 12 and sequencer.run() == 0
    fill(2, 5, first=10)
    assert sequencer.run() == 10
    assert list(Place.objects.order_by("place").values_list("place", flat=True)) == list(range(22))
    assert Log.objects.get().size == 22
    assert proofs.root(22) == root_of(hashes())


def test_the_leaf_is_the_hash_of_chain_and_event():
    fill(1, 1)
    sequence.Sequencer().run()
    event = Event.objects.get()
    assert proofs.root(1) == sha256(b"\0" + event.uid.bytes + bytes(event.hash)).digest()


def test_the_events_of_a_chain_stand_in_their_order():
    fill(2, 6)
    sequence.Sequencer().run()
    for number in (1, 2):
        assert list(Place.objects.filter(uid=uid_of(number)).order_by("place").values_list("seq", flat=True)) == [
            1, 2, 3, 4, 5, 6,
        ]  # fmt: skip


def test_another_sequencer_goes_on_where_the_first_stopped():
    fill(1, 3)
    assert sequence.Sequencer().take(limit=2) == 2
    assert sequence.Sequencer().run() == 1
    assert sequence.Sequencer().run() == 0


def test_what_dies_in_the_middle_leaves_nothing(monkeypatch):
    fill(1, 3)
    monkeypatch.setattr(sequence, "_store", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        sequence.Sequencer().run()
    monkeypatch.undo()
    assert not Place.objects.exists() and Log.objects.count() <= 1
    assert sequence.Sequencer().run() == 3


def test_tiles_are_grown_over_many_batches():
    fill(70, 10)
    sequencer = sequence.Sequencer()
    sizes = []
    while taken := sequencer.take(limit=97):
        sizes.append(taken)
    leaves = hashes()
    assert sum(sizes) == len(leaves) == 700
    assert [proofs.root(size) for size in (1, 255, 256, 257, 511, 512, 513, 700)] == [
        root_of(leaves[:size]) for size in (1, 255, 256, 257, 511, 512, 513, 700)
    ]
    assert sorted(Tile.objects.values_list("level", "number")) == [(0, 0), (0, 1), (0, 2), (1, 0)]


def test_proofs_out_of_tiles_hold():
    fill(70, 10)
    sequence.Sequencer().run()
    leaves = hashes()
    for size in (300, 700):
        root = root_of(leaves[:size])
        for seq, place, path in proofs.inclusion(uid_of(7), size):
            assert merkle.root_of(leaves[place], place, size, path) == root and seq
        for old in (1, 99, 256, 299):
            assert merkle.extends(old, root_of(leaves[:old]), size, root, proofs.consistency(old, size))


def test_proofs_of_a_case_are_read_in_two_queries(django_assert_num_queries):
    fill(70, 10)
    sequence.Sequencer().run()
    with django_assert_num_queries(2):
        assert len(proofs.inclusion(uid_of(7), 700)) == 10


def test_places_are_sealed():
    fill(1, 2)
    sequence.Sequencer().run()
    for statement in (
        "UPDATE ledger_place SET place = 9 WHERE place = 1",
        "DELETE FROM ledger_place",
        "INSERT INTO ledger_place (place, uid, seq) SELECT 7, uid, seq FROM ledger_place WHERE place = 1",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_log_that_became_shorter_is_looked_at_as_a_whole():
    fill(2, 3)
    sequencer = sequence.Sequencer()
    sequencer.run()
    with unsealed(connection):
        Place.objects.filter(place__gte=2).delete()
    Log.objects.update(size=2)
    assert sequencer.run() == 4
    assert proofs.root(6) == root_of(hashes())


def test_a_demonstration_makes_a_simulated_log(settings):
    assert sequence.begin().simulated and sequence.begin().origin.startswith("simulated.")
    Log.objects.all().delete()
    settings.DEMO = False
    assert not sequence.begin().simulated and not sequence.begin().origin.startswith("simulated.")


@pytest.mark.django_db(transaction=True)
def test_moves_cost_no_statement_more(django_assert_num_queries):
    records = chain(2, UID)
    with django_assert_num_queries(2 if connection.vendor == "sqlite" else 1):
        append.write(records)
