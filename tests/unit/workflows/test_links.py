"""An event tells of every link its step made; events written before kept only the last one."""

from types import SimpleNamespace

import pytest

from ledger.read import Entry
from processes.immunity.models import Certificate
from processes.innovation_hearing.walk import Walk
from tests.unit.innovation_hearing.conftest import START, people  # noqa: F401
from workflows import history, links, wording

pytestmark = pytest.mark.django_db


def test_all_links_of_one_step_stand_in_its_event(people):  # noqa: F811
    walk = (
        Walk(people, START, title="村级台账随变随改试行办法").to_publicity().ripe("confirm").move("confirm", "minister")
    )
    last = history.of(walk.case)[-1]
    assert [one["kind"] for one in last.links] == ["L3"] * 5 and "第 4 次季度督查" in last.links[-1]["reason"]
    passed = next(line for line in history.of(walk.case) if line.entry.event.kind == "move.vote_pass")
    assert {one["to"] for one in passed.links} == {"publicity", str(Certificate.objects.get().uid)}


def test_an_event_with_one_link_of_before_is_still_read():
    old = {"kind": "L1", "to": "创〔2026〕0001号"}
    entry = Entry(SimpleNamespace(kind="open"), {"link": old}, ())
    assert wording.Line(entry, "").links == [old] == links.told({"link": old})
    assert links.told({}) == []
