"""The plan by which a case moves and a page predicts: pauses and granted time count, returns are not hoped for."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from people.clock import CHINA
from workflows import due, plan, registry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=CHINA)


@pytest.fixture
def rules():
    return registry.current("innovation_hearing")


def test_a_term_that_counts_from_an_earlier_stage_is_longer_by_the_pauses(rules):
    moments, later = {"hearing": AT}, AT + timedelta(days=12)
    plain = plan.entry(rules, "synthesis", later, moments).deadline
    paused = plan.entry(rules, "synthesis", later, moments, spans=[("suspended", AT, AT + timedelta(days=7))]).deadline
    assert paused.due == plain.due + timedelta(days=7)


def test_what_was_granted_counts(rules):
    granted = due.end_of(datetime(2026, 5, 6).date())
    found = plan.entry(rules, "synthesis", AT, {"hearing": AT}, later=lambda one: replace(one, due=granted))
    assert found.deadline.due == granted


def test_what_counts_from_the_entry_asks_for_neither(rules):
    def never(*_asked):
        raise AssertionError("asked in vain")

    found = plan.entry(rules, "precheck", AT, {}, spans=never, later=never)
    assert found.deadline.due == due.end_of(datetime(2026, 3, 9).date())


@pytest.mark.parametrize(
    ("stage", "name"),
    [("precheck", "pass_precheck"), ("compliance", "confirm_compliance"), ("draft", "submit")],
)
def test_one_hopes_to_get_on_and_not_to_be_sent_back(rules, stage, name):
    assert plan.hoped(rules, stage).name == name


def test_in_no_process_a_return_is_hoped_for_while_something_else_is_a_duty():
    for code in ("consultation", "innovation_hearing", "inspection", "rectification", "suggestion", "task_project"):
        rules = registry.current(code)
        order = list(rules.stages)
        for stage in order:
            move = plan.hoped(rules, stage)
            duties = [m for m in rules.moves_from(stage) if m.duty and not m.adverse]
            forward = [m for m in duties if order.index(rules.target(stage, m.name)) > order.index(stage)]
            assert not forward or order.index(rules.target(stage, move.name)) > order.index(stage), (code, stage)


def test_an_end_has_nothing_to_hope_for(rules):
    assert plan.hoped(rules, "rejected") is None or not rules.is_closed(rules.target("rejected", "ask_reconsideration"))
    assert plan.hoped(rules, "approved") is None
