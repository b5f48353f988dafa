"""The cockpit in a browser: charts over their tables, urged with one press, nothing too wide, no finding of axe."""

from datetime import timedelta

import pytest

from ledger.models import Event
from people import clock
from tests.browser.conftest import violations
from tests.support.world import person
from workflows import definitions, moves
from workflows.models import Case, Outbox


@pytest.fixture
def watched(transactional_db):
    definitions.forget()
    supervision, head = person("supervision", "supervision_office", unit_code="BGS"), person("head", "section_head")
    person("clerk", "clerk")
    now = clock.now()
    for days, title in ((60, "早已到期的项目"), (20, "还在按期推进的项目")):
        with clock.frozen(now - timedelta(days=days)):
            due = clock.today() + timedelta(days=45 if days == 60 else 300)
            case = moves.open_case(
                "task_project",
                by=supervision,
                unit=head.unit,
                title=title,
                source="年度要点",
                metric="完成",
                due_on=due,
            )
            moves.move(case, "register", by=supervision)
            moves.move(case, "sign_for", by=head)
            leaf = {
                "code": "1",
                "title": "全部",
                "weight": 100,
                "owner": head.pk,
                "due": due.isoformat(),
                "done": False,
            }
            moves.move(case, "make_plan", by=head, wbs=[leaf])
    return supervision


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_it_fits_and_axe_finds_nothing(visit, watched, width, theme):
    page = visit(watched, "/cockpit/", width=width, theme=theme)
    page.locator("[data-chart=units] canvas").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == [] and page.said == []


def test_one_press_urges(visit, watched):
    page = visit(watched, "/cockpit/")
    page.get_by_role("button", name="催办：早已到期的项目").click()
    page.get_by_text("今天已催办").wait_for()
    (event,) = Event.objects.filter(kind="act.urge")
    late = Case.objects.get(title="早已到期的项目")
    assert (event.uid, event.actor_id) == (late.uid, watched.pk)
    told = Outbox.objects.get(topic="work.urged", uid=late.uid)
    assert set(told.recipients) == set(late.task_set.filter(status="ASSIGNED").values_list("owner", flat=True))


def test_a_number_opens_its_list(visit, watched):
    page = visit(watched, "/cockpit/")
    page.locator(".kpi a").first.click()
    assert page.locator("[data-length]").get_attribute("data-length") == "1"


def test_a_bar_opens_the_list_of_its_number(visit, watched):
    page = visit(watched, "/cockpit/")
    chart = page.locator("[data-chart=units] canvas")
    box = chart.bounding_box()
    page.wait_for_timeout(1500)  # the bars have grown
    chart.click(position={"x": box["width"] * 0.3, "y": box["height"] * 0.53})
    page.wait_for_url("**/cockpit/list/?what=*")
    assert page.locator("[data-length]").get_attribute("data-length") == "1"


def test_without_scripts_the_tables_stand_open(visit, watched):
    page = visit(watched, "/cockpit/", java_script_enabled=False)
    assert page.locator("#units table").is_visible() and page.locator("#stays table").is_visible()


def test_the_list_of_what_to_watch(visit, watched):
    page = visit(watched, "/cockpit/list/?what=watch", width=390)
    assert page.get_by_role("button", name="催办：早已到期的项目").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") and violations(page) == []


def test_an_empty_house(visit, transactional_db):
    page = visit(person("supervision", "supervision_office"), "/cockpit/", width=390)
    page.get_by_role("heading", name="没有在办事项").wait_for()
    assert violations(page) == []
