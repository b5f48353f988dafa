"""The signer signs what extends what it signed, with keys that nobody else reads, and nothing else."""

import os
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from ledger.checkpoint import text
from ledger.checkpoint.verifying import signers
from ledger.log import merkle
from ledger.signer import line
from ledger.signer.service import Refused, Signer

pytestmark = pytest.mark.embedded
ORIGIN, AT = "duban.log/one", "2026-02-14T01:02:03Z"
LEAVES = [merkle.leaf(b"%d" % n) for n in range(40)]


def at_of(leaves):
    def at(level, index):
        edge = merkle.Edge()
        for digest in leaves[index << level : index + 1 << level]:
            edge.push(digest)
        return edge.root()

    return at


def request(size, old=0, leaves=LEAVES, origin=ORIGIN):
    at = at_of(leaves)
    proof = [b64encode(one).decode() for one in merkle.consistency(old, size, at)]
    root = b64encode(merkle.edge(size, at).root()).decode()
    return {"do": "sign", "origin": origin, "size": size, "root": root, "proof": proof, "at": AT}


@pytest.fixture
def signer(tmp_path):
    return Signer(tmp_path / "home", simulated=False)


def keys(signer):
    return [text.verifier(row["vkey"]) for row in signer.tell()["keys"]]


def test_what_it_signs_is_a_checkpoint_that_its_public_key_opens(signer):
    note = text.parse(signer.answer(request(5))["note"])
    assert (note.origin, note.size, note.root) == (ORIGIN, 5, merkle.edge(5, at_of(LEAVES)).root())
    assert note.more == (f"at {AT}",)
    assert signers(note, keys(signer)) == keys(signer)
    other = note._replace(text=note.text.replace("\n5\n", "\n6\n"))
    assert signers(other, keys(signer)) == []


def test_the_key_file_is_for_its_account_only(signer):
    signer.answer(request(5))
    (file,) = signer.home.glob("key-*")
    assert file.stat().st_mode & 0o777 == 0o600 and signer.home.stat().st_mode & 0o777 == 0o700
    file.chmod(0o644)
    with pytest.raises(PermissionError):
        signer.answer(request(6, 5))


def test_it_signs_what_extends_the_last_one(signer):
    signer.answer(request(5))
    assert "note" in signer.answer(request(9, 5))
    assert "note" in signer.answer(request(9, 9)), "the same again is no harm"


def test_it_refuses_a_shorter_log(signer):
    signer.answer(request(9))
    assert signer.answer(request(5)) == {"error": "shorter", "was": 9}


def test_it_refuses_a_rewritten_log(signer):
    signer.answer(request(9))
    other = [*LEAVES[:3], merkle.leaf(b"forged"), *LEAVES[4:]]
    assert signer.answer(request(12, 9, other)) == {"error": "rewritten", "was": 9}
    assert signer.answer(request(9, 9, other)) == {"error": "rewritten", "was": 9}


def test_it_remembers_over_a_restart(signer):
    signer.answer(request(9))
    again = Signer(signer.home, simulated=False)
    assert again.answer(request(5)) == {"error": "shorter", "was": 9}
    assert "note" in again.answer(request(12, 9))


def test_a_simulated_log_is_not_signed_as_real(signer, tmp_path):
    assert signer.answer(request(5, origin="simulated." + ORIGIN)) == {"error": "kind"}
    demonstration = Signer(tmp_path / "demo", simulated=True)
    assert demonstration.answer(request(5)) == {"error": "kind"}
    assert "note" in demonstration.answer(request(5, origin="simulated." + ORIGIN))
    with pytest.raises(Refused):
        Signer(tmp_path / "demo", simulated=False)


def test_one_signer_signs_one_log(signer):
    signer.answer(request(5))
    assert signer.answer(request(9, 5, origin="duban.log/two")) == {"error": "origin"}


def test_a_rollback_is_accepted_with_a_reason_and_said_for_ever(signer):
    signer.answer(request(9))
    root = request(5)["root"]
    assert signer.answer({"do": "accept", "size": 5, "root": root, "at": AT, "reason": " "}) == {"error": "reason"}
    signer.answer({"do": "accept", "size": 5, "root": root, "at": AT, "reason": "restored from a backup"})
    note = text.parse(signer.answer(request(7, 5))["note"])
    assert note.more[1] == f"rolled back from 9 to 5 at {AT}: restored from a backup"
    assert text.parse(signer.answer(request(8, 7))["note"]).more[1] == note.more[1]


def test_two_keys_overlap_when_keys_are_changed(signer):
    signer.answer(request(5))
    old = keys(signer)[0]
    new = text.verifier(signer.answer({"do": "add", "at": AT})["vkey"])
    assert signers(text.parse(signer.answer(request(6, 5))["note"]), [old, new]) == [old, new]
    line_of_old = signer.tell()["keys"][0]["vkey"]
    signer.answer({"do": "retire", "vkey": line_of_old, "at": AT})
    assert signers(text.parse(signer.answer(request(7, 6))["note"]), [old, new]) == [new]
    assert signer.answer({"do": "retire", "vkey": signer.tell()["keys"][1]["vkey"], "at": AT}) == {"error": "last"}
    assert [row["until"] for row in signer.tell()["keys"]] == [AT, None] and len([*signer.home.glob("key-*")]) == 1


@pytest.mark.parametrize(
    "asked", [{}, {"do": "sign"}, {"do": "sign", "size": 1}, {"do": "keys"}, request(3) | {"x": 1}]
)
def test_nonsense_is_refused(signer, asked):
    assert signer.answer(dict(asked)) == {"error": "request"}


@pytest.mark.parametrize(
    "note",
    ["", "a\n1\n", "a\n01\nAAAA\n\n— a AAAA\n", "a\nx\nAAAA\n\n— a AAAA\n", "a\n1\n" + "A" * 43 + "=\n\n— a \n"],
)
def test_what_is_no_checkpoint_is_refused(note):
    with pytest.raises(text.Bad):
        text.parse(note)


def test_keys_are_read_from_their_line(signer):
    signer.answer(request(5))
    known = signer.tell()["keys"][0]["vkey"]
    assert text.verifier(known).name == ORIGIN
    for wrong in ("", "a+b", known.replace("+", "+0", 1), known[:-4] + "AAA="):
        with pytest.raises(text.Bad):
            text.verifier(wrong)


def test_it_answers_in_a_process_of_its_own_and_ends_with_its_parent(tmp_path):
    home = tmp_path / ("long" * 30)
    root = Path(__file__).resolve().parents[3]
    child = subprocess.Popen(
        [sys.executable, "-m", "ledger.signer", str(home), "--until-parent-ends", "--group", str(os.getgid())],
        stdin=subprocess.PIPE, cwd=root,
    )  # fmt: skip
    for _turn in range(200):
        try:
            told = line.ask(home, "state")
            break
        except line.Away:
            assert child.poll() is None
            __import__("time").sleep(0.05)
    assert told["size"] == 0
    asked = request(5)
    assert "note" in line.ask(home, asked.pop("do"), **asked)
    assert (home / "socket").stat().st_mode & 0o777 == 0o660 and home.stat().st_mode & 0o777 == 0o710
    assert all(key.stat().st_mode & 0o777 == 0o600 for key in home.glob("key-*"))
    child.stdin.close()
    assert child.wait(10) == 0
    with pytest.raises(line.Away):
        line.ask(home, "state")
