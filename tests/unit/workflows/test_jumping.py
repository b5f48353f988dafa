"""跳转: proposed by the owner of the process, confirmed one level up, never over a stage that is mandatory."""

from dataclasses import replace

import pytest

from workflows import jumps
from workflows.conformance import story
from workflows.errors import Refused
from workflows.models import Proposal

pytestmark = pytest.mark.django_db
WHY = "前面的环节已在上一件事项中办过，不必重复。"


@pytest.fixture
def told():
    people = story.people()
    people["deputy"] = story.person("upstairs", "deputy_minister")
    people["admin"] = story.person("admin", "system_admin", "deputy_minister")
    return story.Story(people).to("all")


def propose(told, to="decision", who="owner"):
    return told.act("propose_jump", who, to=to, reason=WHY)


def decide(told, outcome="approve", who="deputy"):
    return told.act("decide_jump", who, outcome=outcome, reason="同意按此办理。")


def test_confirmed_the_case_is_there_and_open_work_is_closed_with_the_reason(told):
    propose(told)
    assert told.stage == "all" and "upstairs" in told.holders() and "admin" not in told.holders()
    decide(told)
    assert told.stage == "decision" and told.holders() == ["decider"]
    assert {told.undone()[name] for name in story.SIGNERS} == {"jumped"}
    assert Proposal.objects.get().outcome == "approved" and told.finish() == "done"


def test_declined_everything_goes_on_as_before(told):
    propose(told)
    decide(told, "decline")
    assert told.stage == "all" and told.holders() == list(story.SIGNERS) and told.finish() == "done"


@pytest.mark.parametrize("who", ["signer_a", "handler", "author", "admin"])
def test_nobody_else_proposes(told, who):
    with pytest.raises(Refused):
        propose(told, who=who)


@pytest.mark.parametrize("who", ["owner", "admin", "signer_a"])
def test_nobody_else_confirms(told, who):
    propose(told)
    with pytest.raises(Refused):
        decide(told, who=who)
    assert told.stage == "all"


def test_never_over_a_mandatory_stage(told, monkeypatch):
    rules = told.now.rules
    stages = rules.stages | {"all": replace(rules.stages["all"], mandatory=True)}
    monkeypatch.setitem(rules.__dict__, "stages", stages)
    assert jumps.targets(told.now) == []
    with pytest.raises(Refused, match="必经环节"):
        propose(told)


def test_a_vote_is_mandatory_by_itself():
    people = story.people()
    told = story.Story(people).to("vote")
    with pytest.raises(Refused, match="必经环节"):
        propose(told)


@pytest.mark.parametrize("to", ["done", "nowhere", "all"])
def test_there_is_no_jump_to_an_end_or_to_nowhere(told, to):
    with pytest.raises(Refused):
        propose(told, to)


def test_a_proposal_is_void_once_the_case_has_moved(told):
    propose(told)
    for name in story.SIGNERS:
        told.sign(name)
    with pytest.raises(Refused):
        decide(told)
    propose(told, "hand")
    assert Proposal.objects.filter(outcome="lapsed").count() == 1


def test_two_proposals_do_not_stand_at_once(told):
    propose(told)
    with pytest.raises(Refused, match="等待决定"):
        propose(told)
