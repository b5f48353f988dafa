"""What happens to a project past its moves: handed back, ended because its object is gone, opened again."""

from datetime import timedelta

import pytest

from ledger.verify import verify
from people import clock
from tests.unit.task_project.conftest import WHY, fresh
from workflows import moves
from workflows.errors import Refused

pytestmark = pytest.mark.django_db


def test_an_incomplete_application_goes_back_three_times_at_most_and_the_date_stays(completed, team):
    due = completed.moments_known()["due"]
    for _n in range(3):
        moves.act(completed, "return_to", by=team.supervision, target="running", reason=WHY)
        case = fresh(completed)
        assert case.stage == "running" and case.moments_known()["due"] == due
        asked = set(case.task_set.filter(status="ASSIGNED").values_list("owner", flat=True))
        assert {team.head.pk, team.clerk.pk} <= asked, "the next month of the ledger is asked for again"
        moves.move(completed, "apply_completion", by=team.head)
    with pytest.raises(Refused, match="最多退回 3 次"):
        moves.act(completed, "return_to", by=team.supervision, target="running", reason=WHY)


def test_a_date_that_is_past_is_still_the_date_when_it_comes_back(completed, team):
    due = completed.moments_known()["due"]
    with clock.frozen(due + timedelta(days=3)):
        moves.act(completed, "return_to", by=team.supervision, target="running", reason=WHY)
        assert fresh(completed).moments_known()["due"] == due


def test_only_who_has_the_work_may_hand_it_back(completed, team):
    with pytest.raises(Refused, match="不由你办理"):
        moves.act(completed, "return_to", by=team.head, target="running", reason=WHY)


def test_the_minister_ends_a_project_whose_object_is_gone_with_a_reason(assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    with pytest.raises(Refused, match="不由你办理"):
        moves.act(assigned, "terminate", by=team.deputy, reason=WHY)
    with pytest.raises(Refused, match="理由"):
        moves.act(assigned, "terminate", by=team.minister, reason="")
    moves.act(assigned, "terminate", by=team.minister, reason=WHY)
    case = fresh(assigned)
    assert case.stage == "terminated" and not case.task_set.filter(status="ASSIGNED").exists()


def test_who_closed_it_does_not_reopen_it_but_one_level_up_does(assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    moves.act(assigned, "terminate", by=team.minister, reason=WHY)
    for who in (team.minister, team.deputy, team.supervision):
        with pytest.raises(Refused, match="不由你办理"):
            moves.act(assigned, "reopen", by=who, to="running", reason=WHY)


@pytest.fixture
def ended(running, team):
    """A running project that the deputy minister has ended by its own move."""
    said = {
        "lessons": "方案前期论证不足，应当先试点再铺开，并提前落实经费。",
        "immunity": "符合先行先试的条件，不追究责任。",
    }
    moves.move(running, "terminate_task", by=team.deputy, reason=WHY, **said)
    return fresh(running)


def test_what_a_deputy_ended_the_minister_opens_again_in_a_new_round(ended, team):
    with pytest.raises(Refused, match="不由你办理"):
        moves.act(ended, "reopen", by=team.deputy, to="running", reason=WHY)
    with pytest.raises(Refused, match="可以回到"):
        moves.act(ended, "reopen", by=team.minister, to="assigned", reason=WHY)
    moves.act(ended, "reopen", by=team.minister, to="running", reason=WHY)
    case = fresh(ended)
    assert (case.stage, case.finished) == ("running", None) and case.round > ended.round
    assert case.task_set.filter(status="ASSIGNED", owner=team.clerk).exists() and verify(case.uid).ok
