"""What another process hands over arrives as a project that can be registered."""

from datetime import date

import pytest

from people import clock
from processes.task_project.models import TaskProject
from tests.unit.task_project.conftest import NOON
from workflows import moves, registry, testing
from workflows.errors import Refused
from workflows.models import Outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_noon(db):
    with clock.frozen(NOON):
        yield


def test_an_approved_innovation_becomes_a_project(at_noon):
    from processes.innovation_hearing import effects

    head = testing.person("head", "section_head")
    testing.person("supervision", "supervision_office", unit_code="BGS")
    source = registry.kind("innovation_hearing")(
        title="一册一线", owner_unit=head.unit, milestones=[{"title": "试点", "due": "2026-10-30"}], decision="pilot",
        expected_result="建册率 98%", coop_units=["城关镇"],
    )  # fmt: skip
    fields = effects._project(source)
    project = moves.open_case("task_project", licensed=True, by=head, unit=head.unit, **fields)
    assert project.is_innovation and project.due_on == date(2026, 10, 30)
    moves.move(project, "register", by=testing.person("supervision"))
    project = testing.fresh(project)
    assert (project.stage, project.metric, project.milestones[0]["title"]) == ("assigned", "建册率 98%", "试点")
    assert Outbox.objects.filter(uid=project.uid, topic="task_project.assigned").exists()


def test_without_a_licence_nobody_else_opens_one(at_noon):
    with pytest.raises(Refused):
        moves.open_case("task_project", by=testing.person("head", "section_head"), title="不行")
    assert not TaskProject.objects.exists()
