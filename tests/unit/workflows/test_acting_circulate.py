"""传阅 and 抄送: others read along; it holds nothing up and outlasts its stage."""

import pytest

from policy import rules as policy
from workflows import inbox, moves
from workflows.errors import NotFound, Refused
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_people_read_and_the_case_goes_on_without_them(world):
    one = world()
    one.act("circulate", one.decider, people=[one.other.pk, one.third.pk], text="请阅")
    assert one.now().open_items == 1 and one.told("case.circulated") == sorted([one.other.pk, one.third.pk])
    moves.move(one.case, "adopt", by=one.decider)
    assert one.open(one.other) == ["circulate"]
    one.act("seen", one.other)
    assert [(i.status, i.decision) for i in one.items(one.other)] == [("DONE", "seen")]
    assert one.now().stage == "adopted" and one.open(one.third) == ["circulate"]


def test_where_a_reply_is_asked_reading_is_not_enough(world):
    one = world()
    one.act("circulate", one.decider, people=[one.other.pk], reply=True, text="请提意见")
    with pytest.raises(Refused, match="请你回复"):
        one.act("seen", one.other)
    one.act("reply", one.other, text="没有意见")
    assert one.said("reply")["opinion"] == "没有意见" and one.told("case.replied") == [one.decider.pk]
    with pytest.raises(Refused):
        one.act("reply", one.other, text="再说一句")


def test_a_copy_is_read_and_stands_in_no_list_of_things_to_do(world):
    one = world()
    one.act("copy", one.decider, people=[one.other.pk])
    assert inbox.page(one.other).rows == [] and inbox.count(one.other) == 0
    (row,) = inbox.page(one.other, only={"kind": "copy"}).rows
    assert row["from"] == "decider"
    one.act("seen", one.other)
    assert one.open(one.other) == []


def test_who_reads_along_moves_and_urges_nothing(world):
    one = world()
    one.act("circulate", one.decider, people=[one.other.pk])
    for name in ("adopt", "turn_down"):
        with pytest.raises(Refused, match="不由你办理"):
            moves.move(one.case, name, by=one.other)
    with pytest.raises(Refused, match="不由你办理"):
        one.act("circulate", one.other, people=[one.third.pk])


def test_nobody_gets_it_twice_and_nobody_is_not_enough(world):
    one = world()
    one.act("circulate", one.decider, people=[one.other.pk])
    with pytest.raises(Refused, match="other手上已有"):
        one.act("circulate", one.decider, people=[one.other.pk, one.third.pk])
    with pytest.raises(Refused, match="至少选择一人"):
        one.act("copy", one.decider, people=[])
    assert one.open(one.third) == []


def test_reading_along_lets_people_into_a_restricted_case_and_nobody_else(world):
    one = world()
    Case.objects.filter(pk=one.case.pk).update(classification="restricted")
    one.act("copy", one.decider, people=[one.other.pk])
    assert policy.may_see(one.other, one.case)
    with pytest.raises(NotFound):
        one.act("seen", one.third)
