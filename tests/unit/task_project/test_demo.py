"""The demonstration's projects are walked by real moves."""

from datetime import datetime

import pytest

from ledger.verify import verify
from people import clock
from people import demo as people_of_demo
from people.models import User
from processes.task_project import demo
from processes.task_project.models import TaskProject
from workflows import lights, numbers

pytestmark = pytest.mark.django_db


def test_both_projects_run_one_on_time_and_one_late():
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=clock.CHINA)):
        people_of_demo.load(clock.now())
        people = {user.username: user for user in User.objects.select_related("unit")}
        demo.build(people)
        demo.build(people)
        grid, sites = TaskProject.objects.order_by("number")
        assert numbers.take("立", clock.now()) == "立〔2026〕0016号"
        assert (grid.number, grid.stage, grid.progress) == ("立〔2026〕0003号", "running", 78)
        assert (sites.number, sites.stage, sites.progress, sites.changes) == ("立〔2026〕0015号", "running", 94, 1)
        assert lights.colour(grid.due, grid.warn_at) == "green" and lights.colour(sites.due, sites.warn_at) == "red"
        assert grid.at_risk() == "" and "94%" in sites.at_risk()
        assert dict(sites.summary())["会诊建议"] == "待决定：逾期 10 个工作日"
        assert [entry.month for entry in sites.entries.all()] == [f"2026-{n:02}" for n in range(3, 11)]
        assert sites.task_set.filter(role="proposal_decider", status="ASSIGNED").exists()
        assert sites.task_set.filter(role="clerk@owner_unit", status="DONE").count() == 8
    for case in (grid, sites):
        assert verify(case.uid).ok and case.created.year == 2026


@pytest.mark.slow
def test_each_project_shows_the_hearing_it_came_from_at_both_ends():
    from processes.innovation_hearing import demo as hearings

    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=clock.CHINA)):
        people_of_demo.load(clock.now())
        people = {user.username: user for user in User.objects.select_related("unit")}
        hearings.build(people)
        demo.build(people)
    for number, source in ((demo.GRID, demo.HEARING), (demo.SITES, demo.SITES_HEARING)):
        link = TaskProject.objects.get(number=number).links_in.get(kind="L3")
        assert link.source.number == source and link.reason and link.source.links_out.filter(pk=link.pk).exists()
