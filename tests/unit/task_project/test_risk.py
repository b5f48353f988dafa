"""A proposal to consult goes to a person and does nothing of itself (L4, F29); changes are reviewed."""

from datetime import date, timedelta

import pytest

from people import clock
from processes.task_project import jobs
from processes.task_project.models import TaskProject
from tests.unit.task_project.conftest import NOON, WHY, fresh
from workflows import moves
from workflows.errors import Refused
from workflows.models import Link, Outbox, WorkItem

pytestmark = pytest.mark.django_db
LATE = NOON.replace(month=11, day=16)  # due on 30 October: more than ten working days


def items(case, role):
    return WorkItem.objects.filter(process=case, role=role, status="ASSIGNED")


@pytest.fixture
def late(running):
    with clock.frozen(LATE):
        jobs.propose()
        yield fresh(running)


def test_nine_working_days_late_proposes_nothing(running):
    with clock.frozen(NOON.replace(month=11, day=12)):
        jobs.propose()
    assert fresh(running).proposal == {}


def test_ten_working_days_late_is_a_proposal_to_the_deputy_and_nothing_more(late, team):
    jobs.propose()
    assert late.proposal["state"] == "open" and late.proposal["n"] >= 10
    assert items(late, "proposal_decider").get().owner == team.deputy
    assert not Link.objects.filter(source=late).exists()


def test_three_returns_are_a_ground_too(running, team):
    TaskProject.objects.filter(pk=running.pk).update(returned=3)
    jobs.propose()
    assert fresh(running).proposal["why"] == "returned"


def test_the_deputy_declines_with_a_reason_and_is_not_asked_again(late, team):
    with pytest.raises(Refused, match="10 个字"):
        moves.act(late, "weigh_consultation", by=team.deputy, decision="decline", text="不用")
    moves.act(late, "weigh_consultation", by=team.deputy, decision="decline", text="道路三周内恢复，继续督办即可。")
    jobs.propose()
    assert fresh(late).proposal["state"] == "declined" and not items(late, "proposal_decider").exists()
    assert WorkItem.objects.get(process=late, role="proposal_decider").status == "DONE"
    with pytest.raises(Refused):
        moves.act(late, "weigh_consultation", by=team.deputy, decision="consult", text=WHY)


def test_the_deputy_asks_for_the_consultation_and_both_cases_say_so(late, team):
    moves.act(late, "weigh_consultation", by=team.deputy, decision="consult", text="设备进场受阻，请相关科室会诊。")
    link = Link.objects.get(source=late, kind="L4")
    assert link.target.kind == "consultation" and link.target.own.work_ref_id == late.pk
    assert Outbox.objects.filter(uid=late.uid, topic="task_project.consulted").exists()


def test_nobody_but_the_clock_proposes(late, team):
    with pytest.raises(Refused):
        moves.act(late, "propose_consultation", by=team.supervision)


def test_the_third_change_is_reviewed_by_the_deputy(running, team):
    for n in range(3):
        moves.move(running, "change_plan", by=team.deputy, reason=WHY, due_on=date(2026, 11, 10 + n))
    assert items(running, "change_reviewer").get().owner == team.deputy
    moves.act(running, "review_changes", by=team.deputy, conclusion="holds", text="延期理由充分，计划仍然可行。")
    assert not fresh(running).review_open
    assert WorkItem.objects.get(process=running, role="change_reviewer").status == "DONE"


def test_a_project_behind_its_plan_is_at_risk_from_the_day_after(running):
    with clock.frozen(NOON.replace(month=9, day=30)):
        assert fresh(running).at_risk() == ""
    with clock.frozen(NOON.replace(month=9, day=30) + timedelta(days=1)):
        assert fresh(running).at_risk() == "进度 0%，按计划应为 100%。"


def test_a_date_before_open_tasks_is_refused(running, team):
    with pytest.raises(Refused, match="“任务1、任务2”的期限晚于新的完成期限"):
        moves.move(running, "change_plan", by=team.deputy, reason=WHY, due_on=date(2026, 8, 31))


def test_a_source_hears_of_the_result_and_is_joined_to_it(completed, team):
    from tests.unit.task_project.conftest import accepted, called

    source = moves.open_case("task_project", by=team.supervision, unit=team.unit, title="来源事项")
    Link.objects.create(source_id=source.pk, target_id=completed.pk, kind="L3", reason="立项", at=clock.now())
    moves.move(completed, "start_acceptance", by=team.supervision, **called(team))
    accepted(completed, team)
    moves.move(completed, "accept_result", by=team.deputy, report="任务全部完成，达到指标。", reached=True)
    link = Link.objects.get(source=completed, target=source)
    assert link.kind == "result" and "指标达到" in link.reason
    assert Outbox.objects.filter(uid=completed.uid, topic="task_project.source_done").exists()


def test_the_deputy_has_the_next_inspection_look_into_it(late, team):
    moves.act(late, "weigh_consultation", by=team.deputy, decision="inspect", text="请督查组到现场核对设备和进度。")
    link = Link.objects.get(source=late, kind="L4")
    assert (link.target, link.intended) == (None, "inspection") and fresh(late).proposal["state"] == "inspected"
    assert Outbox.objects.filter(uid=late.uid, topic="task_project.listed").exists()
