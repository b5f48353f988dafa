"""调整后续办理人: chosen for a stage to come, honoured when the case comes there."""

import pytest

from people import clock
from tests.support.world import person
from workflows import moves
from workflows.errors import Refused
from workflows.models import Flag
from workflows.recusals import HELD

pytestmark = pytest.mark.django_db
MAY = {"signing": {"acts": {"appoint": ("opened_by",)}}, "decision": {"acts": {"appoint": ("opened_by",)}}}


def appoint(one, *people, stage="decision", role="decider"):
    return one.act("appoint", one.author, stage=stage, role=role, people=[p.pk for p in people], reason="原定人员调离")


def test_who_was_chosen_gets_the_work_when_the_case_comes_there(world):
    one = world("signing", **MAY)
    appoint(one, one.other)
    assert one.told("case.appointed") == [one.other.pk] and one.open(one.other) == []
    for signer in one.signers:
        one.act("sign", signer, decision="agree")
    assert one.open(one.other) == ["move"] and one.open(one.decider) == []
    moves.move(one.case, "adopt", by=one.other)
    assert one.now().stage == "adopted"


def test_the_later_choice_replaces_the_earlier_and_says_so(world):
    one = world("signing", **MAY)
    appoint(one, one.other)
    appoint(one, one.third)
    assert one.said("appoint")["instead_of"] == ["other"]
    for signer in one.signers:
        one.act("sign", signer, decision="agree")
    assert one.open(one.third) == ["move"] and one.open(one.other) == []


def test_not_for_a_stage_that_is_or_was_there_nor_for_an_unknown_role(world):
    one = world("signing", **MAY)
    for stage, role in (("signing", "signers"), ("draft", "opened_by"), ("decision", "minister"), ("adopted", "x")):
        with pytest.raises(Refused, match="不能调整"):
            appoint(one, one.other, stage=stage, role=role)


def test_the_author_is_not_chosen_to_decide(world):
    one = world("signing", **MAY)
    with pytest.raises(Refused, match="不能选择自己"):
        one.act("appoint", one.author, stage="decision", role="decider", people=[one.author.pk], reason="原定人员调离")


def test_a_mandatory_stage_keeps_its_office(world):
    may = {"signing": MAY["signing"], "decision": {"mandatory": True}}
    one = world("signing", **may)
    with pytest.raises(Refused, match="必经环节"):
        appoint(one, one.other)
    appoint(one, person("entitled", "decider"))


def test_who_was_chosen_and_is_tied_since_gets_nothing_and_the_stage_has_its_own_people(world):
    one = world("signing", **MAY)
    appoint(one, one.other, one.third)
    Flag.objects.create(person=one.other, code=HELD, source=one.case, since=clock.now())
    for signer in one.signers:
        one.act("sign", signer, decision="agree")
    assert one.open(one.third) == ["move"] and one.open(one.other) == []
