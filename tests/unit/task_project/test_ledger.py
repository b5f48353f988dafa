"""The monthly ledger: asked for, told once, closed, corrected beside; a month's work is a done item of its own."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from people import clock
from processes.task_project import jobs
from tests.unit.task_project.conftest import NOON, WHY, fresh
from workflows import evidence, inbox, moves
from workflows.errors import Refused
from workflows.evidence import uploads
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db


def month_of(case, who):
    found = WorkItem.objects.filter(process=case, status="ASSIGNED", owner=who, role="clerk@owner_unit")
    return [item.due.date().isoformat() for item in found.order_by("due")]


def told(case, team, month, progress, **more):
    moves.move(case, "report_month", by=team.clerk, month=month, progress=progress, done="按计划推进", **more)


def test_each_month_is_a_work_item_of_its_own_that_ends_as_done(running, team):
    assert month_of(running, team.clerk) == ["2026-03-31"]
    told(running, team, "2026-03", 10)
    assert month_of(running, team.clerk) == []
    with clock.frozen(NOON + timedelta(days=30)):  # 1 April
        jobs.ask_months()
        jobs.ask_months()
        assert month_of(running, team.clerk) == ["2026-04-30"]
    done = inbox.done(team.clerk)
    assert [row["due"].date() for row in done] == [date(2026, 3, 31)]
    (item,) = WorkItem.objects.filter(process=running, status="ASSIGNED", owner=team.clerk)
    assert item.created.date() == date(2026, 4, 1)  # it waits from here, not from the project's start
    assert fresh(running).open_items == 2


def test_a_missed_month_stays_asked_for_beside_the_next(running, team):
    with clock.frozen(NOON + timedelta(days=31)):
        jobs.ask_months()
        assert month_of(running, team.clerk) == ["2026-03-31", "2026-04-30"]
        told(running, team, "2026-04", 30)
        assert month_of(running, team.clerk) == ["2026-03-31"]
        told(running, team, "2026-03", 20)
    assert month_of(running, team.clerk) == [] and fresh(running).progress == 30


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"month": "2026-05", "progress": 10}, "以后的月份"),
        ({"month": "2026-01", "progress": 10}, "还没有分解计划"),
        ({"month": "2026-03", "progress": 101}, "0 至 100"),
        ({"month": "2026-03", "progress": 95}, "90%"),
    ],
)
def test_what_a_clerk_gets_wrong_is_said(running, team, said, why):
    with pytest.raises(Refused, match=why):
        moves.move(running, "report_month", by=team.clerk, done="进展", **said)


def test_a_month_is_closed_once_and_not_before_its_end(running, team):
    told(running, team, "2026-03", 10)
    with pytest.raises(Refused, match="还没有结束"):
        moves.act(running, "close_month", by=team.supervision, month="2026-03")
    with pytest.raises(Refused, match="看不懂"):
        moves.act(running, "close_month", by=team.supervision, month="三月")
    with pytest.raises(Refused, match="还没有台账"):
        moves.act(running, "close_month", by=team.supervision, month="2026-02")
    with clock.frozen(NOON + timedelta(days=32)):
        moves.act(running, "close_month", by=team.supervision, month="2026-03")
        with pytest.raises(Refused, match="已经关账"):
            moves.act(running, "close_month", by=team.supervision, month="2026-03")


def test_a_closed_month_takes_no_report_and_only_corrections_with_a_reason(running, team):
    with clock.frozen(NOON + timedelta(days=32)):
        moves.act(running, "close_month", by=team.supervision, month="2026-03")
        assert month_of(running, team.clerk) == []
        with pytest.raises(Refused, match="已经关账"):
            told(running, team, "2026-03", 10)
        with pytest.raises(Refused, match="理由"):
            moves.act(running, "correct_month", by=team.supervision, month="2026-03", text=WHY, reason="漏报")
        with pytest.raises(Refused):
            moves.act(running, "correct_month", by=team.clerk, month="2026-03", text=WHY, reason=WHY)
        said = {"month": "2026-03", "progress": 15, "text": "补记三月完成字段设计", "reason": WHY}
        moves.act(running, "correct_month", by=team.supervision, **said)
    case = fresh(running)
    assert (case.progress, case.entries.count(), case.corrections.get().text) == (15, 0, "补记三月完成字段设计")


def test_a_correction_leaves_the_line_as_it_was(running, team):
    told(running, team, "2026-03", 40)
    with pytest.raises(Refused, match="没有反馈也没有关账"):
        moves.act(running, "correct_month", by=team.supervision, month="2026-02", text=WHY, reason=WHY)
    said = {"month": "2026-03", "progress": 30, "text": "核对后应为百分之三十", "reason": WHY}
    moves.act(running, "correct_month", by=team.supervision, **said)
    case = fresh(running)
    assert (case.entries.get().progress, case.progress) == (40, 30)


def test_a_paused_project_is_not_asked(running, team):
    moves.move(running, "suspend_task", by=team.minister, reason=WHY, resume_on=date(2026, 5, 6))
    (item,) = WorkItem.objects.filter(process=running, status="ASSIGNED")
    assert (item.owner, item.due.date()) == (team.minister, date(2026, 5, 6))
    with clock.frozen(NOON + timedelta(days=31)):
        jobs.ask_months()
        assert month_of(running, team.clerk) == []
        moves.move(running, "resume_task", by=team.minister)
        assert month_of(running, team.clerk) == ["2026-04-30"]
    assert fresh(running).pauses == [["2026-03-02", "2026-04-02"]]


def staged(case, by, text):
    one = uuid4()
    uploads.receive(case, by, ContentFile(text.encode(), name="验收单.txt"), client_id=one)
    return str(one)


def test_a_file_proves_a_month_from_ninety_per_cent_on_and_a_task(running, team):
    said = {"uploads": [staged(running, team.clerk, "六十六个站点安装验收单")]}
    told(running, team, "2026-03", 95, **said)
    (proof,) = evidence.of(running, "month:2026-03")
    assert proof.name == "验收单.txt" and running.part_label("month:2026-03") == "2026-03 台账"
    done = {"code": "1", "note": "已经验证完成", "uploads": [staged(running, team.clerk, "任务一验收单")]}
    moves.act(running, "finish_leaf", by=team.clerk, **done)
    assert len(evidence.of(running, "task:1")) == 1 and running.part_label("task:1") == "任务“任务1”"
