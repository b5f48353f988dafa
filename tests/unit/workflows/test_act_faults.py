"""Acts that bring a case elsewhere stand in no stage that votes or is sealed, and lead somewhere."""

import pytest

from processes.innovation_hearing.models import InnovationHearing
from workflows import act_faults, jumps, registry
from workflows.declare import Signing, StageFacts, mandatory, takes_back

pytestmark = pytest.mark.embedded
WHO = ("office",)


def faults(facts, **ends):
    return list(act_faults.of("b", facts, ends, ["a", "b", "z"]))


@pytest.mark.parametrize("name", act_faults.MOVING)
@pytest.mark.parametrize(
    "more", [{"secret": True}, {"signing": Signing(mode="vote", sitting="exec_meeting")},
             {"signing": Signing(mode="vote", by=WHO, secret=True)}],
)  # fmt: skip
def test_a_secret_or_voting_stage_offers_none_of_them(name, more):
    assert any(name in why for why in faults(StageFacts(acts={name: WHO}, **more), terminate="z", withdraw="z"))


@pytest.mark.parametrize("name", act_faults.ENDING)
def test_an_end_leads_to_a_stage_of_the_process(name):
    facts = StageFacts(acts={name: WHO})
    assert faults(facts) and faults(facts, **{name: "nowhere"}) and not faults(facts, **{name: "z"})


def test_no_jump_is_offered_where_nobody_may_be_spared():
    assert faults(StageFacts(acts={"propose_jump": WHO}, mandatory=True))
    assert not faults(StageFacts(acts={"propose_jump": WHO, "take_back": WHO}))


def test_the_helpers_change_only_the_stages_that_are_named():
    facts = {"a": StageFacts(), "b": StageFacts(acts={"attach": WHO})}
    assert takes_back(facts, "b")["b"].acts == {"attach": WHO, "take_back": ("last_actor",)}
    assert takes_back(facts, "b")["a"] == facts["a"] and mandatory(facts, "a")["a"].mandatory
    assert not mandatory(facts, "a")["b"].mandatory


@pytest.mark.parametrize("stage", ["hearing_plan", "hearing", "compliance", "exec_vote", "publicity"])
def test_nobody_is_spared_hearing_review_vote_and_publication(stage):
    assert jumps.mandatory(InnovationHearing.facts[stage])


def test_every_process_names_who_answers_for_it():
    ours = [model for model in registry.KINDS.values() if model.__module__.startswith("processes.")]
    assert ours and all(model.process.owner for model in ours)
