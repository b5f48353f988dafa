"""While an objection is reviewed the minister may let its rectification wait: nothing is due, and nothing is lost."""

from datetime import date

import pytest

from tests.unit.rectification.conftest import SEEN, WHY, applies, finishes, fresh, on
from workflows import moves
from workflows.errors import Refused
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db


def due_days(case):
    rows = WorkItem.objects.filter(process=case, status="ASSIGNED").order_by("owner__username")
    return [item.due and item.due.date() for item in rows]


def test_nothing_is_due_while_it_waits_and_every_date_moves_by_the_pause(executing, team):
    moves.act(executing, "hold_rectification", by=team.minister, why=WHY)
    case = fresh(executing)
    assert case.due is None and due_days(case) == [None, None] and dict(case.summary())["暂停，等待复核"] == WHY
    with on(2026, 4, 12):
        assert not fresh(executing).at_risk()
        with pytest.raises(Refused, match="等待异议复核"):
            moves.act(executing, "extend_rectification", by=team.deputy, due_on=date(2026, 6, 1), text=WHY)
        finishes(executing, team)
        assert due_days(executing) == [None]
        with pytest.raises(Refused, match="等待异议复核"):
            applies(executing, team)
        moves.act(executing, "release_rectification", by=team.reviewer)
        case = fresh(executing)
    assert (case.due_on, case.held_since, case.held_why) == (date(2026, 6, 16), None, "")
    assert case.due.date() == date(2026, 6, 16) and due_days(case) == [date(2026, 6, 16)]


def test_a_measure_keeps_its_own_date_when_the_clock_goes_on(executing, team):
    moves.act(executing, "hold_rectification", by=team.minister, why=WHY)
    with on(2026, 3, 9):
        moves.act(executing, "release_rectification", by=team.minister)
    assert due_days(executing) == [date(2026, 5, 13), date(2026, 4, 10)]


def test_a_stage_that_waits_gets_the_rest_of_its_term(checking, team):
    assert checking.due.date() == date(2026, 3, 9)
    moves.act(checking, "hold_rectification", by=team.minister, why=WHY)
    with pytest.raises(Refused, match="等待异议复核"):
        moves.act(checking, "recommend_strike_off", by=team.inspector, record=SEEN)
    with on(2026, 3, 9):
        moves.act(checking, "release_rectification", by=team.reviewer)
        assert fresh(checking).due.date() == date(2026, 3, 16)


def test_who_may_stop_the_clock_and_what_is_refused(executing, team):
    for who in (team.deputy, team.supervision, team.head):
        with pytest.raises(Refused, match="不由你办理"):
            moves.act(executing, "hold_rectification", by=who, why=WHY)
    with pytest.raises(Refused, match="至少 10 个字"):
        moves.act(executing, "hold_rectification", by=team.minister, why="等等")
    with pytest.raises(Refused, match="没有暂停"):
        moves.act(executing, "release_rectification", by=team.minister)
    moves.act(executing, "hold_rectification", by=team.minister, why=WHY)
    moves.move(executing, "withdraw_item", by=team.reviewer, reason=WHY, decision="督复〔2026〕0001号")
    assert fresh(executing).stage == "revoked"
