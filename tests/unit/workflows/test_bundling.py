"""Deciding many items in one go: staged, undone, carried out one by one, each by the one door."""

from datetime import timedelta

import pytest

from ledger.models import Event
from tests.support.world import person
from workflows import bundling, clock, drafts, moves
from workflows.errors import Refused
from workflows.models import Bundle, WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def some():
    """`some(n)` cases that wait for the same decider; returns (decider, their items)."""
    author, decider, signer = person("author", "clerk"), person("decider"), person("signer")

    def made(n):
        for number in range(n):
            case = moves.open_case("approval", by=author, title=f"第{number}件")
            moves.move(case, "submit", by=author, signers=[signer.pk], decider=decider.pk)
            moves.act(case, "sign", by=signer, decision="agree")
        return decider, list(WorkItem.objects.filter(owner=decider, status="ASSIGNED").order_by("pk"))

    return made


def staged(decider, items, act="move.adopt"):
    bundle = bundling.choose([item.pk for item in items], by=decider)
    versions = {item.pk: type(item.process.own).objects.get(pk=item.process_id).revision for item in items}
    return bundling.stage(bundle, {item.pk: (act, versions[item.pk]) for item in items})


def later():
    return clock.frozen(clock.now() + bundling.UNDO + timedelta(seconds=1))


def states(bundle):
    return list(bundle.rows.values_list("state", flat=True))


def test_nothing_is_done_before_the_time_to_undo_is_over(some):
    decider, items = some(2)
    bundle = staged(decider, items)
    assert bundling.carry_out() == 0
    assert WorkItem.objects.filter(owner=decider, status="ASSIGNED").count() == 2
    with later():
        assert bundling.carry_out() == 2
    bundle.refresh_from_db()
    assert bundle.state == Bundle.State.DONE
    assert states(bundle) == ["done", "done"]
    assert Event.objects.filter(kind="move.adopt", actor_id=decider.pk).count() == 2


def test_what_was_undone_is_not_carried_out_and_can_be_chosen_anew(some):
    decider, items = some(2)
    bundle = bundling.undo(staged(decider, items))
    assert bundle.state == Bundle.State.CHOSEN
    with later():
        assert bundling.carry_out() == 0
    assert not Event.objects.filter(kind="move.adopt").exists()


def test_one_bad_item_spoils_nothing_and_says_why(some):
    decider, items = some(3)
    bundle = staged(decider, items)
    moves.move(items[1].process.own, "turn_down", by=decider)  # by hand, meanwhile
    with later():
        bundling.carry_out()
    assert states(bundle) == ["done", "refused", "done"]
    assert "先办理" in bundle.rows.get(item=items[1]).why


def test_a_case_that_changed_since_it_was_shown_is_left_for_another_look(some):
    decider, items = some(2)
    bundle = staged(decider, items)
    items[0].process.own.__class__.objects.filter(pk=items[0].process_id).update(revision=77)
    with later():
        bundling.carry_out()
    assert states(bundle) == ["refused", "done"]
    assert "已被他人更新" in bundle.rows.get(item=items[0]).why
    anew = bundling.again(bundle)
    assert list(anew.rows.values_list("item", flat=True)) == [items[0].pk]


def test_what_is_carried_out_twice_is_done_once(some):
    decider, items = some(1)
    bundle = staged(decider, items)
    row = bundle.rows.get()
    with later():
        bundling._carry(bundle, row)
        bundle.rows.update(state="ready")  # the process died before it could say so
        bundling.carry_out()
    assert states(bundle) == ["done"]
    assert Event.objects.filter(kind="move.adopt").count() == 1


def test_a_bundle_that_runs_can_be_stopped_and_what_is_done_stays_done(some):
    decider, items = some(3)
    bundle = staged(decider, items)
    with later():
        bundling.carry_out(limit=1)
        bundling.undo(bundle)
        assert bundling.carry_out() == 0
    assert states(bundle) == ["done", "left", "left"]


def test_signatures_carry_the_common_opinion_which_is_forgotten_here_afterwards(some):
    author, signer = person("author", "clerk"), person("signer")
    case = moves.open_case("approval", by=author, title="一件")
    moves.move(case, "submit", by=author, signers=[signer.pk], decider=person("decider").pk)
    item = WorkItem.objects.get(owner=signer, status="ASSIGNED")
    bundle = bundling.choose([item.pk], by=signer)
    bundling.stage(bundle, {item.pk: ("act.sign", 1)}, opinion="同意，请抓紧。")
    with later():
        bundling.carry_out()
    bundle.refresh_from_db()
    assert (states(bundle), bundle.opinion) == (["done"], "")
    item.refresh_from_db()
    assert item.decision == "agree"


def test_what_was_begun_to_be_written_is_no_draft_any_more_once_it_is_signed(some):
    author, signers = person("author", "clerk"), [person("signer"), person("second")]
    cases = [moves.open_case("approval", by=author, title=title) for title in ("一件", "又一件")]
    for case in cases:
        moves.move(case, "submit", by=author, signers=[one.pk for one in signers], decider=person("decider").pk)
        drafts.save(case, signers[0], "sign", {"opinion": ["写到一半"]})
    item = WorkItem.objects.get(owner=signers[0], process=cases[0].pk)
    bundling.stage(bundling.choose([item.pk], by=signers[0]), {item.pk: ("act.sign", 1)})
    with later():
        bundling.carry_out()
    assert [drafts.load(case, signers[0], "sign") is None for case in cases] == [True, False]


def test_nothing_and_too_much_are_refused_with_the_way_out(some, monkeypatch):
    decider, items = some(2)
    with pytest.raises(Refused, match="先在待办里勾选"):
        bundling.choose([], by=decider)
    monkeypatch.setattr(bundling, "MOST", 1)
    with pytest.raises(Refused, match="一次最多"):
        bundling.choose([item.pk for item in items], by=decider)
    monkeypatch.undo()
    with pytest.raises(Refused, match="没有一件选了办法"):
        bundling.stage(bundling.choose([items[0].pk], by=decider), {})


def test_work_that_is_not_ones_own_is_refused_at_the_door(some):
    _decider, items = some(1)
    stranger = person("stranger")
    bundle = staged(stranger, items)
    with later():
        bundling.carry_out()
    assert states(bundle) == ["refused"]
    assert not Event.objects.filter(kind="move.adopt").exists()


def test_five_hundred_items_cost_the_same_each(some, django_assert_max_num_queries):
    decider, items = some(6)
    staged(decider, items)
    with later(), django_assert_max_num_queries(6 * PER_ITEM + AROUND):
        bundling.carry_out()


PER_ITEM, AROUND = 22, 8
