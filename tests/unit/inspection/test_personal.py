"""Who acts for a member of the team declares no ties for them, and signs no visit that they did not make."""

from datetime import timedelta

import pytest

from people import clock
from people.models import Mandate
from processes.inspection.rows import Dissent, Member, VisitSignature
from tests.unit.inspection.conftest import FIRST, fresh, in_field, plan
from workflows import moves
from workflows.errors import NotFound, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(world):
    day = clock.today()
    Mandate.objects.create(
        principal=world.one, agent=world.office, since=day, until=day + timedelta(days=30), reason="学习"
    )
    return world.office


def test_ties_are_declared_by_nobody_else(opened, world, agent):
    plan(opened, world)
    moves.act(opened, "save_team", by=world.lead, lead=world.lead, members=[world.one, world.two])
    with pytest.raises((Refused, NotFound)):
        moves.act(opened, "declare_ties", by=agent)
    assert not Member.objects.exclude(declared_at=None).exists()


def test_visits_are_signed_and_dissent_is_said_by_who_was_there(opened, world, agent, at):
    case = in_field(opened, world)
    with at(FIRST, 15):
        said = {"place": "村委会", "method": "files", "notes": "查看了全年台账和会议记录。"}
        moves.act(case, "add_visit", by=world.one, unit=world.town, at=clock.now(), topic=1, **said)
        for name, answers in (("sign_visit", {"visit": 1}), ("dissent", {"text": "有不同意见，认为事实还不清楚。"})):
            with pytest.raises((Refused, NotFound)):
                moves.act(fresh(case), name, by=agent, **answers)
    assert not VisitSignature.objects.exists() and not Dissent.objects.exists()
