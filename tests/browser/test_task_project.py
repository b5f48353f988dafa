"""A head breaks a project down in the table: the sum runs along, 99 is refused and says where the one is missing."""

from datetime import timedelta

import pytest

from people import clock
from processes.task_project.models import TaskProject
from tests.browser.conftest import violations
from tests.support.world import person
from workflows import definitions, moves


@pytest.fixture
def accepted(transactional_db):
    definitions.forget()
    supervision, head = person("supervision", "supervision_office", unit_code="BGS"), person("head", "section_head")
    clerk = person("clerk", "clerk")
    case = moves.open_case(
        "task_project", by=supervision, unit=head.unit, title="网格化试点", source="年度要点", metric="覆盖率 98%",
        due_on=clock.today() + timedelta(days=200),
    )  # fmt: skip
    moves.move(case, "register", by=supervision)
    moves.move(case, "sign_for", by=head)
    return case, head, clerk


def fill(page, row, title, weight, owner="", due=""):
    line = page.locator(".wbs-t tbody tr").nth(row)
    line.locator("input[type=text]").fill(title)
    line.locator("input[type=number]").fill(str(weight))
    if owner:
        line.locator("select").select_option(owner)
        line.locator("input[type=date]").fill(due)


def plan(page, due, second):
    add = page.get_by_role("button", name="加一项")
    fill(page, 0, "准备", "")
    page.get_by_role("button", name="加下级 1", exact=True).click()
    fill(page, 1, "字段设计", 40, "head", due)
    add.click()
    fill(page, 2, "录入", second, "clerk", due)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_plan_is_made_in_the_table(visit, accepted, width):
    case, head, clerk = accepted
    page = visit(head, f"/case/{case.uid}/move/make_plan/", width=width)
    due = (clock.today() + timedelta(days=100)).isoformat()
    plan(page, due, 59)
    assert page.locator(".wbs-sum").inner_text() == "合计 99，还差 1"
    assert violations(page) == []
    page.locator("[data-act]").click()
    page.locator(".err").wait_for()
    assert "还差 1（1 准备 40、2 录入 59）" in page.locator(".err").inner_text()
    page.locator(".wbs-t input[type=number]").last.fill("60")
    assert "正好 100" in page.locator(".wbs-sum").inner_text()
    page.locator("[data-act]").click()
    page.wait_for_url(f"**/case/{case.uid}/")
    case = TaskProject.objects.get(pk=case.pk)
    assert case.stage == "running" and [part["code"] for part in case.wbs[0]["parts"]] == ["1.1"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_text_and_the_table_are_one(visit, accepted):
    case, head, _clerk = accepted
    page = visit(head, f"/case/{case.uid}/move/make_plan/")
    page.get_by_role("button", name="按文本编辑").click()
    page.locator("textarea").fill("1 准备\n1.1 设计 | 100 | clerk | 2026-12-01")
    page.get_by_role("button", name="按表格编辑").click()
    assert page.locator(".wbs-t tbody tr").count() == 2
    assert page.locator(".wbs-sum").inner_text() == "合计 100，正好 100"
