"""任务分解立项 from registration to the end, move by move."""

from datetime import date, timedelta

import pytest

from ledger.models import Event
from ledger.verify import verify
from people import clock
from tests.support.world import person, unit
from tests.unit.task_project.conftest import WHY, accepted, called, fresh, wbs
from workflows import moves
from workflows.errors import NotFound, Refused
from workflows.models import Outbox, WorkItem

pytestmark = pytest.mark.django_db


def topics(case):
    return set(Outbox.objects.filter(uid=case.uid).values_list("topic", flat=True))


def test_registration_gives_a_number_and_work_to_the_lead_unit(assigned, team):
    assert (assigned.stage, assigned.number) == ("assigned", "立〔2026〕0001号")
    item = WorkItem.objects.get(process=assigned, status="ASSIGNED")
    assert item.owner == team.head and item.due.date() == date(2026, 3, 4)
    assert "task_project.assigned" in topics(assigned)


def test_registration_names_what_is_missing(team):
    case = moves.open_case("task_project", by=team.supervision, unit=team.unit, title="空项目")
    with pytest.raises(Refused, match="来源、指标、完成期限"):
        moves.move(case, "register", by=team.supervision)
    said = {"source": "领导批示", "lead": team.unit.pk, "metric": "完成", "due_on": date(2026, 10, 30)}
    moves.move(case, "register", by=team.supervision, **said)
    assert fresh(case).source == "领导批示"


def test_another_process_opens_it_licensed(team):
    case = moves.open_case(
        "task_project", licensed=True, by=team.clerk, unit=team.unit, title="听证项目", source="听证通过",
        metric="指标", due_on=date(2026, 10, 30), milestones=[{"title": "启动"}], pilot=True, budget="36000.00",
    )  # fmt: skip
    assert case.is_innovation and WorkItem.objects.get(process=case).owner == team.supervision
    with pytest.raises(Refused):
        moves.open_case("task_project", by=team.clerk, title="不行")


def test_a_unit_contests_the_office_upholds_and_the_task_goes_back(assigned, team):
    with pytest.raises(Refused, match="提出异议"):
        moves.move(assigned, "dispute", by=team.head, reason=WHY)
    moves.act(assigned, "contest", by=team.head, text=WHY)
    with pytest.raises(Refused, match="没有裁定"):
        moves.move(assigned, "dispute", by=team.head, reason=WHY)
    assert WorkItem.objects.get(process=assigned, owner=team.office).status == "ASSIGNED"
    moves.act(assigned, "arbitrate", by=team.office, ruling="upheld", text=WHY)
    assert fresh(assigned).open_items == 1
    moves.move(assigned, "dispute", by=team.head, reason=WHY)
    assert fresh(assigned).stage == "returned" and fresh(assigned).status == "DONE"


def test_what_the_office_rejects_stays_assigned(assigned, team):
    moves.act(assigned, "contest", by=team.head, text=WHY)
    moves.act(assigned, "arbitrate", by=team.office, ruling="rejected", text=WHY)
    with pytest.raises(Refused, match="不予退办"):
        moves.move(assigned, "dispute", by=team.head, reason=WHY)
    moves.move(assigned, "sign_for", by=team.head)


def test_after_five_working_days_nothing_can_be_contested(assigned, team):
    with clock.frozen(clock.now() + timedelta(days=8)), pytest.raises(Refused, match="5 个工作日"):
        moves.act(assigned, "contest", by=team.head, text=WHY)


def test_a_plan_needs_weights_of_one_hundred_and_owners(assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    for bad, why in ((wbs(team.clerk, 60, 30), "合计为 90"), ([], "至少列出一项")):
        with pytest.raises(Refused, match=why):
            moves.move(assigned, "make_plan", by=team.head, wbs=bad)


def test_the_running_project_is_due_on_its_own_date_and_warns_before(running, team):
    assert running.due.date() == date(2026, 10, 30) and running.warn_at < running.due - timedelta(days=2)
    assert running.baseline["due_on"] == "2026-10-30"
    owners = set(WorkItem.objects.filter(process=running, status="ASSIGNED").values_list("owner__username", flat=True))
    assert owners == {"head", "clerk"}


def test_a_month_is_reported_once_and_does_not_fall_without_a_reason(running, team):
    said = {"month": "2026-03", "progress": 40, "done": "完成字段设计"}
    moves.move(running, "report_month", by=team.clerk, **said)
    with pytest.raises(Refused, match="2026-03 已经反馈过"):
        moves.move(running, "report_month", by=team.clerk, **said)
    with clock.frozen(clock.now() + timedelta(days=31)):
        with pytest.raises(Refused, match="比上次（40%）低"):
            moves.move(running, "report_month", by=team.clerk, month="2026-04", progress=30, done="无")
        with pytest.raises(Refused, match="90%"):
            moves.move(running, "report_month", by=team.clerk, month="2026-04", progress=95, done="快了")
    case = fresh(running)
    assert (case.progress, case.stage, case.entries.get().done) == (40, "running", "完成字段设计")
    assert case.task_set.filter(status="ASSIGNED").count() == case.open_items == 1


def test_a_unit_without_a_clerk_is_reported_on_by_its_head(team):
    boss = person("boss", "section_head", unit_code="DYZX")
    case = moves.open_case(
        "task_project", by=team.supervision, unit=unit("DYZX"), title="设备", source="年度要点", metric="70 个站点",
        due_on=date(2026, 9, 21),
    )  # fmt: skip
    moves.move(case, "register", by=team.supervision)
    moves.move(case, "sign_for", by=boss)
    moves.move(case, "make_plan", by=boss, wbs=[wbs(boss, 100)[0] | {"due": "2026-09-20"}])
    moves.move(case, "report_month", by=boss, month="2026-03", progress=10, done="进场")
    assert fresh(case).progress == 10


def test_a_change_keeps_the_baseline_and_counts_the_term_anew(running, team):
    for n in range(3):
        moves.move(running, "change_plan", by=team.deputy, reason=WHY, due_on=date(2026, 11, 10 + n))
    case = fresh(running)
    assert [row["what"]["due_on"][1] for row in case.change_log] == ["2026-11-10", "2026-11-11", "2026-11-12"]
    assert (case.due_on, case.changes, case.due.date()) == (date(2026, 11, 12), 3, date(2026, 11, 12))
    assert case.baseline["due_on"] == "2026-10-30" and case.review_open
    with pytest.raises(Refused, match="没有变化"):
        moves.move(running, "change_plan", by=team.deputy, reason=WHY)


def test_another_lead_unit_takes_over_the_open_work(running, team):
    with pytest.raises(Refused, match="没有负责人"):
        moves.move(running, "change_plan", by=team.deputy, reason=WHY, lead=unit("XZ01").pk)
    boss = person("boss", "section_head", unit_code="DYZX")
    moves.move(running, "change_plan", by=team.deputy, reason=WHY, lead=unit("DYZX"))
    items = WorkItem.objects.filter(process=running, status="ASSIGNED")
    assert {item.owner for item in items} == {boss} and fresh(running).open_items == 2
    assert {item.due.date() for item in items} == {date(2026, 10, 30), date(2026, 3, 31)}
    moves.move(running, "report_month", by=boss, month="2026-03", progress=10, done="接手")


def test_a_pause_moves_the_date_by_its_own_length(running, team):
    with pytest.raises(Refused, match="6 个月"):
        moves.move(running, "suspend_task", by=team.minister, reason=WHY, resume_on=date(2026, 9, 3))
    moves.move(running, "suspend_task", by=team.minister, reason=WHY, resume_on=date(2026, 4, 1))
    assert fresh(running).due is None
    with clock.frozen(clock.now() + timedelta(days=14)):
        moves.move(running, "resume_task", by=team.minister)
    assert fresh(running).due_on == date(2026, 11, 13) and fresh(running).due.date() == date(2026, 11, 13)


def test_what_is_not_all_done_is_not_handed_in(running, team):
    moves.act(running, "finish_leaf", by=team.clerk, code="1", note="已经验证完成")
    with pytest.raises(Refused, match="还有 1 项"):
        moves.move(running, "apply_completion", by=team.head)


def test_acceptance_by_three_who_own_nothing_then_done(completed, team):
    with pytest.raises(Refused, match="至少 3 人"):
        moves.move(completed, "start_acceptance", by=team.supervision, **called(team, judges=team.judges[:1]))
    mixed = [*team.judges[:2], team.clerk]
    with pytest.raises(Refused, match="clerk（任务责任人）不能验收自己的任务"):
        moves.move(completed, "start_acceptance", by=team.supervision, **called(team, judges=mixed))
    moves.move(completed, "start_acceptance", by=team.supervision, **called(team))
    moves.act(completed, "comment", by=team.judges[0], text="材料齐全")
    said = {"report": "办结报告：各项任务均已完成。", "reached": True}
    with pytest.raises(Refused, match="验收组还没有表决"):
        moves.move(completed, "accept_result", by=team.deputy, **said)
    accepted(completed, team)
    with pytest.raises(Refused, match="验收组已经表决通过"):
        moves.move(completed, "fail_acceptance", by=team.supervision, gaps=["两个站点没有更新"])
    with pytest.raises(Refused, match="偏差"):
        moves.move(completed, "accept_result", by=team.deputy, report="办结报告正文如下。")
    moves.move(completed, "accept_result", by=team.deputy, **said)
    case = fresh(completed)
    assert (case.stage, case.status) == ("done", "DONE") and verify(case.uid).ok


def test_three_of_four_must_be_there_and_two_are_too_few(completed, team):
    moves.move(completed, "start_acceptance", by=team.supervision, **called(team))
    sitting = completed.sittings.get(state="planned")
    with clock.frozen(sitting.starts_at):
        moves.act(completed, "attend", by=team.supervision, present=[s.pk for s in sitting.seats.all()[:2]])
        with pytest.raises(Refused, match="法定人数 3 人，实到 2 人"):
            moves.act(completed, "start_vote", by=team.supervision)


def test_another_group_is_called_when_somebody_is_recused(completed, team):
    moves.move(completed, "start_acceptance", by=team.supervision, **called(team))
    late = person("late", unit_code="PSZ")
    with pytest.raises(Refused, match="理由"):
        moves.act(completed, "regroup", by=team.supervision, reason="忙", **called(team))
    judges = [*team.judges[:2], late]
    moves.act(completed, "regroup", by=team.supervision, reason=WHY, **called(team, judges=judges, days=2))
    assert fresh(completed).group == [p.pk for p in judges]
    assert completed.sittings.filter(state="adjourned").count() == 1
    accepted(completed, team)


def test_work_with_gaps_goes_back_to_the_lead_unit_and_is_at_risk(completed, team):
    moves.move(completed, "start_acceptance", by=team.supervision, **called(team))
    with pytest.raises(Refused, match="差距"):
        moves.move(completed, "fail_acceptance", by=team.supervision, gaps=[""])
    accepted(completed, team, "reject")
    with pytest.raises(Refused, match="表决没有通过"):
        moves.move(completed, "accept_result", by=team.deputy, report="办结报告正文如下。", reached=True)
    moves.move(completed, "fail_acceptance", by=team.supervision, gaps=["两个站点没有更新"])
    case = fresh(completed)
    assert (case.stage, case.gaps, case.returned) == ("running", ["两个站点没有更新"], 1)
    assert case.at_risk() == "验收未通过，还有 1 条差距没有补齐。"
    moves.move(completed, "apply_completion", by=team.head)
    assert fresh(completed).gaps == [] and fresh(completed).at_risk() == ""


def test_ending_early_needs_lessons_and_for_an_innovation_a_vote(running, team):
    with pytest.raises(Refused, match="容错"):
        moves.move(running, "terminate_task", by=team.deputy, reason=WHY, lessons=WHY, immunity="")
    moves.act(running, "comment", by=team.deputy, text="准备终止")
    moves.move(running, "terminate_task", by=team.deputy, reason=WHY, lessons=WHY, immunity="不涉及")
    assert fresh(running).stage == "terminated"


def test_the_vote_licenses_the_end_of_an_innovation_project(running, team):
    type(running).objects.filter(pk=running.pk).update(source="听证通过")
    end = {"reason": WHY, "lessons": WHY, "immunity": "不涉及"}
    with pytest.raises(Refused, match="部务会"):
        moves.move(running, "terminate_task", by=team.deputy, **end)
    secretary = person("secretary", "exec_secretary", unit_code="BWH")
    members = [person(f"member{n}", "exec_member", unit_code="BWH") for n in range(3)]
    moves.act(running, "ask_vote", by=team.deputy, text=WHY)
    with pytest.raises(Refused, match="重复提请"):
        moves.act(running, "ask_vote", by=team.deputy, text=WHY)
    waiting = WorkItem.objects.get(process=running, owner=secretary)
    assert waiting.status == "ASSIGNED"
    seats = [{"person": p.pk} for p in members]
    at = clock.now() + timedelta(days=1)
    moves.act(running, "convene", by=secretary, kind="exec_meeting", starts_at=at, place="会议室", seats=seats)
    sitting = running.sittings.get()
    with clock.frozen(at):
        moves.act(running, "attend", by=secretary, present=[s.pk for s in sitting.seats.all()])
        moves.act(running, "start_vote", by=secretary)
        choices = {sitting.agenda.get().pk: "pass"}
        with pytest.raises(Refused, match="还没有结果"):
            moves.act(running, "report_vote", by=secretary)
        for member in members:
            moves.act(running, "ballot", by=member, choices=choices)
        moves.act(running, "report_vote", by=secretary)
        waiting.refresh_from_db()
        assert waiting.status == "DONE" and "task_project.vote_reported" in topics(running)
        moves.move(running, "terminate_task", by=team.deputy, **end)
    assert fresh(running).stage == "terminated" and verify(running.uid).ok


def test_people_who_own_a_task_see_the_case_and_others_do_not(running, team):
    with pytest.raises(NotFound):
        moves.move(running, "apply_completion", by=person("stranger"))
    moves.act(running, "finish_leaf", by=team.clerk, code="1", note="已经验证完成")
    kinds = list(Event.objects.filter(uid=running.uid).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["open", "move.register", "move.sign_for", "move.make_plan", "act.finish_leaf"]
