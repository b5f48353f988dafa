"""Checkpoints reach the anchors when they are due, each says how it went, and a file finds out a rewritten log."""

from datetime import timedelta

import pytest
from django.core import mail

from ledger import keeping
from ledger.anchors import deliver, qr
from ledger.checkpoint import read, text
from ledger.log import sequence
from ledger.models import Anchor, Checkpoint, Log, Rollback
from ledger.verification import checkpoints, run
from people import clock
from tests.unit.ledger.conftest import AT, CLERK
from tests.unit.ledger.signing import near  # noqa: F401
from tests.unit.ledger.test_checkpoint import go_back
from tests.unit.ledger.test_sequence import fill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(db, near, monkeypatch):  # noqa: F811
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    with clock.frozen(AT):
        fill(2, 5)
        keeping.keep(CLERK)
        yield


@pytest.fixture
def file(tmp_path):
    return Anchor.objects.create(kind="file", target=str(tmp_path / "outside.txt"), every=1)


def minutes(count):
    """A few minutes later, with something new."""
    clock.set_to(AT + timedelta(minutes=count))
    fill(1, 2, first=100 + count)
    keeping.keep(CLERK)


def test_a_file_gets_each_checkpoint_at_its_end_and_once(file, tmp_path):
    assert deliver.due() == 1 and deliver.due() == 0
    for count in (2, 4):
        minutes(count)
        deliver.due()
    notes = checkpoints.notes_in((tmp_path / "outside.txt").read_text())
    assert notes == list(Checkpoint.objects.order_by("pk").values_list("note", flat=True)) and len(notes) == 3
    assert run(notes).faults == []
    file.refresh_from_db()
    assert (file.last_size, file.error) == (read.latest().size, "") and file.last_success


def test_a_file_outside_finds_out_a_log_that_went_back(file, near, tmp_path):  # noqa: F811
    minutes(2)
    deliver.due()
    go_back(6)
    near.signer = type(near.signer)(tmp_path / "other", simulated=True)  # its memory is gone, too
    minutes(4)
    assert Log.objects.get().size > 6
    deliver.due()
    file.refresh_from_db()
    assert Rollback.objects.get().found_by == "file" and "不一致" in file.error


def test_a_letter_holds_the_signed_text(django_capture_on_commit_callbacks):
    Anchor.objects.create(kind="mail", target="auditor@example.org", every=60)
    assert deliver.due() == 1
    (letter,) = mail.outbox
    assert letter.to == ["auditor@example.org"] and read.latest().note in letter.body
    minutes(4)
    assert deliver.due() == 0, "an hour has not passed"


def test_what_fails_is_shown_and_tried_again_later(tmp_path):
    anchor = Anchor.objects.create(kind="file", target=str(tmp_path / "nowhere" / "file"), every=1)
    assert deliver.due() == 0 and deliver.due() == 0
    anchor.refresh_from_db()
    assert "FileNotFoundError" in anchor.error and anchor.last_success is None
    (tmp_path / "nowhere").mkdir()
    with clock.frozen(AT + timedelta(minutes=6)):
        assert deliver.due() == 1
    anchor.refresh_from_db()
    assert anchor.error == ""


def test_what_is_not_in_use_gets_nothing(file):
    Anchor.objects.update(active=False)
    assert deliver.due() == 0


def test_the_code_on_paper_is_an_image_without_styles():
    image = qr.svg(read.latest().note)
    assert image.startswith("<svg") and "style" not in image and "script" not in image
    assert text.parse(read.latest().note)
