"""What happens to a rectification past its moves: spared the plan, handed back, ended, opened again, had back."""

import pytest

from ledger.verify import verify
from tests.unit.rectification.conftest import SEEN, WHY, applies, checks, file, fresh, on
from workflows import jumps, moves
from workflows.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    return fresh(assigned)


def test_what_can_be_put_right_at_once_is_spared_the_plan_by_one_level_up(accepted, team):
    due = accepted.moments_known()["due"]
    with pytest.raises(Refused, match="不由你办理"):
        moves.act(accepted, "propose_jump", by=team.head, to="executing", reason=WHY)
    moves.act(accepted, "propose_jump", by=team.supervision, to="executing", reason=WHY)
    with pytest.raises(Refused):
        moves.act(accepted, "decide_jump", by=team.supervision, outcome="approve", reason=WHY)
    moves.act(accepted, "decide_jump", by=team.deputy, outcome="approve", reason=WHY)
    case = fresh(accepted)
    assert case.stage == "executing" and case.moments_known()["due"] == due
    assert list(case.task_set.filter(status="ASSIGNED").values_list("owner", flat=True)) == [team.head.pk]
    assert applies(case, team).stage == "submitted" and verify(case.uid).ok


def test_nobody_is_spared_the_check_and_the_approval(accepted):
    assert set(jumps.targets(accepted)) == {"planning", "executing", "submitted", "assigned"}
    assert "propose_jump" not in accepted.rules.stages["executing"].acts


def test_what_is_not_proved_is_handed_back_and_checked_when_it_comes_again(submitted, team):
    moves.act(submitted, "return_to", by=team.inspector, target="executing", reason=WHY)
    case = fresh(submitted)
    assert case.stage == "executing" and case.task_set.filter(status="ASSIGNED", owner=team.head).exists()
    assert applies(case, team, "补充的清单").stage == "submitted"
    assert checks(case, team).stage == "checking"


def test_who_began_a_check_takes_that_back_and_another_begins_it(submitted, team):
    with on(2026, 3, 3):  # the application was issued as a paper before
        checks(submitted, team)
        moves.act(submitted, "take_back", by=team.inspector)
    case = fresh(submitted)
    assert case.stage == "submitted" and case.verifier_id is None
    assert not case.participants.filter(person=team.inspector, role="inspector").exists()
    assert checks(case, team, by=team.second).verifier_id == team.second.pk


def test_the_minister_ends_one_whose_unit_is_gone(accepted, team):
    moves.act(accepted, "terminate", by=team.minister, reason=WHY)
    assert fresh(accepted).stage == "revoked"


def test_a_closed_one_is_opened_for_another_look_by_one_level_above_who_closed_it(struck, team):
    with on(2026, 5, 28):
        moves.move(
            struck,
            "pass_recheck",
            by=team.supervision,
            record=SEEN,
            evidence=[file(struck, team.supervision, "回头看照片")],
        )
        assert fresh(struck).stage == "closed"
        for who in (team.supervision, team.head):
            with pytest.raises(Refused, match="不由你办理"):
                moves.act(struck, "reopen", by=who, to="cancelled_no", reason=WHY)
        moves.act(struck, "reopen", by=team.deputy, to="cancelled_no", reason=WHY)
    case = fresh(struck)
    assert case.stage == "cancelled_no" and verify(case.uid).ok
