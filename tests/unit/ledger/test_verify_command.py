"""`manage.py verify` says in words what does not hold, keeps what it found, and needs nothing but the database."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ledger import keeping
from ledger.checkpoint import read
from ledger.log import sequence
from ledger.models import Event, Place, Verification
from ledger.verification import checkpoints, faults, run
from ledger.verification.run import Meter
from people import clock
from tests.support.flush import unsealed
from tests.unit.ledger import forger as by
from tests.unit.ledger.conftest import AT, CLERK
from tests.unit.ledger.signing import near  # noqa: F401
from tests.unit.ledger.test_sequence import fill, uid_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("near")]


@pytest.fixture(autouse=True)
def ledger(db, near, monkeypatch):  # noqa: F811
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    with clock.frozen(AT):
        fill(3, 4)
        keeping.keep(CLERK)
    with clock.frozen(AT + timedelta(minutes=2)):
        keeping.keep(CLERK)
        yield


def verify(**options):
    out = io.StringIO()
    call_command("verify", stdout=out, **options)
    return out.getvalue()


def refusal(**options):
    with pytest.raises(CommandError) as caught:
        verify(**options)
    return str(caught.value)


def test_what_was_not_touched_passes_and_is_noted(tmp_path):
    held = tmp_path / "held.txt"
    held.write_text("\n".join(one.note for one in read.Checkpoint.objects.order_by("pk")))
    (tmp_path / "key.txt").write_text(read.Key.objects.get().vkey)
    told = verify(held=str(held), key=str(tmp_path / "key.txt"))
    assert "核验通过：13 条留痕、日志 13 位全部相符" in told and "注意" not in told
    row = Verification.objects.get()
    assert (row.events, row.size, row.faults, row.first) == (13, 13, 0, "")


def test_without_anything_from_outside_it_says_what_that_means():
    assert "没有与数据库以外留存的检查点比对" in verify()


def test_the_first_bad_event_its_case_and_its_field_are_named():
    with unsealed(connection):
        Event.objects.filter(uid=uid_of(2), seq=3).update(actor_name="李芳")
    said = refusal()
    assert f"事项 {uid_of(2)} 第 3 条留痕：字段“办理人姓名（actor_name）”被改动过" in said
    assert Verification.objects.get().first in said


def test_a_rewritten_chain_is_named_by_the_log():
    with unsealed(connection):
        rows = by.read(uid_of(2))
        rows[2]["fields"]["opinion"] = "不同意"
        by.rewrite(uid_of(2), rows)
    said = refusal()
    place = Place.objects.get(uid=uid_of(2), seq=1).place
    assert f"事项 {uid_of(2)} 第 1 条留痕 日志第 {place} 位：与写入日志时的不同：内容改后重算过哈希" in said


def test_a_rewritten_log_is_named_by_the_checkpoint():
    with unsealed(connection):
        by.rewrite(uid_of(2), by.earlier(by.read(uid_of(2)), 60))
        by.rebuild()
    assert "到检查点为止的日志与当时签名的不一致（1–12）" in refusal()


@pytest.mark.parametrize("option", ["held", "key"])
def test_a_file_that_cannot_be_read_gets_a_sentence(option, tmp_path):
    assert "没有核验" in refusal(**{option: str(tmp_path / "nowhere")})


def test_a_file_that_is_no_key_gets_a_sentence(tmp_path):
    (tmp_path / "key.txt").write_text("hello")
    assert "不是公钥" in refusal(key=str(tmp_path / "key.txt"))


def test_notes_are_read_from_a_file_of_many():
    notes = list(read.Checkpoint.objects.order_by("pk").values_list("note", flat=True))
    assert checkpoints.notes_in("\n".join(notes)) == notes
    assert checkpoints.notes_in("".join(notes)) == notes
    assert checkpoints.notes_in("") == []


def test_every_reason_has_its_words():
    for why in faults.WHY:
        assert faults.words(faults.Fault(why, uid_of(1), 2, "opinion", 3, "x"), lambda uid: None)


def test_the_bar_moves_and_ends_full():
    heard = []
    meter = Meter(2_000, lambda done, total: heard.append((done, total)))
    for _turn in range(20):
        meter(100)
    meter.end()
    assert heard[0] == (500, 2_000) and heard[-1] == (2_000, 2_000)


@pytest.mark.django_db(transaction=True)
def test_writers_are_not_kept_waiting():
    """One view of the database: what is written meanwhile is neither waited for nor half seen."""
    from threading import Thread

    from django.db import connections

    def write():
        fill(1, 2, first=50)
        connections.close_all()

    def during(done, total):
        if not heard:
            heard.append(done)
            writer = Thread(target=write)
            writer.start()
            writer.join(20)
            assert not writer.is_alive()

    heard = []
    report = run(tell=during)
    assert report.faults == [] and heard and report.events == 13 and Event.objects.count() == 15
