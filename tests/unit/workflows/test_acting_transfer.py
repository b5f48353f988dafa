"""转办 and 收回: the same work, the same term, somebody else; had back until it is begun."""

import pytest

from people import clock
from people.models import Conflict
from policy import rules as policy
from tests.support.world import person
from workflows import drafts, moves
from workflows.errors import NotFound, Refused
from workflows.models import Case, Signing, WorkItem

pytestmark = pytest.mark.django_db


def test_who_was_handed_the_work_decides_and_the_giver_holds_nothing(world):
    one = world()
    (before,) = one.items(one.decider)
    one.act("transfer", one.decider, to=one.other.pk, reason="外出开会")
    (gone,), (new,) = one.items(one.decider), one.items(one.other)
    assert (gone.status, gone.closed_why) == ("CANCELED", "transferred")
    assert (new.status, new.asked, new.role, new.due) == ("ASSIGNED", "transfer", before.role, before.due)
    assert new.parent_id == gone.pk and one.now().open_items == 1
    moves.move(one.case, "adopt", by=one.other)
    assert one.now().stage == "adopted"


def test_the_event_names_both_and_the_receiver_alone_is_told(world):
    one = world()
    one.act("transfer", one.decider, to=one.other.pk, reason="外出开会")
    assert one.said("transfer")["to"] == "other" and one.said("transfer")["reason"] == "外出开会"
    assert one.event("transfer").item_id == one.items(one.decider)[0].pk
    assert one.told("work.reassigned") == [one.other.pk]


def test_who_gave_it_away_does_not_decide_beside_the_receiver(world):
    one = world()
    one.act("transfer", one.decider, to=one.other.pk, reason="外出开会")
    with pytest.raises(Refused, match="已把这项工作转给other"):
        moves.move(one.case, "adopt", by=one.decider)


def test_a_voice_that_was_handed_on_counts_once_in_the_signing(world):
    one = world("signing")
    one.act("transfer", one.signers[0], to=one.other.pk, reason="出差在外")
    row = Signing.objects.get(case=one.case)
    assert (row.entitled, row.waiting) == (2, 2)
    with pytest.raises(Refused):
        one.act("sign", one.signers[0], decision="agree")
    one.act("sign", one.other, decision="agree")
    one.act("sign", one.signers[1], decision="agree")
    assert one.now().stage == "decision"


@pytest.mark.parametrize("how", ["myself", "gone", "admin", "author", "holder", "tied", "nobody"])
def test_not_everybody_may_be_chosen(world, how):
    one = world("signing")
    chosen = {
        "myself": one.signers[0], "gone": person("gone"), "admin": person("admin", "system_admin"),
        "author": one.author, "holder": one.signers[1], "tied": one.other, "nobody": None,
    }[how]  # fmt: skip
    if how == "gone":
        type(chosen).objects.filter(pk=chosen.pk).update(is_active=False)
    if how == "tied":
        Conflict.objects.create(person=chosen, other=one.third, since=clock.today())
        type(one.case).about = lambda case: [one.third.pk]
    try:
        with pytest.raises(Refused, match="另选一人"):
            one.act("transfer", one.signers[0], to=getattr(chosen, "pk", None), reason="出差在外")
    finally:
        if how == "tied":
            del type(one.case).about
    assert one.open(one.signers[0]) == ["sign"]


def test_who_has_spoken_in_a_signing_does_not_speak_for_another(world):
    one = world("signing")
    one.act("sign", one.signers[1], decision="agree")
    with pytest.raises(Refused, match="已经表态"):
        one.act("transfer", one.signers[0], to=one.signers[1].pk, reason="出差在外")


def test_it_takes_a_reason_and_a_holder(world):
    one = world()
    with pytest.raises(Refused, match="理由"):
        one.act("transfer", one.decider, to=one.other.pk, reason="忙")
    with pytest.raises(Refused, match="不由你办理"):
        one.act("transfer", one.signers[0], to=one.other.pk, reason="出差在外")
    with pytest.raises(NotFound):
        one.act("transfer", one.third, to=one.other.pk, reason="出差在外")


def test_not_more_than_three_times_in_a_row(world):
    one, holder = world(), None
    line = [one.decider, *(person(f"next{n}") for n in range(4))]
    for holder, following in zip(line[:3], line[1:], strict=False):
        one.act("transfer", holder, to=following.pk, reason="外出开会")
    with pytest.raises(Refused, match="连续转办 3 次"):
        one.act("transfer", line[3], to=line[4].pk, reason="外出开会")


def test_off_unless_the_stage_says_so(world):
    one = world(decision={"acts": {}})
    with pytest.raises(Refused, match="不能办理"):
        one.act("transfer", one.decider, to=one.other.pk, reason="外出开会")


def test_recalled_before_it_was_begun_it_is_mine_again(world):
    one = world()
    one.act("transfer", one.decider, to=one.other.pk, reason="外出开会")
    one.act("recall", one.decider)
    (new,) = one.items(one.other)
    assert (new.status, new.closed_why) == ("CANCELED", "taken_back")
    assert one.told("work.withdrawn") == [one.other.pk] and one.now().open_items == 1
    moves.move(one.case, "adopt", by=one.decider)
    assert one.now().stage == "adopted"


def test_not_recalled_once_a_draft_was_saved_nor_by_anybody_else(world):
    one = world()
    one.act("transfer", one.decider, to=one.other.pk, reason="外出开会")
    with pytest.raises(Refused):
        one.act("recall", one.other)
    drafts.save(one.case, one.other, "adopt", {"reason": ["写到一半"]})
    with pytest.raises(Refused, match="已经开始办理"):
        one.act("recall", one.decider)


def test_not_recalled_once_it_was_done(world):
    one = world("signing")
    one.act("transfer", one.signers[0], to=one.other.pk, reason="出差在外")
    one.act("sign", one.other, decision="agree")
    with pytest.raises(Refused):
        one.act("recall", one.signers[0])


def test_the_same_key_twice_is_one_transfer(world):
    from uuid import uuid4

    one, key = world(), uuid4()
    receipts = {one.act("transfer", one.decider, to=one.other.pk, reason="外出开会", key=key).seq for _ in range(2)}
    assert len(receipts) == 1 and len(one.items(one.other)) == 1


def test_in_a_restricted_case_the_receiver_sees_it_and_others_do_not(world):
    one = world()
    Case.objects.filter(pk=one.case.pk).update(classification="restricted")
    one.act("transfer", one.decider, to=one.other.pk, reason="外出开会")
    assert policy.may_see(one.other, one.case) and not policy.may_see(one.third, one.case)


def test_in_a_sealed_case_nobody_else_is_let_in(world):
    one = world()
    Case.objects.filter(pk=one.case.pk).update(classification="sealed")
    with pytest.raises(Refused, match="密封"):
        one.act("transfer", one.decider, to=one.other.pk, reason="外出开会")
    assert WorkItem.objects.filter(process=one.case, owner=one.other).count() == 0
