"""Sub-cases: a stage waits for another case; what happens to one reaches the other by the declared rule."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.models import Event
from ledger.verify import verify
from people import clock
from workflows import lights, registry, sweep
from workflows.conformance import story
from workflows.conformance.specimen.models import Specimen
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
WHY = "情况有变，需要另行处理。"


@pytest.fixture
def told():
    return story.Story(story.people()).to("sub")


def begun(inner, route):
    """Whoever sent the case here opened the sub-case."""
    inner.move("begin", "handler")
    inner.move(f"to_{route}", "handler")
    inner.route = route
    return inner


def test_a_case_is_opened_with_the_stage_and_nobody_can_do_anything_but_wait(told):
    assert told.holders() == [] and told.inner.holders() == ["handler"]
    assert told.now.links_out.get().target_id == told.inner.case.pk


@pytest.mark.parametrize("how, stage", [("done", "decision"), ("drop", "rejected")])
def test_its_end_takes_the_move_of_the_case_that_waits_in_the_same_step(told, how, stage):
    told.inner.move("drop", "handler") if how == "drop" else told.inner.finish("all")
    assert told.stage == stage
    assert told.items(kind="subcase").get().status == "DONE"
    assert verify(told.case.uid).ok and verify(told.inner.case.uid).ok


@pytest.mark.parametrize(
    "act, who, answers, end",
    [
        ("terminate", "owner", {"reason": WHY}, "terminated"), ("withdraw", "author", {"reason": WHY}, "withdrawn"),
    ],
)  # fmt: skip
def test_ending_the_case_ends_what_it_waits_for(told, act, who, answers, end):
    told.act(act, who, **answers)
    assert told.stage == end and told.inner.stage == end and told.inner.holders() == []
    assert set(told.inner.undone().values()) == {end}


def test_suspending_and_resuming_reach_it(told):
    told.act("suspend", "owner", reason=WHY)
    assert told.inner.now.suspended_at and told.inner.holders() == []
    with pytest.raises(Refused, match="暂停办理"):
        told.inner.move("begin", "handler")
    told.act("resume", "owner")
    assert told.inner.holders() == ["handler"] and told.finish() == "done"


def test_a_sub_case_that_is_suspended_by_itself_stops_the_term_of_the_case_that_waits(told):
    due = told.now.due
    told.inner.act("suspend", "owner", reason=WHY)
    case = told.now
    assert (case.due, case.lapse_move) == (None, "") and case.waits_since and not case.suspended_at
    assert lights.of(case)[0] == "grey" and "子事项" in lights.of(case)[1]
    with clock.frozen(clock.now() + timedelta(days=30)):
        assert not sweep.lapse(), "nothing of it lapses meanwhile"
        told.inner.act("resume", "owner")
        assert told.stage == "sub" and told.now.due > due + timedelta(days=25) and told.now.lapse_move == "ran_out"
        kinds = Event.objects.filter(uid=told.case.uid).order_by("-seq").values_list("kind", flat=True)[:2]
        assert list(kinds) == ["act.run_on", "act.stand_still"] and verify(told.case.uid).ok
        assert told.finish() == "done"


def test_its_end_while_it_is_suspended_lets_the_clock_above_run_again(told):
    told.inner.act("suspend", "owner", reason=WHY)
    told.inner.act("terminate", "owner", reason=WHY)
    assert told.stage == "rejected" and not told.now.waits_since and not told.now.standstills.filter(until=None)


def test_a_pause_two_cases_below_stops_every_clock_above(told):
    deeper = begun(told.inner, "sub").inner
    deeper.act("suspend", "owner", reason=WHY)
    assert told.now.due is None and told.inner.now.due is None
    deeper.act("resume", "owner")
    assert told.now.due and told.inner.now.due and told.finish() == "done"


def test_a_return_inside_it_is_its_own(told):
    inner = begun(told.inner, "all")
    inner.act("return_to", "signer_a", target="hand", mode="straight", reason=WHY)
    assert told.stage == "sub" and inner.stage == "hand" and told.finish() == "done"


def test_a_sub_case_inside_a_sub_case_brings_its_end_all_the_way_up(told):
    deeper = begun(told.inner, "sub").inner
    deeper.finish("all")
    assert told.inner.stage == "decision" and told.stage == "sub"
    told.inner.finish("all")
    assert told.stage == "decision"


def test_an_ended_sub_case_is_not_opened_again(told):
    inner = told.inner
    inner.finish("all")
    with pytest.raises(Refused, match="子事项"):
        inner.act("reopen", "owner", to="decision", reason=WHY)


def test_who_sent_it_takes_it_back_while_nobody_has_begun_below(told):
    told.act("take_back", "handler")
    assert told.stage == "hand" and told.inner.now.is_closed and told.holders() == ["handler"]


def test_not_once_somebody_has_begun_below(told):
    told.inner.move("begin", "handler")
    with pytest.raises(Refused, match="子事项"):
        told.act("take_back", "handler")


def test_one_that_ended_while_the_case_stood_still_is_heard_when_it_goes_on(told):
    told.act("suspend", "owner", reason=WHY)
    told.inner.act("resume", "owner")
    told.inner.finish("all")
    assert told.stage == "sub" and told.now.suspended_at
    told.act("resume", "owner")
    assert told.stage == "decision"


@pytest.fixture
def left(monkeypatch):
    """A case whose owner may take it on before its sub-case has ended; `follows` says what becomes of that."""

    def opened(*follows):
        facts = dict(Specimen.facts)
        sub = facts[Specimen.Stage.SUB]
        moves = tuple(replace(m, by=(story.OWNER,), duty=False) if m.name == "passed" else m for m in sub.moves)
        facts[Specimen.Stage.SUB] = replace(sub, moves=moves, sub=replace(sub.sub, follows=follows))
        monkeypatch.setattr(Specimen, "facts", facts)
        registry.current.cache_clear()
        told = story.Story(story.people()).to("sub")
        told.move("passed", "owner")
        return told

    yield opened
    monkeypatch.undo()
    registry.current.cache_clear()


def test_a_move_away_ends_what_was_waited_for_where_the_stage_says_so(left):
    told = left("leave")
    assert told.stage == "decision" and told.inner.stage == "terminated" and told.inner.holders() == []
    assert told.finish() == "done" and verify(told.inner.case.uid).ok


def test_else_it_goes_on_and_its_end_moves_nothing_any_more(left):
    told = left()
    assert told.stage == "decision" and told.inner.holders() == ["handler"]
    told.inner.finish("all")
    assert told.stage == "decision" and told.finish() == "done"
