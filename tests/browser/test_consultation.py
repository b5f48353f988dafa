"""A consultation at a browser: opinions sealed on a phone, revealed together, the table filled in row by row."""

from datetime import date, datetime

import pytest

from people import clock, demo
from people.models import User
from processes.consultation.walk import CONCLUSION, Walk
from tests.browser.conftest import violations
from workflows import definitions, moves

SECRET = "经费没有年度安排，年年报年年没有。"
ADVICE = "列入年度预算，分年更新。"


@pytest.fixture
def walk(transactional_db):
    definitions.forget()
    demo.load(datetime(2026, 1, 5, 9, tzinfo=clock.CHINA))
    people = {user.username: user for user in User.objects.select_related("unit")}
    clock.set_to(datetime(2026, 5, 11, 9, tzinfo=clock.CHINA))
    work = moves.open_case(
        "task_project", by=people["sup_clk"], unit=people["dy_head"].unit, title="站点规范化", number="立〔2026〕0015号"
    )
    found = Walk(people, date(2026, 5, 11), work_ref=work).to_session().opinions("expert1", "delegate")
    clock.set_to(found.now)
    yield found
    clock.reset()


def opens(page, label):
    """The only way that is ready lies open already."""
    way = page.locator("details[name=way]", has=page.locator("summary", has_text=label)).first
    if way.get_attribute("open") is None:
        way.locator("summary").click()


def gives(page, text):
    opens(page, "提交会诊意见")
    page.fill("[name=diagnosis]", text)
    page.fill("[name=advice]", ADVICE)
    with page.expect_navigation():
        page.locator("button", has_text="提交会诊意见").click()


def test_from_sealed_opinions_to_a_concluded_table(walk, visit):
    case, people = f"/case/{walk.case.uid}/", walk.people
    expert = visit(people["expert1"], case, width=390)
    gives(expert, SECRET)
    assert "封存中，只有你看得到" in expert.content() and SECRET in expert.content()
    chair = visit(people["chair_b"], case)
    assert "应交 6 人，已交 5 人" in chair.content() and SECRET not in chair.content()
    gives(visit(people["delegate"], case, width=390), "管理员换了四任，没有人交接。")
    chair.reload()
    assert SECRET in chair.content() and violations(chair) == []

    chair.goto(chair.url + "act/write_table/")
    fills(chair, "causes", [("经费没有年度安排", "system", "high"), ("管理员没有交接", "people", "medium")])
    unit = str(people["dy_head"].unit_id)
    fills(
        chair,
        "measures",
        [("列入年度预算", unit, "2026-09-30", "月均六次"), ("交接清单", unit, "2026-08-31", "全覆盖")],
    )
    assert violations(chair) == []
    with chair.expect_navigation():
        chair.locator("button[data-act]").click()
    walk.fresh()
    assert [row["cause"] for row in walk.case.causes] == ["经费没有年度安排", "管理员没有交接"]
    assert [row["metric"] for row in walk.case.measures] == ["月均六次", "全覆盖"]

    walk.sign()
    chair.reload()
    opens(chair, "形成意见")
    chair.fill("[name=conclusion]", CONCLUSION)
    chair.check("[name=dissent_state][value=none]")
    with chair.expect_navigation():
        chair.locator("button[data-act]", has_text="形成意见").click()
    assert walk.fresh().case.stage == "opinion" and chair.said == []


def fills(page, table, rows):
    """Fill in row by row; each row after the first is added by the button."""
    box = page.locator(f"#id_{table}-box")
    for n, cells in enumerate(rows, start=1):
        if n > 1:
            box.locator("[data-rows-add]").click()
        assert box.locator("tbody tr").count() == n
        for cell, value in zip(
            box.locator("tbody tr").nth(n - 1).locator("textarea, input, select").all(), cells, strict=False
        ):
            choose = cell.evaluate("el => el.tagName") == "SELECT"
            cell.select_option(value) if choose else cell.fill(value)


def test_the_pages_fit_a_phone(walk, visit):
    walk.opinions("gb_clk", "jwlink", "t05_sj", "retired1")
    for path in ("", "act/write_table/"):
        page = visit(walk.people["chair_b"], f"/case/{walk.case.uid}/{path}", width=390)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    for path in ("", "list/", "library/"):
        page = visit(walk.people["sup_clk"], f"/p/consultation/{path}", width=390)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390 and violations(page) == [], path
