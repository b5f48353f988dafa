"""Signings: all, any, in turn, by vote; each leaves the stage by the move its outcome names."""

from dataclasses import replace

import pytest

from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import moves, registry
from workflows.errors import Refused
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db
SIGNING = Approval.Stage.SIGNING


@pytest.fixture
def signed_by(monkeypatch):
    """Open a case whose signing has the given mode; returns it with its signers in order."""

    def opened(mode, heads):
        facts, signers = dict(Approval.facts), [person(f"signer{n}") for n in range(heads)]
        facts[SIGNING] = replace(facts[SIGNING], signing=replace(facts[SIGNING].signing, mode=mode))
        monkeypatch.setattr(Approval, "facts", facts)
        monkeypatch.setattr(Approval, "signers", [s.pk for s in signers])
        registry.current.cache_clear()
        author, decider = person("author", "clerk"), person("decider")
        case = moves.open_case("approval", by=author, title="一件事")
        moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=decider.pk)
        return case, signers

    yield opened
    monkeypatch.undo()
    registry.current.cache_clear()


def stage(case):
    return Approval.objects.get(pk=case.pk).stage


def holders(case):
    return list(WorkItem.objects.filter(process=case, status="ASSIGNED", kind="sign").values_list("owner", flat=True))


def sign(case, signer, decision="agree"):
    return moves.act(case, "sign", by=signer, decision=decision, opinion="意见")


def test_in_turn_the_next_signer_gets_the_work_when_the_one_before_has_agreed(signed_by):
    case, signers = signed_by("sequential", 3)
    for signer in signers:
        assert holders(case) == [signer.pk] and stage(case) == "signing"
        sign(case, signer)
    assert stage(case) == "decision"


def test_in_turn_nobody_signs_before_his_turn_and_an_objection_ends_it(signed_by):
    case, signers = signed_by("sequential", 3)
    with pytest.raises(Refused):
        sign(case, signers[1])
    sign(case, signers[0], "oppose")
    assert stage(case) == "refused" and holders(case) == []


def test_of_any_the_first_word_settles_it(signed_by):
    case, signers = signed_by("any", 3)
    sign(case, signers[2])
    assert stage(case) == "decision" and holders(case) == []


def test_a_vote_carries_with_more_than_half_of_those_entitled(signed_by):
    case, signers = signed_by("vote", 5)
    sign(case, signers[0], "oppose")
    sign(case, signers[1])
    sign(case, signers[2])
    assert stage(case) == "signing"
    sign(case, signers[3])
    assert stage(case) == "decision" and holders(case) == []


def test_an_abstention_is_no_yes_and_a_vote_falls_once_it_cannot_be_carried(signed_by):
    case, signers = signed_by("vote", 4)
    sign(case, signers[0], "abstain")
    assert stage(case) == "signing"
    sign(case, signers[1], "oppose")
    assert stage(case) == "refused" and holders(case) == []
