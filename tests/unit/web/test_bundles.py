"""批量办理 through the pages: what is offered together and what is not, the time to undo, and whose it is."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.approval.models import Approval, Stage
from tests.support.world import person
from tests.unit.web.conftest import text
from web import jobs
from workflows import bundling, clock, moves, registry
from workflows.models import Bundle, WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """Somebody who has things of two kinds to do: `desk(signings, decisions)`."""
    author, decider, other = person("author", "clerk"), person("decider"), person("signer1")
    client.force_login(decider)

    def made(signings, decisions):
        for number in range(signings):
            _opened(author, [decider.pk], decider, f"会签{number}")
        for number in range(decisions):
            case = _opened(author, [other.pk], decider, f"审定{number}")
            moves.act(case, "sign", by=other, decision="agree")
        return WorkItem.objects.filter(owner=decider, status="ASSIGNED").order_by("pk")

    return made


def _opened(author, signers, decider, title):
    case = moves.open_case("approval", by=author, title=title)
    moves.move(case, "submit", by=author, signers=signers, decider=decider.pk)
    return case


def chosen(client, items):
    answer = client.post("/together/", {"item": [item.pk for item in items]})
    return Bundle.objects.get(uid=answer.url.split("/")[-2])


def keys(page):
    return re.findall(r'name="(do-[^"]+)" value="([^"]+)"', page)


def test_the_preview_groups_what_can_be_done_alike_and_says_what_follows(client, desk):
    items = desk(2, 1)
    page = text(client.get(f"/together/{chosen(client, items).uid}/"))
    assert {act for _key, act in keys(page)} == {"act.sign", "move.adopt", "move.turn_down"}
    assert "办理后进入“通过”，事项结束。" in page and "记入你的同意意见" in page
    assert not re.search(r'type="radio"[^>]*checked', page)  # nothing is chosen beforehand


def test_what_was_confirmed_is_done_after_the_time_to_undo(client, desk):
    items = desk(2, 2)
    bundle = chosen(client, items)
    page = text(client.get(f"/together/{bundle.uid}/"))
    data = {key: act for key, act in keys(page) if act in ("act.sign", "move.adopt")}
    client.post(f"/together/{bundle.uid}/confirm/", data | {"item": [i.pk for i in items], "opinion": "同意"})
    page = text(client.get(f"/together/{bundle.uid}/"))
    assert "还没有办理：20 秒后开始。" in page and "撤销，一件也不办" in page
    jobs.together()
    assert WorkItem.objects.filter(pk__in=items, status="ASSIGNED").count() == 4
    with clock.frozen(clock.now() + bundling.UNDO + timedelta(seconds=1)):
        jobs.together()
    assert client.get(f"/together/{bundle.uid}/progress/").status_code == 286
    assert "已办理 4 件，没有办成 0 件，共 4 件。" in text(client.get(f"/together/{bundle.uid}/"))


def test_what_was_unticked_or_not_chosen_stays_in_the_inbox(client, desk):
    items = list(desk(0, 2))
    bundle = chosen(client, items)
    page = text(client.get(f"/together/{bundle.uid}/"))
    data = {key: act for key, act in keys(page) if act == "move.adopt"}
    client.post(f"/together/{bundle.uid}/confirm/", data | {"item": [items[0].pk]})
    assert list(bundle.rows.values_list("state", flat=True)) == ["ready", "left"]


def test_an_undone_bundle_is_shown_for_confirmation_again(client, desk):
    items = list(desk(0, 1))
    bundle = chosen(client, items)
    key = keys(text(client.get(f"/together/{bundle.uid}/")))[0][0]
    client.post(f"/together/{bundle.uid}/confirm/", {key: "move.adopt", "item": [items[0].pk]})
    answer = client.post(f"/together/{bundle.uid}/undo/", follow=True)
    assert "已撤销，一件也没有办理。" in text(answer) and "确认批量办理" in text(answer)


def test_confirming_without_a_choice_or_with_one_not_offered_is_refused(client, desk):
    items = list(desk(1, 0))
    bundle = chosen(client, items)
    key = keys(text(client.get(f"/together/{bundle.uid}/")))[0][0]
    for act in ("", "move.refuse"):
        answer = client.post(f"/together/{bundle.uid}/confirm/", {key: act, "item": [items[0].pk]})
        assert answer.status_code == 409 and "没有一件选了办法" in text(answer)


@pytest.mark.parametrize(
    ("changes", "why"), [({"mode": "vote"}, "表决、回避等须本人逐件决定"), ({"secret": True}, "表决、回避等须本人逐件")]
)
def test_votes_are_not_offered_in_a_batch(client, desk, monkeypatch, changes, why):
    facts = Approval.facts | {
        Stage.SIGNING: replace(
            Approval.facts[Stage.SIGNING], signing=replace(Approval.facts[Stage.SIGNING].signing, **changes)
        )
    }
    _with(monkeypatch, facts)
    signers = [person(f"voter{n}").pk for n in (1, 2)]
    decider = person("decider")
    _opened(person("author", "clerk"), [decider.pk, *signers], decider, "表决的")
    page = text(client.get(f"/together/{chosen(client, desk(0, 0)).uid}/"))
    assert why in page and "确认批量办理" not in page


def test_sealed_opinions_and_moves_with_a_reason_are_done_alone(client, desk, monkeypatch):
    sealed = replace(Approval.facts[Stage.SIGNING], secret=True)
    worded = Approval.facts[Stage.DECISION]
    worded = replace(worded, moves=tuple(replace(move, reason=True) for move in worded.moves))
    _with(monkeypatch, Approval.facts | {Stage.SIGNING: sealed, Stage.DECISION: worded})
    page = text(client.get(f"/together/{chosen(client, desk(1, 1)).uid}/"))
    assert "密封的意见须逐件填写" in page and "办理时要填写这一件自己的内容" in page


def _with(monkeypatch, facts):
    monkeypatch.setattr(Approval, "facts", facts)
    registry.current.cache_clear()


@pytest.fixture(autouse=True)
def as_declared():
    yield
    registry.current.cache_clear()


def test_a_bundle_is_its_owners(client, desk):
    bundle = chosen(client, desk(0, 1))
    client.force_login(person("stranger"))
    for page in ("", "progress/"):
        assert client.get(f"/together/{bundle.uid}/{page}").status_code == 404
    for act in ("confirm/", "undo/", "again/"):
        assert client.post(f"/together/{bundle.uid}/{act}").status_code == 404


def test_somebody_elses_work_can_be_neither_seen_nor_done(client, desk):
    items = list(desk(0, 1))
    client.force_login(person("stranger"))
    bundle = chosen(client, items)
    page = text(client.get(f"/together/{bundle.uid}/"))
    assert "审定0" not in page and not keys(page)


def test_what_was_refused_is_looked_at_anew(client, desk):
    items = list(desk(0, 1))
    bundle = chosen(client, items)
    key = keys(text(client.get(f"/together/{bundle.uid}/")))[0][0]
    client.post(f"/together/{bundle.uid}/confirm/", {key: "move.adopt", "item": [items[0].pk]})
    Approval.objects.update(revision=9)
    with clock.frozen(clock.now() + bundling.UNDO + timedelta(seconds=1)):
        jobs.together()
    assert "已被他人更新" in text(client.get(f"/together/{bundle.uid}/"))
    answer = client.post(f"/together/{bundle.uid}/again/", follow=True)
    assert "审定0" in text(answer) and Bundle.objects.count() == 2


def test_all_that_waits_can_be_chosen_in_one_press(client, desk):
    desk(1, 2)
    client.post("/together/", {"all": "1"})
    assert Bundle.objects.get().rows.count() == 3


def test_the_preview_asks_the_database_the_same_for_each_item(client, desk):
    desk(6, 6)
    few, many = (_asked(client, WorkItem.objects.filter(status="ASSIGNED").order_by("-pk")[:n]) for n in (2, 10))
    assert many - few <= 8 * PER_ITEM


PER_ITEM = 2


def _asked(client, items):
    bundle = chosen(client, items)
    client.get(f"/together/{bundle.uid}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/together/{bundle.uid}/")
    return len(queries)
