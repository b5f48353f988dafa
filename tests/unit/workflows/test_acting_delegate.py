"""征求意见: my work waits for somebody's opinion and is mine again with it."""

import pytest

from workflows import drafts, moves
from workflows.errors import Refused

pytestmark = pytest.mark.django_db


def test_my_work_waits_and_comes_back_with_the_opinion(world):
    one = world()
    one.act("delegate", one.decider, to=one.other.pk, ask="经费是否够用")
    (mine,), (asked,) = one.items(one.decider), one.items(one.other)
    assert (mine.status, mine.held) == ("SCHEDULED", "delegated") and asked.due == mine.due
    assert one.told("work.delegated") == [one.other.pk] and one.now().open_items == 1
    one.act("give_back", one.other, opinion="够用，同意。")
    (mine,), (asked,) = one.items(one.decider), one.items(one.other)
    assert (mine.status, mine.held) == ("ASSIGNED", "") and (asked.status, asked.decision) == ("DONE", "given_back")
    assert one.said("give_back")["opinion"] == "够用，同意。" and one.told("work.given_back") == [one.decider.pk]
    moves.move(one.case, "adopt", by=one.decider)
    assert one.now().stage == "adopted"


def test_while_it_waits_neither_decides(world):
    one = world()
    one.act("delegate", one.decider, to=one.other.pk, ask="经费是否够用")
    with pytest.raises(Refused, match="正在等other的意见"):
        moves.move(one.case, "adopt", by=one.decider)
    with pytest.raises(Refused, match="不由你办理"):
        moves.move(one.case, "adopt", by=one.other)


def test_a_signer_who_asks_has_not_spoken(world):
    one = world("signing")
    one.act("delegate", one.signers[0], to=one.other.pk, ask="请看方案")
    with pytest.raises(Refused):
        one.act("sign", one.signers[0], decision="agree")
    one.act("give_back", one.other, opinion="没有意见")
    for signer in one.signers:
        one.act("sign", signer, decision="agree")
    assert one.now().stage == "decision"


def test_when_the_signing_ends_meanwhile_both_items_are_closed(world):
    one = world("signing")
    one.act("delegate", one.signers[0], to=one.other.pk, ask="请看方案")
    one.act("sign", one.signers[1], decision="oppose", opinion="不同意")
    assert one.now().stage == "refused"
    assert [i.status for i in one.items(one.other) + one.items(one.signers[0])] == ["CANCELED"] * 2
    with pytest.raises(Refused):
        one.act("give_back", one.other, opinion="没有意见")


def test_recalled_before_an_answer_is_begun(world):
    one = world()
    one.act("delegate", one.decider, to=one.other.pk, ask="经费是否够用")
    one.act("recall", one.decider)
    assert one.open(one.decider) == ["move"] and one.open(one.other) == []
    assert one.now().open_items == 1
    one.act("delegate", one.decider, to=one.other.pk, ask="经费是否够用")
    drafts.save(one.case, one.other, "give_back", {"opinion": ["写到一半"]})
    with pytest.raises(Refused, match="已经开始办理"):
        one.act("recall", one.decider)


def test_who_is_asked_passes_the_question_to_nobody(world):
    one = world()
    one.act("delegate", one.decider, to=one.other.pk, ask="经费是否够用")
    for name, answers in (("delegate", {"ask": "请看方案"}), ("transfer", {"reason": "出差在外"})):
        with pytest.raises(Refused, match="不由你办理"):
            one.act(name, one.other, to=one.third.pk, **answers)


def test_when_who_asked_is_removed_nobody_is_asked_any_more(world):
    one = world("signing", signing={"acts": {"remove_signer": ("opened_by",), "delegate": ("signer",)}})
    one.act("delegate", one.signers[0], to=one.other.pk, ask="请看方案")
    one.act("remove_signer", one.author, person=one.signers[0].pk, reason="本事项与该科室无关")
    (asked,) = one.items(one.other)
    assert (asked.status, asked.closed_why) == ("CANCELED", "removed")
    assert (one.now().stage, one.now().open_items) == ("signing", 1)
    with pytest.raises(Refused):
        one.act("give_back", one.other, opinion="没有意见")
