"""A suggestion that was closed is opened again by one level above whoever closed it."""

import pytest

from tests.unit.suggestion.conftest import WHY, registered, replied, step
from workflows import moves
from workflows.errors import Refused

TOLD = "道路维修由交通部门负责，已告知办理途径。"
pytestmark = pytest.mark.django_db


def test_a_closed_one_goes_back_to_be_studied(world):
    case = step(replied(world, "reserve"), "close", world.office)
    assert case.stage == "closed"
    with pytest.raises(Refused, match="不由你办理"):
        moves.act(case, "reopen", by=world.office, to="assigned", reason=WHY)
    moves.act(case, "reopen", by=world.deputy, to="assigned", reason=WHY)
    case.refresh_from_db()
    assert case.stage == "assigned" and case.round == 1
    assert set(case.task_set.filter(status="ASSIGNED").values_list("owner", flat=True)) >= {world.clerk.pk}


def test_one_that_was_not_taken_on_goes_back_to_be_sorted(world):
    case = step(registered(world), "refuse_intake", world.office_head, ground="remit", reason=TOLD)
    moves.act(case, "reopen", by=world.deputy, to="registered", reason=WHY)
    case.refresh_from_db()
    assert case.stage == "registered"
