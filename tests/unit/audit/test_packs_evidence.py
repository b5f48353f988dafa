"""What proves a case is in its pack: every original, unchanged, named by the event that took it in."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit import packing, redaction
from ledger import keeping, pack
from ledger.access import AccessEntry
from ledger.log import sequence
from ledger.models import Key
from tests.support.world import person
from tests.unit.ledger.signing import near  # noqa: F401
from workflows import moves, registry
from workflows.evidence import take, uploads
from workflows.models import Evidence, new_uid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("near")]
SAID = "三月二日核对，缺两页".encode()


@pytest.fixture
def proof(case, author, monkeypatch, settings, tmp_path):
    """A file that proves two parts of the case, all of it under a checkpoint."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    monkeypatch.setitem(
        registry.ACTS, "prove", lambda case, step, *, files, about: take(case, step, files, about) and None
    )
    known = type(case).roles_for
    monkeypatch.setattr(
        type(case), "roles_for", lambda self, act: ("opened_by",) if act == "prove" else known(self, act)
    )
    sent = SimpleUploadedFile("核对记录.txt", SAID)
    staged = uploads.receive(case, author, sent, client_id=new_uid())
    moves.act(case, "prove", by=author, files=[str(staged.client_id)], about="one")
    row = Evidence.objects.get()
    moves.act(case, "prove", by=author, files=[f"evidence:{row.pk}"], about="two")
    case.refresh_from_db()
    keeping.keep(person("checker"))
    return row


def written(case, variant, maker=None):
    out = BytesIO()
    manifest = packing.write(out, case, variant, maker)
    with zipfile.ZipFile(out) as found:
        return out, manifest, {name: found.read(name) for name in found.namelist()}


@pytest.mark.parametrize("variant", list(redaction.VARIANTS))
def test_an_original_is_in_it_once_and_proved_and_only_where_files_are(case, proof, variant, tmp_path):
    out, manifest, files = written(case, variant)
    found = [name for name in files if name.endswith("核对记录.txt")]
    assert len(found) == redaction.attached(variant) and all(files[name] == SAID for name in found)
    for name in found:
        row = next(row for row in manifest["files"] if row["path"] == name)
        assert row["seq"] == 4 and row["field"] == "evidence" and row["sha256"] == proof.sha256
    path = tmp_path / "pack.zip"
    path.write_bytes(out.getvalue())
    assert pack.check(path, Key.objects.latest("pk").vkey, simulated=True)


def test_one_that_was_altered_is_refused_and_noted_and_no_pack_is_made(case, proof, auditor, client):
    with proof.file.storage.open(proof.file.name, "wb") as file:
        file.write(SAID.replace("两".encode(), "三".encode()))
    client.force_login(auditor)
    answer = client.post(reverse("audit:pack", args=[case.uid]), {"variant": "full"}, follow=True)
    assert "散列值对不上" in answer.content.decode()
    assert AccessEntry.objects.filter(what="altered", case_uid=case.uid, person_id=auditor.pk).exists()


def test_what_the_maker_may_not_see_on_the_page_is_not_in_his_pack(case, proof, auditor, monkeypatch):
    monkeypatch.setattr(type(case), "shows", lambda self, user, part: user != auditor)
    assert not [name for name in written(case, "full", auditor)[2] if name.endswith("核对记录.txt")]


def test_a_file_of_whom_the_case_keeps_unnamed_is_only_for_who_reads_the_name(case, proof, author, monkeypatch):
    """A file tells who made it, in its properties or in its words."""
    monkeypatch.setattr(type(case), "unnamed_for", lambda self, user: {} if user == author else {author.pk: "建议人"})
    for maker, number in ((None, 0), (author, 1)):
        _out, _manifest, files = written(case, "full", maker)
        assert len([name for name in files if name.endswith("核对记录.txt")]) == number
