"""The lead takes a plan back while nobody has looked at it; who was to approve it has nothing to do with the case."""

import pytest

from tests.unit.inspection.conftest import fresh, plan, staffed
from workflows import moves
from workflows.models import Participant

pytestmark = pytest.mark.django_db


def test_a_plan_is_taken_back_and_handed_in_again(opened, world):
    plan(opened, world)
    staffed(fresh(opened), world)
    moves.move(opened, "submit_plan", by=world.lead, approver=world.deputy)
    approvers = Participant.objects.filter(case=opened.pk, role="approver")
    assert approvers.exists()
    moves.act(opened, "take_back", by=world.lead)
    case = fresh(opened)
    assert (case.stage, case.approver_id) == ("planned", None) and not approvers.exists()
    moves.move(case, "submit_plan", by=world.lead, approver=world.deputy)
    assert fresh(case).stage == "plan_review"
