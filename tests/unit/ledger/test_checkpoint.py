"""Checkpoints are taken when they are due, extend each other, and a log that went back is never accepted silently."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ledger import append, keeping
from ledger.checkpoint import read, take, text
from ledger.checkpoint.verifying import signers
from ledger.log import merkle, proofs, sequence
from ledger.models import Checkpoint, Event, Key, Log, Place, Rollback
from people import clock
from tests.support.flush import unsealed
from tests.unit.ledger.conftest import AT, CLERK, chain
from tests.unit.ledger.signing import near  # noqa: F401
from tests.unit.ledger.test_sequence import fill, uid_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("near")]


@pytest.fixture(autouse=True)
def fresh(near, monkeypatch):  # noqa: F811
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    with clock.frozen(AT):
        yield


def later(**delta):
    return clock.frozen(AT + timedelta(**delta))


def go_back(size):
    """What a restored backup looks like."""
    with unsealed(connection):
        kept = set(Place.objects.filter(place__lt=size).values_list("uid", "seq"))
        for event in Event.objects.all():
            if (event.uid, event.seq) not in kept:
                Event.objects.filter(uid=event.uid, seq=event.seq).delete()
        Place.objects.filter(place__gte=size).delete()
        Checkpoint.objects.filter(size__gt=size).delete()
    Log.objects.update(size=size)


def test_the_first_event_is_covered_at_once():
    fill(1, 3)
    keeping.keep(CLERK)
    found = read.latest()
    assert (found.size, bytes(found.root), found.at) == (3, proofs.root(3), AT)
    note = text.parse(found.note)
    assert (note.size, note.root, note.origin) == (3, proofs.root(3), Log.objects.get().origin)
    assert signers(note, read.keys()) == read.keys()


def test_nothing_is_signed_twice_and_nothing_before_its_time():
    fill(1, 3)
    keeping.keep(CLERK)
    keeping.keep(CLERK)  # the key itself is an event
    assert Checkpoint.objects.count() == 1
    with later(seconds=30):
        keeping.keep(CLERK)
        assert Checkpoint.objects.count() == 1
    with later(seconds=46):
        keeping.keep(CLERK)
        assert read.latest().size == 4
    with later(hours=2):
        keeping.keep(CLERK)
        assert Checkpoint.objects.count() == 2, "nothing new, nothing to sign"


def test_many_events_do_not_wait(monkeypatch):
    monkeypatch.setattr(take, "MOST", 5)
    fill(1, 3)
    keeping.keep(CLERK)
    fill(1, 5, first=5)
    keeping.keep(CLERK)
    assert read.latest().size == 9


def test_each_checkpoint_extends_the_one_before():
    for number in range(1, 6):
        fill(1, 7, first=number)
        with later(minutes=number):
            keeping.keep(CLERK)
    found = list(Checkpoint.objects.order_by("pk"))
    for old, new in zip(found, found[1:], strict=False):
        path = proofs.consistency(old.size, new.size)
        assert merkle.extends(old.size, bytes(old.root), new.size, bytes(new.root), path)


def test_a_signer_that_is_away_is_waited_for(near):  # noqa: F811
    near.away = True
    fill(1, 3)
    keeping.keep(CLERK)
    assert read.latest() is None and Log.objects.get().size == 3
    near.away = False
    keeping.keep(CLERK)
    assert read.latest().size == 3


def test_keys_stand_in_rows_and_in_the_log_itself():
    fill(1, 3)
    keeping.keep(CLERK)
    key = Key.objects.get()
    event = Event.objects.get(kind="checkpoint_key")
    assert key.algorithm == "ed25519" and key.vkey in event.body and key.until is None
    new = take.rotate(CLERK)
    with later(minutes=1):
        keeping.keep(CLERK)
    assert [one.name for one in signers(text.parse(read.latest().note), read.keys())] == [Log.objects.get().origin] * 2
    take.rotate(CLERK, old=key.vkey)
    fill(1, 1, first=9)
    with later(minutes=2):
        keeping.keep(CLERK)
    assert signers(text.parse(read.latest().note), read.keys()) == [text.verifier(new)]
    assert Key.objects.get(vkey=key.vkey).until and Event.objects.filter(kind="checkpoint_key_retired").count() == 1


def test_a_log_that_went_back_is_not_signed_and_said():
    fill(2, 5)
    keeping.keep(CLERK)
    go_back(6)
    with later(minutes=2):
        keeping.keep(CLERK)
        keeping.keep(CLERK)
    found = Rollback.objects.get()
    assert (found.was, found.now, found.found_by, found.accepted_at) == (10, 6, "signer", None)
    assert read.latest() is None, "nothing was signed"


def test_a_log_that_went_back_and_grew_again_is_noticed_too():
    fill(2, 5)
    keeping.keep(CLERK)
    go_back(6)
    fill(1, 9, first=20)
    with later(minutes=2):
        keeping.keep(CLERK)
    assert Rollback.objects.get().was == 10


def test_going_on_needs_a_reason_and_stands_in_history_and_checkpoints():
    fill(2, 5)
    keeping.keep(CLERK)
    go_back(6)
    with later(minutes=2):
        keeping.keep(CLERK)
        with pytest.raises(take.Refused):
            take.accept(CLERK, "  ")
        take.accept(CLERK, "磁盘损坏，用昨夜的备份恢复")
        keeping.keep(CLERK)
    assert "rolled back from 10 to 6" in read.latest().note
    event = Event.objects.get(kind="log_rolled_back")
    assert "磁盘损坏" in event.body and not read.pending()


def test_a_demonstration_is_not_signed_by_a_real_signer(near, tmp_path):  # noqa: F811
    near.signer = take.line and __import__("ledger.signer.service", fromlist=["Signer"]).Signer(
        tmp_path / "real", False
    )
    fill(1, 3)
    keeping.keep(CLERK)
    assert read.latest() is None and not Rollback.objects.exists()
    with pytest.raises(take.Refused, match="kind"):
        take.take(CLERK)


def test_checkpoints_are_sealed():
    fill(1, 3)
    keeping.keep(CLERK)
    for statement in ("UPDATE ledger_checkpoint SET size = 2", "DELETE FROM ledger_checkpoint"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_events_go_on_while_nobody_signs(near):  # noqa: F811
    near.away = True
    append.write(chain(3, uid_of(4)))
    keeping.keep(CLERK)
    assert Place.objects.count() == 3
