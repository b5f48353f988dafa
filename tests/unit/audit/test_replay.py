"""One case step by step."""

import pytest
from django.db import connection
from django.urls import reverse

from audit import contents, lines
from ledger import read
from ledger.models import AccessEntry, Event
from people import clock
from people.models import Mandate
from tests.support.flush import unsealed
from tests.support.world import person
from workflows import moves

pytestmark = pytest.mark.django_db


def address(case):
    return reverse("audit:case", args=[case.uid])


def test_each_step_shows_where_the_case_stood_and_what_had_changed(case, auditor, see):
    first, second = see(auditor, address(case), step="1"), see(auditor, address(case), step="2")
    assert "走到“拟稿”" in first and "走到“经办”" in see(auditor, address(case), step="3")
    assert "<ins>铁皮</ins>" in second and "<ins>" not in first
    assert "没有改动" in see(auditor, address(case), step="2", **{"from": "2"})
    assert "第 3 步，共 3 步" in see(auditor, address(case), step="99")
    assert "第 3 步，共 3 步" in see(auditor, address(case), step="zwei")


def test_who_acted_for_whom_is_told_in_the_replay_the_explorer_and_the_story_of_the_pack(case, auditor, see):
    agent, today = person("agent"), clock.today()
    principal = person("handler")
    Mandate.objects.create(principal=principal, agent=agent, since=today, until=today, reason="出差")
    moves.act(case, "transfer", by=type(agent).objects.get(pk=agent.pk), to=person("other").pk, reason="业务调整")
    last = Event.objects.filter(uid=case.uid).latest("seq")
    assert (last.actor_name, last.for_name) == (agent.name, principal.name)
    assert f"（代 {principal.name}）" in see(auditor, address(case), step=str(last.seq))
    assert f"代 {principal.name}" in see(auditor, reverse("audit:explorer"), case=str(case.uid))
    [line] = [one for one in lines.of_case(case, read.history(case.uid)) if one.event.seq == last.seq]
    assert contents._told("court", line)[2] == f"{agent.name}（代 {principal.name}）"


def test_whoever_may_see_the_case_may_replay_it_and_nobody_else(case, author, see):
    assert "完整性已核验" in see(author, address(case))
    assert see(person("stranger"), address(case)).status_code == 404


def test_an_auditors_look_is_kept_and_so_is_a_look_that_was_refused(case, auditor, author, see):
    see(author, address(case))
    assert not AccessEntry.objects.exists()
    see(auditor, address(case))
    see(person("stranger"), address(case))
    assert [one.what for one in AccessEntry.objects.order_by("pk")] == ["read", "denied"]


def test_a_record_that_was_touched_is_named(case, auditor, see, settings):
    with unsealed(connection):
        Event.objects.filter(uid=case.uid, seq=2).update(actor_name="别人")
    assert "留痕核对不上" in see(auditor, address(case))
