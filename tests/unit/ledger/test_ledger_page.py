"""The page says how the evidence stands and gives an auditor what to take away; others do not find it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from ledger import keeping
from ledger.checkpoint import read, take
from ledger.log import sequence
from ledger.models import Anchor, Event, Key
from people import clock
from tests.support.world import person
from tests.unit.ledger.conftest import AT, CLERK
from tests.unit.ledger.signing import near  # noqa: F401
from tests.unit.ledger.test_checkpoint import go_back
from tests.unit.ledger.test_sequence import fill

pytestmark = pytest.mark.django_db
NEW = {"kind": "mail", "target": "auditor@example.org", "every": "60", "why": "审计员要求每小时一份"}


@pytest.fixture(autouse=True)
def ledger(db, near, monkeypatch):  # noqa: F811
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    with clock.frozen(AT):
        fill(2, 5)
        keeping.keep(CLERK)
        yield


@pytest.fixture
def auditor(client):
    client.force_login(person("auditor", "auditor"))
    return client


@pytest.fixture
def admin(client):
    client.force_login(person("admin", "system_admin"))
    return client


def test_it_says_length_age_and_that_it_is_a_demonstration(auditor):
    page = auditor.get("/ledger/").content.decode()
    assert read.latest().origin in page and "0 秒" in page and "不能作为证据" in page and "还没有核验过" in page
    assert Key.objects.get().vkey in page.replace("&#x2B;", "+")


def test_an_auditor_takes_checkpoint_key_proof_and_kit_away(auditor):
    assert auditor.get("/ledger/checkpoint.txt").content.decode() == read.latest().note
    assert auditor.get("/ledger/key.txt").content.decode() == Key.objects.get().vkey + "\n"
    assert json.loads(auditor.get("/ledger/extension.jsonl?from=4").content)["to"] == 10
    assert b"def ed25519" in auditor.get("/ledger/verify.py").content
    for wrong in ("", "0", "x", "10", "99", "-1"):
        assert auditor.get(f"/ledger/extension.jsonl?from={wrong}").status_code == 404


def test_what_was_printed_is_said_once_it_was_put_away(auditor):
    Anchor.objects.create(kind="qr")
    assert "<svg" in auditor.get("/ledger/paper/").content.decode()
    assert auditor.post("/ledger/paper/").status_code == 302
    assert Anchor.objects.get().last_size == 10


def test_administrators_of_the_system_change_the_anchors_with_a_reason(admin):
    assert admin.post("/ledger/", NEW).status_code == 302
    anchor = Anchor.objects.get()
    assert (anchor.target, anchor.every) == ("auditor@example.org", 60)
    assert "审计员要求" in Event.objects.get(kind="anchor_added").body
    assert admin.post("/ledger/", NEW).status_code == 422, "the same again"
    assert admin.post("/ledger/", {"end": anchor.pk, "why": " "}).status_code == 422
    assert admin.post("/ledger/", {"end": anchor.pk, "why": "审计员换人"}).status_code == 302
    assert not Anchor.objects.get().active and Event.objects.filter(kind="anchor_ended").exists()


@pytest.mark.parametrize(
    "wrong", [{"target": "nobody"}, {"kind": "file", "target": "here"}, {"every": "0"}, {"why": ""}]
)
def test_what_cannot_work_is_refused(admin, wrong):
    assert admin.post("/ledger/", NEW | wrong).status_code == 422 and not Anchor.objects.exists()


def test_an_auditor_changes_nothing(auditor):
    assert "新增存放处" not in auditor.get("/ledger/").content.decode()
    assert auditor.post("/ledger/", NEW).status_code == 404


def test_others_do_not_find_it(client):
    client.force_login(person("clerk", "clerk"))
    for address in ("", "paper/", "checkpoint.txt", "key.txt", "verify.py", "extension.jsonl?from=4"):
        assert client.get("/ledger/" + address).status_code == 404


def test_a_rollback_stands_on_the_page_until_somebody_says_why(auditor):
    go_back(6)
    keeping.keep(CLERK)
    assert "日志从 10 回退到 6" in auditor.get("/ledger/").content.decode()
    take.accept(CLERK, "用备份恢复")
    page = auditor.get("/ledger/").content.decode()
    assert "日志从 10 回退到" not in page and "用备份恢复" in page


def run(*arguments):
    out = io.StringIO()
    call_command("log", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_accepts_a_rollback_and_changes_keys():
    with pytest.raises(CommandError, match="没有等待说明的回退"):
        run("accept", "--reason", "x")
    go_back(6)
    keeping.keep(CLERK)
    assert "日志从 10 回退到 6" in run("status")
    with pytest.raises(CommandError, match="--reason"):
        run("accept")
    assert "已记下：日志从 10 回退到 6" in run("accept", "--reason", "用备份恢复")
    old = Key.objects.get().vkey
    assert "+" in run("add-key") and "已停用" in run("retire-key", "--key", old)
    with pytest.raises(CommandError, match="拒绝"):
        run("retire-key", "--key", old)


def test_the_command_says_when_nobody_signs(near):  # noqa: F811
    near.away = True
    with pytest.raises(CommandError, match="没有应答"):
        run("add-key")
