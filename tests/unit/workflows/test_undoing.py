"""Every act of the engine says how it is undone, and what it promises is offered."""

from copy import copy
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.urls import reverse

from tests.unit.suggestion.conftest import assigned, drafted, replied, step, world  # noqa: F401
from workflows import moves, registry, undoing
from workflows.conformance import story
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
TAKEN = "下一位办理或填写之前，你可以收回。"
ENGINE = {key for key, act in registry.ACTS.items() if act.__module__.startswith("workflows.acts")}


def test_every_act_of_the_engine_has_one_rule():
    known = {*undoing.COUNTER, *undoing.FINAL}
    assert ENGINE - known == set() and known - ENGINE <= {"sign"}
    assert not {*undoing.COUNTER} & {*undoing.FINAL}
    assert {one for counters in undoing.COUNTER.values() for one in counters} <= ENGINE | {"sign"}


def test_what_a_page_promises_of_a_move_is_kept(world, client):  # noqa: F811
    case = assigned(world)
    assert undoing.told_move(case, "draft_reply") == TAKEN
    client.force_login(world.clerk)
    assert TAKEN in client.get(reverse("web:case", args=[case.uid])).content.decode()
    case = drafted(world, case=case)
    moves.act(case, "take_back", by=world.clerk)
    case.refresh_from_db()
    assert case.stage == "assigned"


def test_where_no_promise_is_made_there_is_no_way_back(world):  # noqa: F811
    case = drafted(world)
    assert undoing.told_move(case, "approve_reply") == ""
    case = step(case, "approve_reply", world.head)
    with pytest.raises(Refused, match="没有收回|不能"):
        moves.act(case, "take_back", by=world.head)


def test_an_act_names_the_act_that_answers_it_or_says_that_none_does(world):  # noqa: F811
    case = assigned(world)
    assert "“收回”" in undoing.told(case, "transfer")
    assert undoing.told(case, "comment") == undoing.SAID and undoing.told(case, "urge") == undoing.SENT
    assert undoing.told(case, "edit").startswith("可以再办一次") and undoing.told(case, "an_act_of_a_process") == ""


@pytest.mark.parametrize("stage, said", [("all", TAKEN), ("vote", TAKEN)])
def test_a_voice_can_be_taken_back_where_the_stage_says_so_and_a_secret_one_nowhere(stage, said):
    case = story.Story(story.people()).to(stage).now
    assert undoing.told(case, "sign") == said
    assert undoing.told(case, "sign", secret=True) == undoing.CAST


def test_no_promise_where_the_last_voice_takes_the_case_to_a_stage_that_does_not_give_it_back():
    rules = copy(registry.current("specimen"))
    case, kept = SimpleNamespace(rules=rules, stage="all"), rules.stages["decision"]
    assert undoing.told(case, "sign") == TAKEN
    silent = replace(kept, acts={name: roles for name, roles in kept.acts.items() if name != "take_back"})
    vars(rules)["stages"] = {**rules.stages, "decision": silent}  # of the copy; the rules themselves are frozen
    assert undoing.told(case, "sign") == undoing.CAST
