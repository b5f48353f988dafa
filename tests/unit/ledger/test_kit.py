"""The kit passes a pack as it was made, and refuses it after each part of it was forged once."""

import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger import append, keeping, kit, pack
from ledger.checkpoint import read, text
from ledger.kit import ed25519, wrong
from ledger.kit.main import check
from ledger.log import sequence
from ledger.models import Key
from people import clock
from tests.unit.ledger.conftest import AT, CLERK, UID, chain
from tests.unit.ledger.forging import FORGERIES, rewritten
from tests.unit.ledger.signing import near  # noqa: F401
from tests.unit.ledger.test_sequence import fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("near")]
PHOTO = b"what the camera saw"


@pytest.fixture
def made(tmp_path, monkeypatch):
    """(path of a pack, key, the checkpoint kept before)."""
    from hashlib import sha256

    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    with clock.frozen(AT):
        fill(3, 5)
        keeping.keep(CLERK)
        kept = read.latest().note
    records = chain(3)
    fields = {"evidence": [{"sha256": sha256(PHOTO).hexdigest()}]}
    records.append(
        append.build(
            UID, 4, records[-1].event.hash, at=AT, kind="act:attach", actor_id=7, actor_name="王芳", fields=fields
        )
    )
    append.write(records)
    fill(2, 5, first=30)
    with clock.frozen(AT + timedelta(minutes=5)):
        keeping.keep(CLERK)
    path = tmp_path / "case.zip"
    files = [
        pack.File("files/photo.jpg", PHOTO, seq=4, field="evidence"),
        pack.File("files/shown.jpg", lambda: [b"smaller ", b"copy"], derived=True),
    ]
    pack.write(path, UID, files, withhold={"actor_name"})
    return path, Key.objects.get().vkey, kept


def test_a_pack_as_it_was_made_passes(made):
    path, key, kept = made
    told = "\n".join(check(path, key, kept, simulated=True)[1])
    assert "4 events intact" in told and "extends the 15" in told and "files: 1 proved by events, 1 copies" in told
    assert "4 fields withheld or erased" in told
    assert pack.check(path, key, kept, simulated=True) == check(path, key, kept, simulated=True)[1]


@pytest.mark.parametrize("part", FORGERIES)
def test_each_part_forged_once_is_refused(made, part):
    path, key, kept = made
    forged = rewritten(path, FORGERIES[part])
    malformed = (ValueError, KeyError, TypeError, AttributeError, IndexError)
    if part == "file added":  # listed and hashed, but no part of the proof: it is what it says
        check(forged, key, kept, simulated=True)
        return
    with pytest.raises((wrong.Wrong, *malformed)):
        check(forged, key, kept, simulated=True)


@pytest.mark.parametrize("name", ["proof/events.jsonl", "proof/places.jsonl", "proof/checkpoint.txt", "pack.json"])
def test_a_missing_part_is_refused(made, name):
    path, key, kept = made
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(path.with_name("cut.zip"), "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
    with pytest.raises(wrong.Wrong):
        check(path.with_name("cut.zip"), key, kept, simulated=True)


def test_a_file_beside_the_manifest_is_refused(made):
    path, key, _kept = made
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("files/more.txt", "more")
    with pytest.raises(wrong.Wrong, match="files/more.txt"):
        check(path, key, simulated=True)


def test_a_byte_of_a_file_changed_is_refused(made):
    path, key, _kept = made
    raw = path.read_bytes()
    where = raw.index(b"verify.py") + 200
    path.write_bytes(raw[:where] + bytes([raw[where] ^ 1]) + raw[where + 1 :])
    with pytest.raises((wrong.Wrong, zipfile.BadZipFile, Exception)):
        check(path, key, simulated=True)


def test_another_key_a_damaged_key_and_no_key_are_refused(made):
    path, key, _kept = made
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    name = key.split("+")[0]
    for other in (text.vkey(name, public), text.vkey("other", public), key[:-5] + "AAAA=", "", "x"):
        with pytest.raises(wrong.Wrong):
            check(path, other, simulated=True)


def test_a_kept_checkpoint_of_another_log_or_a_longer_one_is_refused(made):
    path, key, kept = made
    with pytest.raises(wrong.Wrong):
        check(path, key, kept.replace("\n15\n", "\n99\n"), simulated=True)
    newer = read.latest().note
    assert check(path, key, newer, simulated=True)
    with pytest.raises(wrong.Wrong):
        check(path, key, newer.replace("duban.log", "duban.lob"), simulated=True)


def test_a_demonstration_is_no_evidence(made):
    path, key, _kept = made
    with pytest.raises(wrong.Wrong, match="demonstration"):
        check(path, key)


def test_withheld_fields_leave_no_trace(made):
    path, _key, _kept = made
    with zipfile.ZipFile(path) as found:
        assert all("王芳".encode() not in found.read(name) for name in found.namelist())


def test_a_case_that_no_checkpoint_covers_yet_has_no_pack(made, tmp_path):
    append.write(chain(1, UID.__class__(int=77)))
    with pytest.raises(pack.NotYet):
        pack.write(tmp_path / "early.zip", UID.__class__(int=77))


def run(folder, *arguments):
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env={"PYTHONIOENCODING": "utf-8"}, cwd=folder)


def test_the_one_file_runs_alone_keeps_the_checkpoint_and_says_pass_or_fail(made, tmp_path):
    path, key, kept = made
    alone = tmp_path / "auditor"
    alone.mkdir()
    (alone / "verify.py").write_text(kit.text())
    (alone / "key.txt").write_text(key + "\n")
    (alone / "kept.txt").write_text(kept)
    asked = [path, "--key", "key.txt", "--kept", "kept.txt", "--simulated"]
    passed = run(alone, *asked)
    assert passed.returncode == 0 and passed.stdout.endswith("PASS 通过\n"), passed.stdout + passed.stderr
    assert (alone / "kept.txt").read_text() == read.latest().note
    forged = rewritten(path, FORGERIES["field text"])
    failed = run(alone, forged, *asked[1:])
    assert failed.returncode == 1 and "FAIL" in failed.stdout and "event 2: field opinion" in failed.stdout
    assert run(alone, alone / "key.txt", *asked[1:]).returncode == 1


def test_ed25519_agrees_with_the_library():
    for number in range(12):
        private = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        public, message = private.public_key().public_bytes_raw(), bytes(range(number))
        signature_ = private.sign(message)
        assert ed25519.ed25519(public, message, signature_)
        assert not ed25519.ed25519(public, message + b"x", signature_)
        for place in (0, 31, 32, 63):
            bad = bytearray(signature_)
            bad[place] ^= 4
            assert not ed25519.ed25519(public, message, bytes(bad))
    assert not ed25519.ed25519(b"\xff" * 32, b"", bytes(64))


def test_a_proof_that_the_pack_lacks_is_brought_along(made):
    path, key, kept = made
    with zipfile.ZipFile(path) as found:
        more = found.read("proof/consistency.jsonl").decode()
    without = rewritten(path, FORGERIES["consistency missing"])
    with pytest.raises(wrong.Wrong, match="ask for it"):
        check(without, key, kept, simulated=True)
    assert check(without, key, kept, simulated=True, more=more)
