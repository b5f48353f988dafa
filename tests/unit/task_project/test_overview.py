"""Pages beside the cases: every number opens the list it counts; nobody sees more than is theirs."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from ledger.models import AccessEntry
from people import clock
from tests.support.world import person
from tests.unit.task_project.conftest import NOON, WHY, wbs
from workflows import moves

pytestmark = pytest.mark.django_db
LATER = NOON.replace(month=11, day=16)


@pytest.fixture
def go(client):
    def get(user, name, **query):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(reverse(f"web:task_project:{name}"), query)

    return get


@pytest.fixture
def told(running, team):
    moves.move(running, "report_month", by=team.clerk, month="2026-03", progress=40, done="=HYPERLINK(1)")
    return running


def test_every_number_of_the_overview_opens_a_list_of_that_length(told, team, go, client):
    with clock.frozen(LATER):
        page = go(team.supervision, "overview").content.decode()
        links = re.findall(r'href="(/p/task_project/list/\?[^"]+)">(?:<b>)?(\d+)(?:</b>)?</a>', page)
        assert len(links) >= 4
        for address, number in links:
            body = client.get(address.replace("&amp;", "&")).content.decode()
            assert re.search(r'data-length="(\d+)"', body)[1] == number, address


def test_what_is_late_counts_its_working_days(told, team, go):
    with clock.frozen(LATER):
        assert "共 11 个工作日" in go(team.supervision, "overview").content.decode()


def test_the_ledger_shows_months_told_missed_and_waiting(told, team, go):
    with clock.frozen(NOON.replace(month=5, day=6)):
        page = go(team.head, "ledger").content.decode()
    assert "40%" in page and page.count("未报") >= 1 and "待报" in page


def test_a_month_is_closed_for_all_projects_at_once(told, team, go, client):
    with clock.frozen(NOON.replace(month=4, day=3)):
        assert "2026-03 关账" in go(team.supervision, "ledger").content.decode()
        answer = client.post(reverse("web:task_project:close"), {"month": "2026-03"}, follow=True)
        assert "1 个项目已关账" in answer.content.decode() and told.locks.get().month == "2026-03"
        client.force_login(team.head, backend="django.contrib.auth.backends.ModelBackend")
        assert client.post(reverse("web:task_project:close"), {"month": "2026-03"}).status_code == 404


def test_what_people_wrote_is_never_a_formula_in_the_workbook(told, team, go):
    answer = go(team.supervision, "ledger_xlsx")
    book = load_workbook(BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "'=HYPERLINK(1)" for cell in cells) and all(cell.data_type != "f" for cell in cells)
    assert AccessEntry.objects.filter(what="export").exists()


@pytest.mark.parametrize("name", ["overview", "list", "ledger", "ledger_xlsx"])
def test_who_is_not_entitled_finds_no_page(told, go, name):
    assert go(person("stranger", unit_code="PSZ"), name).status_code == 404


def test_a_head_sees_the_projects_of_the_own_unit_only(told, go):
    other = person("other_head", "section_head", unit_code="RCK")
    assert "试点项目" not in go(other, "ledger").content.decode()


def test_the_plan_stands_beside_its_baseline(told, team, client):
    moves.move(told, "change_plan", by=team.deputy, reason=WHY, due_on=clock.today().replace(month=12))
    client.force_login(team.head, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("web:task_project:plan", args=[told.uid])).content.decode()
    assert "2026-10-30" in page and "2026-12-02" in page and WHY in page
    client.force_login(person("stranger"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("web:task_project:plan", args=[told.uid])).status_code == 404


def test_the_ledger_asks_the_database_as_often_for_many_as_for_one(team, told, go):
    def asked(name):
        with CaptureQueriesContext(connection) as seen:
            go(team.supervision, name)
        return len(seen)

    names = ("ledger", "overview")
    go(team.supervision, "ledger")
    before = [asked(name) for name in names]
    for n in range(4):
        case = moves.open_case(
            "task_project", by=team.supervision, unit=team.unit, title=f"项目{n}", source="年度要点", metric="完成",
            due_on=clock.today().replace(month=12),
        )  # fmt: skip
        moves.move(case, "register", by=team.supervision)
        moves.move(case, "sign_for", by=team.head)
        moves.move(case, "make_plan", by=team.head, wbs=wbs(team.clerk, 60, 40))
    assert [asked(name) for name in names] == before
