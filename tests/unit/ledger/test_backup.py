"""A backup is made while writers go on, is whole or refused, comes back, and says how far back that is."""

import gc
import json
from datetime import timedelta
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import pytest
from django.db import connection, connections

from ledger import backup, keeping, standing, verification
from ledger.backup import databases, making
from ledger.checkpoint import take
from ledger.log import sequence
from ledger.models import Event, Rollback
from notifications import background
from people import clock
from tests.unit.ledger.conftest import AT, CLERK
from tests.unit.ledger.signing import near  # noqa: F401
from tests.unit.ledger.test_sequence import fill
from web import jobs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


@pytest.fixture(autouse=True)
def house(near, monkeypatch, settings, tmp_path):  # noqa: F811
    # The connection of a thread that ended, closed after the file was replaced, would take the new journal along.
    gc.collect()
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    settings.BACKUPS, settings.MEDIA_ROOT = tmp_path / "backups", str(tmp_path / "files")
    (tmp_path / "files" / "evidence").mkdir(parents=True)
    (tmp_path / "files" / "evidence" / "one").write_bytes(b"photo")
    with clock.frozen(AT):
        fill(2, 5)
        keeping.keep(CLERK)
        yield


def more(minutes, first):
    clock.set_to(AT + timedelta(minutes=minutes))
    fill(1, 3, first=first)
    keeping.keep(CLERK)


def test_what_comes_back_is_what_was_there_and_says_how_far_back(tmp_path):
    made = backup.make()
    more(2, 50)
    (tmp_path / "files" / "evidence" / "one").unlink()
    before = standing.whole().log.size
    was, now = backup.bring_back(made)
    assert (was, now) == (before, 10) and Event.objects.count() == 11
    assert (tmp_path / "files" / "evidence" / "one").read_bytes() == b"photo"
    found = Rollback.objects.get()
    assert (found.was, found.now, found.found_by) == (before, 10, "restore")
    keeping.keep(CLERK)
    assert standing.whole().checkpoint.size == 10, "nothing is signed until somebody says why"
    take.accept(CLERK, "磁盘损坏")
    more(5, 60)
    assert "rolled back" in standing.whole().checkpoint.note and verification.run().faults == []


def test_nothing_is_said_where_nothing_was_lost():
    made = backup.make()
    assert backup.bring_back(made) == (10, 10) and not Rollback.objects.exists()


def test_writers_go_on_meanwhile():
    stop, written = Flag(), []

    def write():
        number = 1000
        while not stop.is_set():
            number += 1
            fill(1, 2, first=number)
            written.append(number)
        connections.close_all()

    writer = Thread(target=write)
    writer.start()
    try:
        while not written:
            stop.wait(0.01)
        before = len(written)
        made = [backup.make(clock_folder) for clock_folder in (None,)]
    finally:
        stop.set()
        writer.join()
    assert len(written) >= before and databases.whole(made[0] / databases.NAME, "sqlite")
    backup.bring_back(made[0])
    assert verification.run().faults == []


def test_files_that_the_last_backup_has_are_linked():
    first = backup.make()
    clock.set_to(AT + timedelta(minutes=5))
    second = backup.make()
    one, other = (folder / "files" / "evidence" / "one" for folder in (first, second))
    assert one.stat().st_ino == other.stat().st_ino and one.stat().st_nlink == 2


@pytest.mark.parametrize("part", ["database", "manifest.json"])
def test_a_damaged_backup_is_refused_and_changes_nothing(part):
    made = backup.make()
    path = made / part
    path.write_bytes(path.read_bytes()[:-20] + b"x")
    with pytest.raises(backup.Damaged):
        backup.bring_back(made)
    assert Event.objects.count() == 11


def test_one_that_was_not_finished_does_not_count(monkeypatch, settings):
    monkeypatch.setattr(making, "_files", lambda *folders: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backup.make()
    assert making.all_of(settings.BACKUPS) == []


def test_the_key_of_the_signer_is_in_no_backup(near):  # noqa: F811
    made = backup.make()
    secret = next(near.signer.home.glob("key-*")).read_bytes()
    assert all(secret not in path.read_bytes() for path in made.rglob("*") if path.is_file())


def test_old_ones_are_thinned_out(settings):
    home = Path(settings.BACKUPS)
    for hours in range(24 * 40):
        at = AT - timedelta(hours=hours / 2)
        folder = home / f"{at:%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True)
        (folder / making.MANIFEST).write_text(json.dumps({"at": at.isoformat()}))
    making.thin()
    kept = len(making.all_of(home))
    assert 60 < kept < 80 and making.thin() == 0


def test_a_backup_is_tried_out_beside_the_running_system():
    assert connection.vendor == "sqlite"
    assert backup.try_out(backup.make()) == ""


def test_the_embedded_house_backs_itself_up_every_five_minutes_and_a_demonstration_does_not(settings):
    jobs.register()
    assert jobs.backed_up in background.jobs
    jobs.backed_up()
    assert making.newest(settings.BACKUPS) is None, "a demonstration"
    settings.DEMO = False
    jobs.backed_up()
    for minutes, number in ((4.9, 1), (5.1, 2)):
        older = making.newest(settings.BACKUPS).rename(settings.BACKUPS / "20000101-000000")
        told = making.read(older) | {"at": (clock.now() - timedelta(minutes=minutes)).isoformat()}
        (older / making.MANIFEST).write_text(json.dumps(told))
        jobs.backed_up()
        assert len(making.all_of(settings.BACKUPS)) == number
