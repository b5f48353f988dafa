"""Whoever owns the database and knows the scheme is found out, every time, and nobody else is accused."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from ledger import append, erasing, keeping, verification
from ledger.checkpoint import read, take
from ledger.log import sequence
from ledger.models import Checkpoint, Head, Log
from people import clock
from tests.support.flush import unsealed
from tests.unit.ledger import mutations, mutations_log  # noqa: F401
from tests.unit.ledger.conftest import CLERK, old_record
from tests.unit.ledger.signing import Near

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CHAINS, SEEDS, MANY = 8, 3, 60


class Undone(Exception):
    """Brings the database back."""


def grow(rng, uid, count, at):
    """Let a chain go on by lawful events."""
    head = Head.objects.get_or_create(uid=uid, defaults={"hash": b""})[0]
    for seq in range(head.seq + 1, head.seq + count + 1):
        previous = bytes(head.hash) or None
        photo = [{"sha256": f"{rng.getrandbits(256):064x}"}]
        record = append.build(
            uid, seq, previous, at=at, kind=rng.choice(["move:submit", "act:sign"]), actor_id=rng.randint(1, 9),
            actor_name=rng.choice(["王芳", "张伟"]), came_from="draft", went_to="review",
            fields={"opinion": "同意", "rules": "aaaaaaaaaaaa", "evidence": photo},
            private={"respondent": f"某人{rng.random()}"},
        )  # fmt: skip
        if uid.int % 3 == 0 and seq < 3:
            record = old_record(record, previous)
        append.write([record])
        head.seq, head.hash = seq, record.event.hash
    head.save()


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """Eight chains in both formats, five checkpoints; returns (chains, the notes and the key kept outside)."""
    Log.objects.create(pk=1, origin=sequence.origin(simulated=False), simulated=False)
    near = Near(tmp_path / "signer", simulated=False)
    monkeypatch.setattr(take.line, "ask", near.ask)
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    rng, uids = random.Random(5), [UUID(int=n + 1) for n in range(CHAINS)]
    for round_ in range(5):
        with clock.frozen(BEGAN + timedelta(hours=round_)):
            for uid in uids:
                grow(rng, uid, rng.randint(1, 3), clock.now())
            keeping.keep(CLERK)
    return uids, list(Checkpoint.objects.order_by("pk").values_list("note", flat=True)), read.keys()


def found(ledger):
    _uids, held, keys = ledger
    return verification.run(held, keys).faults


def after(change):
    """What `change` leads to, undone afterwards."""
    try:
        with transaction.atomic():
            result = change()
            raise Undone
    except Undone:
        return result


def tampered(ledger, name, seed):
    def change():
        mutations.KINDS[name](random.Random(f"{name}{seed}"), ledger[0])
        return found(ledger)

    return after(change)


def test_there_are_enough_kinds():
    assert len(mutations.KINDS) >= 40


@pytest.mark.parametrize("name", mutations.KINDS)
def test_tampering_is_found(ledger, name):
    with unsealed(connection):
        assert all(tampered(ledger, name, seed) for seed in range(SEEDS)), name
    assert found(ledger) == []


@pytest.mark.nightly
@pytest.mark.parametrize("name", mutations.KINDS)
def test_tampering_is_found_with_many_seeds(ledger, name):
    with unsealed(connection):
        missed = [seed for seed in range(MANY) if not tampered(ledger, name, seed)]
    assert missed == []


LAWFUL = {
    "nothing": lambda rng, uids: None,
    "more events": lambda rng, uids: [grow(rng, uid, 2, clock.now()) for uid in uids],
    "a new case": lambda rng, uids: grow(rng, UUID(int=rng.getrandbits(100)), 3, clock.now()),
    "a private value erased": lambda rng, uids: erasing.erase(rng.choice(uids)),
    "a new key": lambda rng, uids: take.rotate(CLERK),
    "a change of the organisation": lambda rng, uids: append.system("unit", by=CLERK, at=clock.now(), fields={"a": 1}),
}


@pytest.mark.parametrize("name", LAWFUL)
@pytest.mark.parametrize("placed", [False, True], ids=["before its place", "after its checkpoint"])
def test_lawful_work_is_no_tampering(ledger, name, placed):
    with clock.frozen(BEGAN + timedelta(hours=9)):
        LAWFUL[name](random.Random(3), ledger[0])
        if placed:
            keeping.keep(CLERK)
            assert Log.objects.get().size == read.latest().size or name in ("nothing", "a private value erased")
        assert found(ledger) == []
