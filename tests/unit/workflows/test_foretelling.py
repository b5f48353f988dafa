"""What was foretold and not disturbed is what happens: stages, people, days."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.clock import CHINA
from people.memo import reading
from tests.support.approval.models import Approval, Stage
from tests.support.world import person
from workflows import clock, foretelling, moves, registry
from workflows.conformance.specimen.stages import BESIDE, SIGNINGS
from workflows.conformance.story import Story
from workflows.conformance.story import people as cast
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=CHINA)
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def told(found):
    return [(one.stage, {h.person for h in one.holders}, one.due) for one in found]


def opened():
    author, signers = person("author", "clerk"), [person("signer1"), person("signer2")]
    decider = person("decider")
    case = moves.open_case("approval", by=author, title="购置档案柜")
    moves.move(case, "submit", by=author, signers=[one.pk for one in signers], decider=decider.pk)
    return Approval.objects.get(pk=case.pk), author, signers, decider


def work(case):
    """Who has work now, and by when."""
    items = WorkItem.objects.filter(process=case.pk, status__in=("ASSIGNED", "SCHEDULED"))
    return {(item.owner_id, item.role, item.kind, item.status != "ASSIGNED", item.due) for item in items}


def foreseen(one):
    return {(h.person, h.role, h.kind, h.waits, one.due) for h in one.holders}


@settings(max_examples=12, deadline=None, suppress_health_check=QUIET)
@given(route=st.sampled_from([str(one) for one in (*SIGNINGS, *BESIDE)]), day=st.integers(0, 40))
def test_the_specimen_goes_as_was_foretold(db, route, day):
    with clock.frozen(NOW.replace(month=1 + day // 28 + 1, day=1 + day % 28)):
        story = Story(cast()).to(route)
        ahead = foretelling.route(story.now, clock.now())
        first = foretelling.returned(story.now, "hand", clock.now())[0]
    assert [one.stage for one in ahead] == ["decision", "done"] and first.stage == "hand"
    for one in ahead:
        with clock.frozen(one.at):
            while story.stage not in (one.stage, "done"):
                story._step(story.now, route)
        assert story.now.stage_since == one.at and story.now.due == one.due
        assert story.stage == one.stage and work(story.now) == foreseen(one)


def test_the_work_of_a_sequential_signing_is_foretold_with_its_turns(db):
    with clock.frozen(NOW):
        story = Story(cast())
        story.move("begin", "author")
        one = foretelling.taken(story.now, "to_sequential", clock.now())[0]
        story.move("to_sequential", "handler")
    assert [h.waits for h in one.holders] == [False, True, True]
    assert work(story.now) == foreseen(one)


def test_what_if_i_reject_leads_elsewhere(db):
    case, *_people = opened()
    assert [one.stage for one in foretelling.route(case, clock.now())] == ["decision", "adopted"]
    assert [one.stage for one in foretelling.taken(case, "refuse", clock.now())] == ["refused"]
    assert [(move.name, to) for move, to in foretelling.others(case)] == [("refuse", "refused")]


def test_before_anything_is_opened_its_first_work_is_foretold(db):
    author = person("author", "clerk")
    found = foretelling.before("approval", author, clock.now())
    assert (found[0].stage, [h.person for h in found[0].holders]) == ("draft", [author.pk])
    assert found[1].stage == "signing" and found[1].why_not  # nobody is named yet: it says so


@pytest.fixture
def stated(monkeypatch):
    def change(stage, **facts):
        changed = Approval.facts | {stage: replace(Approval.facts[stage], **facts)}
        monkeypatch.setattr(Approval, "facts", changed)
        registry.current.cache_clear()

    yield change
    monkeypatch.undo()
    registry.current.cache_clear()


def test_a_stage_that_policies_skip_is_foretold_as_passed(db, stated):
    stated(Stage.DECISION, repeat="keep_first:adopt")
    author, decider = person("author", "clerk"), person("decider")
    case = moves.open_case("approval", by=author, title="一件")
    moves.move(case, "submit", by=author, signers=[decider.pk], decider=decider.pk)
    found = foretelling.route(Approval.objects.get(pk=case.pk), clock.now())
    assert [(one.stage, one.skipped) for one in found] == [("decision", "repeat"), ("adopted", "")]
    moves.act(case, "sign", by=decider, decision="agree")
    assert Approval.objects.get(pk=case.pk).stage == "adopted"


def test_a_route_takes_few_statements_whoever_signs(db, django_assert_max_num_queries):
    told = Story(cast()).to("all")
    foretelling.route(told.now, clock.now(), 4)
    case = told.now
    with reading(), django_assert_max_num_queries(8):
        assert len(foretelling.route(case, clock.now(), 4)) == 2


def test_foretelling_writes_nothing(db):
    case, *_people = opened()
    with CaptureQueriesContext(connection) as queries:
        foretelling.route(case, clock.now())
        foretelling.returned(case, "draft", clock.now())
    assert all(one["sql"].startswith("SELECT") for one in queries)
    assert len(queries) <= 12


@pytest.mark.parametrize(
    ("route", "changed"), [("all", ""), ("sequential", ""), ("all_kept", ""), ("all_kept", "改过")]
)
def test_what_comes_straight_back_is_foretold_as_it_was_left(db, route, changed):
    with clock.frozen(NOW):
        story = Story(cast()).to(route)
        story.sign("signer_a")
        story.act("return_to", "signer_b", target="hand", mode="straight", reason="材料不全，请补充。")
        if changed:
            story.act("edit", "author", words=changed)
        one = foretelling.taken(story.now, f"to_{route}", clock.now())[0]
        story.move(f"to_{route}", "handler")
        assert (one.stage, foreseen(one)) == (route, work(story.now))
