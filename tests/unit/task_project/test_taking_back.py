"""What was signed for, or handed in, is had back until the next has begun."""

from datetime import timedelta

import pytest

from people import clock
from tests.unit.task_project.conftest import NOON, fresh
from workflows import moves
from workflows.errors import Refused

pytestmark = pytest.mark.django_db


def test_a_signature_for_a_task_is_taken_back(assigned, team):
    with clock.frozen(NOON + timedelta(hours=1)):
        moves.move(assigned, "sign_for", by=team.head)
        moves.act(assigned, "take_back", by=team.head)
    case = fresh(assigned)
    assert case.stage == "assigned" and case.task_set.filter(status="ASSIGNED", owner=team.head).exists()
    moves.move(case, "sign_for", by=team.head)
    assert fresh(case).stage == "accepted"


def test_not_by_another_and_not_after_a_paper_was_issued(assigned, running, team):
    with pytest.raises(Refused):
        moves.act(running, "take_back", by=team.supervision)
    with pytest.raises(Refused):
        moves.act(running, "take_back", by=team.head)
    assert fresh(running).stage == "running"
