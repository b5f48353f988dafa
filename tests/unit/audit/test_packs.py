"""Case packs: verifiable by the kit alone, each variant with what its reader may have and nothing else."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit import packing, redaction
from ledger import keeping, pack
from ledger.access import AccessEntry
from ledger.kit.wrong import Wrong
from ledger.log import sequence
from ledger.models import Event, Key
from people import clock
from tests.support.world import person
from tests.unit.ledger.signing import near  # noqa: F401
from workflows import moves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("near")]
CANARY = "联系人电话13800000000"


@pytest.fixture
def kept(case, author, monkeypatch, settings, tmp_path):
    """The case with an attachment and a comment, all of it under a checkpoint; returns the key to check it by."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    case.refresh_from_db()
    moves.act(case, "attach", by=author, kind="material", file=SimpleUploadedFile("清单.txt", "铁皮柜两组".encode()))
    moves.act(case, "comment", by=author, text=CANARY)
    case.refresh_from_db()
    keeping.keep(person("checker"))
    return Key.objects.latest("pk").vkey


def written(case, variant):
    out = BytesIO()
    manifest = packing.write(out, case, variant)
    return out, manifest


def everything(out):
    with zipfile.ZipFile(out) as found:
        return {name: found.read(name) for name in found.namelist()}


@pytest.mark.parametrize("variant", list(redaction.VARIANTS))
def test_the_kit_passes_every_variant(case, kept, variant, tmp_path):
    out, manifest = written(case, variant)
    path = tmp_path / "pack.zip"
    path.write_bytes(out.getvalue())
    assert manifest["variant"] == variant and manifest["events"] == case.head_seq
    assert pack.check(path, kept, simulated=True)
    forged = everything(path)
    with zipfile.ZipFile(path, "w") as again:
        for name, content in forged.items():
            again.writestr(name, content.replace(b"specimen", b"spacemen") if name.endswith("jsonl") else content)
    if b"specimen" in forged["proof/events.jsonl"]:
        with pytest.raises(Wrong):
            pack.check(path, kept, simulated=True)


def opened(out):
    return [json.loads(line)["fields"] for line in everything(out)["proof/events.jsonl"].splitlines()]


def test_an_attachment_is_proved_by_the_event_that_names_it(case, kept):
    out, manifest = written(case, "court")
    row = next(row for row in manifest["files"] if row["path"].startswith("附件/"))
    assert row["seq"] and row["field"] and everything(out)[row["path"]] == "铁皮柜两组".encode()


@pytest.mark.parametrize("variant", ["court", "person", "public"])
def test_no_internal_id_leaves_the_house(case, kept, variant):
    names = {name.strip("@*") for fields in opened(written(case, variant)[0]) for name in fields}
    assert names and not names & redaction.IDS and not names & redaction.UNTOLD


def test_each_reader_gets_less_than_the_one_before(case, kept):
    told = {variant: written(case, variant) for variant in redaction.VARIANTS}
    sizes = [sum(len(fields) for fields in opened(out)) for out, _manifest in told.values()]
    assert sizes == sorted(sizes, reverse=True) and len(set(sizes)) == len(sizes)
    for variant in ("person", "public"):
        files = everything(told[variant][0])
        assert not [name for name in files if name.startswith(("附件", "文书"))]
        assert not [name for name, text in files.items() if CANARY.encode() in text]
    assert CANARY in everything(told["full"][0])["proof/events.jsonl"].decode()
    assert "author" not in everything(told["public"][0])["proof/events.jsonl"].decode()


def test_a_change_that_names_a_row_by_its_id_stays_closed_for_the_court():
    closed = redaction.withheld("court", frozenset({"secret"}))
    by = Event(actor_id=1)
    assert closed(by, "changes", '{"chair_id": [null, 16]}') and closed(by, "changes", '{"secret": [1, 2]}')
    assert not closed(by, "changes", '{"title": ["a", "b"]}') and closed(by, "secret", '"x"')


def test_whoever_makes_a_pack_stands_in_the_access_log_and_nobody_else_makes_one(case, kept, auditor, author, client):
    address = reverse("audit:pack", args=[case.uid])
    client.force_login(author)
    assert client.post(address, {"variant": "full"}).status_code == 404
    client.force_login(auditor)
    answer = client.post(address, {"variant": "court"})
    assert zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))).testzip() is None
    assert AccessEntry.objects.filter(what="packed", person_id=auditor.pk, case_uid=case.uid).count() == 1
    assert client.post(address, {"variant": "everything"}).status_code == 404


def test_while_the_last_event_has_no_proof_the_page_says_when_to_come_back(case, kept, auditor, author, client):
    moves.act(case, "comment", by=author, text="刚刚补充")
    client.force_login(auditor)
    answer = client.post(reverse("audit:pack", args=[case.uid]), {"variant": "full"}, follow=True)
    assert "没有生成卷宗包" in answer.content.decode()


def test_a_pack_costs_the_same_statements_however_long_the_history(case, kept, author):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            written(case, "full")
        return len(seen)

    few = cost()
    for n in range(10):
        moves.act(case, "comment", by=author, text=f"第 {n} 条")
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        keeping.keep(person("checker"))
        assert cost() <= few + 4
