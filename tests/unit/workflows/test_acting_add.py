"""加签 and 减签: signers who come before, beside or after another, and those who are taken off."""

import pytest

from tests.support.world import person
from workflows.errors import Refused
from workflows.models import Signing

pytestmark = pytest.mark.django_db
REMOVES = {"signing": {"acts": {"remove_signer": ("opened_by",), "add_signers": ("signer",)}}}


def add(one, by, *people, where="beside"):
    return one.act("add_signers", by, people=[p.pk for p in people], where=where, reason="涉及经费")


def sign(one, who, decision="agree"):
    return one.act("sign", who, decision=decision, opinion="意见")


def test_beside_they_sign_at_once_and_all_count(world):
    one = world("signing")
    add(one, one.signers[0], one.other)
    assert one.open(one.other) == ["sign"] and Signing.objects.get(case=one.case).entitled == 3
    for who in (*one.signers, one.other):
        assert one.now().stage == "signing"
        sign(one, who)
    assert one.now().stage == "decision"


def test_before_me_i_wait_and_after_me_they_wait(world):
    one = world("signing")
    add(one, one.signers[0], one.other, where="before")
    assert one.open(one.signers[0]) == [] and one.open(one.other) == ["sign"]
    sign(one, one.other)
    assert one.open(one.signers[0]) == ["sign"]
    add(one, one.signers[1], one.third, where="after")
    assert one.open(one.third) == []
    sign(one, one.signers[1])
    assert one.open(one.third) == ["sign"]


def test_whoever_was_asked_before_me_may_hand_it_on_and_i_wait_for_who_has_it(world):
    one = world("signing")
    add(one, one.signers[0], one.other, where="before")
    one.act("transfer", one.other, to=one.third.pk, reason="出差在外")
    sign(one, one.signers[1])
    assert one.open(one.signers[0]) == []
    sign(one, one.third)
    assert one.open(one.signers[0]) == ["sign"]


def test_whoever_signs_after_me_signs_after_the_one_i_hand_it_to(world):
    one = world("signing")
    add(one, one.signers[0], one.third, where="after")
    one.act("transfer", one.signers[0], to=one.other.pk, reason="出差在外")
    assert one.open(one.third) == []
    sign(one, one.other)
    assert one.open(one.third) == ["sign"]


def test_not_twice_not_the_author_and_not_deeper_than_three(world):
    one, line = world("signing"), [person(f"more{n}") for n in range(4)]
    for wrong in (one.signers[1], one.author):
        with pytest.raises(Refused, match="另选"):
            add(one, one.signers[0], wrong)
    for by, to in zip([one.signers[0], *line[:2]], line[:3], strict=True):
        add(one, by, to)
    with pytest.raises(Refused, match="连续加签 3 层"):
        add(one, line[2], line[3])


def test_nobody_but_a_signer_adds_and_the_place_must_be_said(world):
    one = world("signing")
    with pytest.raises(Refused, match="不由你办理"):
        add(one, one.author, one.other)
    with pytest.raises(Refused, match="先后"):
        add(one, one.signers[0], one.other, where="somewhere")


def test_who_is_taken_off_need_not_sign_and_the_rest_decides(world):
    one = world("signing", **REMOVES)
    sign(one, one.signers[0])
    one.act("remove_signer", one.author, person=one.signers[1].pk, reason="已调离本单位")
    (item,) = one.items(one.signers[1])
    assert (item.status, item.closed_why) == ("CANCELED", "removed")
    assert one.told("work.withdrawn") == [one.signers[1].pk] and one.now().stage == "decision"


def test_who_has_signed_is_not_taken_off(world):
    one = world("signing", **REMOVES)
    sign(one, one.signers[0])
    with pytest.raises(Refused, match="意见仍然有效"):
        one.act("remove_signer", one.author, person=one.signers[0].pk, reason="已调离本单位")
