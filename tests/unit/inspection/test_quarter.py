"""The clock of the quarters: what was approved becomes a topic, once."""

from datetime import date

import pytest

from processes.inspection import jobs
from processes.inspection.models import Inspection
from tests.support.world import person
from tests.unit.inspection.conftest import fresh
from workflows import moves
from workflows.models import Link

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(world, at):
    """A project that asks for four inspections, as an approved innovation does."""
    with at(date(2026, 6, 1)):
        project = moves.open_case("task_project", by=world.supervision, unit=world.town, title="一册一线试点")
    for n in range(1, 5):
        Link.objects.create(
            source=project, kind="L3", reason=f"第 {n} 季度督查", intended="inspection", at=project.created
        )
    return project


def test_each_quarter_opens_one_inspection_of_what_was_approved_before(approved, world, at):
    with at(date(2026, 7, 1)):
        case = jobs.open_quarter()
        assert jobs.open_quarter() is None
    assert Inspection.objects.count() == 1
    assert (case.quarter, case.title, case.opened_by.username) == ("2026Q3", "2026年第3季度督查调研", "system")
    assert [(t.title, t.source_id) for t in case.topics.all()] == [("一册一线试点", approved.pk)]
    assert Link.objects.filter(source=approved, target=case).count() == 1
    assert case.due.astimezone().date() >= date(2026, 7, 15)
    with at(date(2026, 10, 9)):
        assert jobs.open_quarter().quarter == "2026Q4"


def test_nothing_to_look_into_opens_nothing(world, at):
    with at(date(2026, 10, 9)):
        assert jobs.open_quarter() is None


def test_what_is_approved_within_a_quarter_waits_for_the_next(approved, world, at):
    Link.objects.update(at=date_in_quarter(approved))
    with at(date(2026, 8, 3)):
        assert jobs.open_quarter() is None
    with at(date(2026, 10, 9)):
        assert jobs.open_quarter().quarter == "2026Q4"


def date_in_quarter(case):
    return case.created.replace(month=7, day=20)


def test_planning_is_handed_to_the_lead_who_is_named(approved, world, at):
    other = person("other_lead", "inspector_lead", unit_code="BGS")
    with at(date(2026, 7, 1)):
        case = jobs.open_quarter()
        assert case.task_set.filter(status="ASSIGNED").count() == 2
        moves.act(case, "save_team", by=world.lead, lead=other, members=[world.one, world.two])
    assert [item.owner for item in case.task_set.filter(status="ASSIGNED")] == [other]


def test_a_topic_that_the_quarter_brought_cannot_be_taken_off(approved, world, at):
    with at(date(2026, 7, 1)):
        case = jobs.open_quarter()
        moves.act(case, "save_plan", by=world.lead, topics=["例会落实"])
    assert [t.title for t in fresh(case).topics.all()] == ["一册一线试点", "例会落实"]
