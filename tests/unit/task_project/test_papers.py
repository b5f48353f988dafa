"""Official papers say what the case says, and each can be printed."""

from datetime import date, datetime, timedelta

import pytest

from ledger.models import Event
from people import clock
from processes.task_project import papers
from tests.unit.task_project.conftest import NOON, WHY, accepted, called, fresh
from workflows import moves
from workflows.errors import Refused
from workflows.papers import PAPERS, Facts, Quote, Signatures, Table, issued, listing, typeset

pytestmark = pytest.mark.django_db


def blocks(sheet, kind):
    return [block for block in sheet.blocks if isinstance(block, kind)]


def test_the_breakdown_lists_each_task_with_its_weight_and_owner(running):
    (table,) = blocks(papers.breakdown(running), Table)
    assert [row[1:4] for row in table.rows] == [("任务1", 60, "clerk"), ("任务2", 40, "clerk")]


def test_the_notice_names_the_terms_and_the_lead_unit(assigned):
    sheet = papers.assignment(assigned)
    assert (sheet.to, sheet.number, sheet.date) == ("ZZK", "立〔2026〕0001号", NOON.date())
    assert ("指标", "覆盖率 98%") in blocks(sheet, Facts)[0].rows


def test_the_ledger_prints_lines_and_corrections(running, team):
    moves.move(running, "report_month", by=team.clerk, month="2026-03", progress=40, done="完成字段设计")
    said = {"month": "2026-03", "progress": 30, "text": "核对后应为百分之三十", "reason": WHY}
    moves.act(running, "correct_month", by=team.supervision, **said)
    table, fixed = blocks(papers.book(fresh(running)), Table)
    assert table.rows[0][:4] == ("2026-03", "按时反馈", "40%", "完成字段设计") and fixed.rows[0][2] == WHY


def test_the_closing_report_names_the_group_and_the_deviation(completed, team):
    moves.move(completed, "start_acceptance", by=team.supervision, **called(team))
    accepted(completed, team)
    said = {"report": "任务全部完成，形成长效机制。", "deviation": "两个站点因道路未通改用移动设备"}
    moves.move(completed, "accept_result", by=team.deputy, **said)
    sheet = papers.closing(fresh(completed))
    assert [row[:2] for row in blocks(sheet, Signatures)[0].rows] == [(f"judge{n}", "通过") for n in range(3)]
    assert blocks(sheet, Quote)[0].text == said["deviation"]


def test_an_early_end_is_reported_with_what_was_learnt(running, team):
    moves.move(
        running, "terminate_task", by=team.deputy, reason=WHY, lessons="需求变化时应尽早复核。", immunity="不涉及"
    )
    assert any(
        getattr(block, "text", "") == "需求变化时应尽早复核。" for block in papers.closing(fresh(running)).blocks
    )


@pytest.mark.parametrize("key", [key for key in PAPERS if key.startswith("task_project.")] or ["none"])
def test_each_paper_can_be_made_of_a_running_project(running, key):
    assert PAPERS[key].make(running).title


def test_the_notice_is_issued_as_it_was_and_its_hash_stands_in_the_history(assigned, team):
    data, _pictures, row = issued(assigned, "task_project.assignment")
    assert data["number"] == "立〔2026〕0001号" and data["date"] == "2026年3月2日"
    assert row.sha256 in Event.objects.get(uid=assigned.uid, kind="move.register").body


def test_a_paper_that_the_case_issued_is_no_evidence_of_progress(running, team):
    with pytest.raises(Refused, match="90%"):
        moves.move(running, "report_month", by=team.clerk, month="2026-03", progress=95, done="快了")


def listed(case, user):
    """Name → whether it was issued."""
    return {row["name"]: row["issued"] for row in listing(fresh(case), user)}


def test_there_is_no_urging_sheet_before_somebody_urges_and_each_urge_issues_one(running, team):
    assert "urging" not in listed(running, team.supervision)
    moves.act(running, "urge", by=team.supervision, text="请说明何时完成。")
    assert listed(running, team.supervision)["urging"]
    first, _pictures, row = issued(running, "task_project.urging")
    assert first["title"] == "催办单（第1次）" and first["number"] == "立〔2026〕0001号" and first["to"] == "ZZK"
    assert row.sha256 in Event.objects.get(uid=running.uid, kind="act.urge").body
    with clock.frozen(NOON + timedelta(days=1)):
        moves.act(running, "urge", by=team.supervision)
    again = issued(running, "task_project.urging")[0]
    (table,) = [block for block in again["blocks"] if block["kind"] == "table"]
    assert [line[0] for line in table["rows"]] == [1, 2] and table["rows"][0][3] == "请说明何时完成。"


def test_an_urge_states_one_term_and_is_signed_on_its_first_page(running, team):
    for days, text in ((400, "请说明何时完成。"), (405, "仍未反馈，请尽快办理。"), (410, "请主要负责人说明原因。")):
        with clock.frozen(NOON + timedelta(days=days)):
            moves.act(fresh(running), "urge", by=team.supervision, text=text)
    data, pictures, _row = issued(fresh(running), "task_project.urging")
    (said,) = [block["text"] for block in data["blocks"] if block["kind"] == "para"]
    (facts,) = [dict(block["rows"]) for block in data["blocks"] if block["kind"] == "facts"]
    assert f"完成期限{facts['完成期限']}" in said.replace("完成期限为", "完成期限") and "已逾期" in said
    assert len(typeset.pages(data, pictures, ["演示数据，不具效力"])) == 1


def test_the_breakdown_is_issued_with_the_plan_and_anew_with_a_change(running, team):
    assert "变更" not in str(issued(running, "task_project.breakdown")[0])
    moves.move(running, "change_plan", by=team.deputy, reason=WHY, due_on=date(2026, 11, 27))
    assert "经第1次变更" in str(issued(running, "task_project.breakdown")[0])


def test_a_month_told_issues_its_summary_and_a_month_closed_its_ledger(running, team):
    moves.move(running, "report_month", by=team.clerk, month="2026-03", progress=40, done="完成字段设计")
    assert listed(running, team.supervision)["ledger"] is False
    assert "完成字段设计" in str(issued(running, "task_project.summary")[0])
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=NOON.tzinfo)):
        moves.act(running, "close_month", by=team.supervision, month="2026-03")
    assert "按时反馈（已关账）" in str(issued(running, "task_project.ledger")[0])
    said = {"month": "2026-03", "progress": 30, "text": "核对后应为百分之三十", "reason": WHY}
    moves.act(running, "correct_month", by=team.supervision, **said)
    assert "核对后应为百分之三十" in str(issued(running, "task_project.ledger")[0])


def test_there_are_six(db):
    assert sum(key.startswith("task_project.") for key in PAPERS) == 6
