"""Evidence beside the request and beside the outcome: taken with its hash, shown to who may see the case."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from ledger.models import Event
from people import clock
from processes.consultation.models import Consultation
from tests.unit.task_project.conftest import WHY
from workflows import evidence, history
from workflows.errors import Refused
from workflows.evidence import uploads

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def staged(walk, who, text="七十个站点近一年开机记录", name="开机记录.txt"):
    """The client id of a file that somebody has staged in the case."""
    one = uuid4()
    with clock.frozen(walk.now):
        uploads.receive(walk.case, walk.people[who], ContentFile(text.encode(), name=name), client_id=one)
    return str(one)


def page(walk, who):
    client = Client()
    client.force_login(walk.people[who])
    with clock.frozen(walk.now):
        return client.get(reverse("web:case", args=[walk.case.uid])).content.decode()


def requester(walk):
    return walk.case.opened_by.username


def test_the_requester_proves_what_is_wrong_and_who_decides_sees_it(walk):
    who = requester(walk)
    walk.act("prove_request", who, evidence=[staged(walk, who)])
    (row,) = evidence.of(walk.case, "request")
    assert (row.name, row.by) == ("开机记录.txt", walk.people[who])
    (said,) = [line.entry.fields for line in history.of(walk.case) if line.entry.event.kind == "act.prove_request"]
    assert said["evidence"][0]["sha256"] == row.sha256
    shown = page(walk, walk.deputy)
    assert "开机记录.txt" in shown and "申请的依据" in shown


def test_without_a_file_or_by_somebody_else_nothing_is_added(walk):
    with pytest.raises(Refused, match="还没有选择文件"):
        walk.act("prove_request", requester(walk), evidence=[])
    with pytest.raises(Refused):
        walk.act("prove_request", walk.deputy, evidence=[str(uuid4())])
    with pytest.raises(Refused, match="文件找不到了"):
        walk.act("prove_request", requester(walk), evidence=[str(uuid4())])
    assert not evidence.of(walk.case) and not Event.objects.filter(kind="act.prove_request").exists()


def test_the_outcome_is_proved_with_files_of_its_round(walk):
    walk.to_following().follow()
    one = staged(walk, "sup_clk", name="使用次数.txt")
    rows = len(walk.case.measures)
    said = {"done": True, "reached": True, "value": "月均使用七次", "proof": WHY}
    walk.act("record_effect", "sup_clk", results=[said] * rows, evidence=[one])
    case = Consultation.objects.get(pk=walk.case.pk)
    (row,) = evidence.of(case, f"effect:{case.round}")
    assert row.name == "使用次数.txt" and case.part_label(row.about) == "第 1 轮成效"
    assert "使用次数.txt" in page(walk, requester(walk))


def test_the_outcome_may_be_recorded_without_files_and_the_form_hands_them_on(walk):
    walk.to_following().follow().outcome()
    case = Consultation.objects.get(pk=walk.case.pk)
    form = Consultation.forms["record_effect"](case=case, by=walk.people["sup_clk"])
    assert list(form.fields)[-1] == "evidence" and not form.fields["evidence"].required
    assert 'name="evidence' in page(walk, "sup_clk") or "填写：登记成效" in page(walk, "sup_clk")
    assert not evidence.of(case)
