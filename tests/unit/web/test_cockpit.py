"""The cockpit: every number opens a list of that length, nothing beyond what is visible, bounded queries."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from ledger.models import AccessEntry, Event
from people import clock
from people.models import Unit
from processes.inspection.models import Inspection
from processes.inspection.rows import Target
from processes.task_project.models import TaskProject
from tests.support.world import person, unit
from web import cockpit_sums, nav
from workflows import moves

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 11, 20, 10, tzinfo=clock.CHINA)
NUMBER = re.compile(r'<a[^>]*data-counts[^>]*href="([^"]+)"[^>]*>[^<\d]*(\d+)|data-counts="(/[^"]+)">(\d+)<')


@pytest.fixture
def world():
    with clock.frozen(NOW):
        people = SimpleNamespace(
            supervision=person("supervision", "supervision_office", unit_code="BGS"),
            minister=person("minister", "minister", unit_code="BWH"),
            head=person("head", "section_head", unit_code="ZZK"), clerk=person("clerk", "clerk", unit_code="ZZK"),
            other=person("other", "section_head", unit_code="RCK"), lead=person("lead", "inspector_lead"),
        )  # fmt: skip
        people.late = project(people, "ZZK", people.head, NOW - timedelta(days=40), date(2026, 11, 2))
        people.calm = project(people, "ZZK", people.head, NOW - timedelta(days=3), date(2027, 3, 1))
        people.next = project(people, "RCK", people.other, NOW - timedelta(days=9), date(2026, 11, 24))
        people.paused = project(people, "RCK", people.other, NOW - timedelta(days=9), date(2027, 1, 30))
        moves.move(people.paused, "suspend_task", by=people.minister, reason="上级调整安排，暂缓三个月办理",
                   resume_on=date(2027, 2, 1))  # fmt: skip
        findings(people)
        yield people


def project(people, code, head, day, due_on):
    with clock.frozen(day):
        case = moves.open_case(
            "task_project", by=people.supervision, unit=unit(code), title=f"项目{due_on}", source="年度要点",
            metric="完成", due_on=due_on,
        )  # fmt: skip
        moves.move(case, "register", by=people.supervision)
        moves.move(case, "sign_for", by=head)
        leaf = {"code": "1", "title": "全部", "weight": 100, "owner": head.pk, "due": due_on.isoformat(), "done": False}
        moves.move(case, "make_plan", by=head, wbs=[leaf])
    return TaskProject.objects.get(pk=case.pk)


def findings(people):
    """Two open findings of different age and weight, and an inspection of one unit."""
    for n, (grade, days) in enumerate((("minor", 3), ("grave", 40)), start=1):
        with clock.frozen(NOW - timedelta(days=days)):
            said = {"uid": "0199aaaa-0000-7000-8000-000000000001", "id": n, "fact": "没有审批", "severity": grade}
            moves.open_case("rectification", licensed=True, by=people.lead, unit=unit("ZZK"), title=f"整改{n}",
                            severity=grade, finding=said)  # fmt: skip
    case = moves.open_case("inspection", licensed=True, by=people.supervision, title="三季度督查")
    Inspection.objects.filter(pk=case.pk).update(stage="issued", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 5))
    Target.objects.create(case_id=case.pk, unit=unit("ZZK"), mode="open")


@pytest.fixture
def go(client):
    def get(user, address=None):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(address or reverse("web:cockpit"))

    return get


def numbers(page):
    """(address, number) of every number that says it opens a list."""
    found = NUMBER.findall(page)
    return [(unescape(a or c), int(b or d)) for a, b, c, d in found]


@pytest.mark.parametrize("who", ["supervision", "minister", "head", "other"])
def test_every_number_opens_a_list_of_that_length(world, go, client, who):
    page = go(getattr(world, who)).content.decode()
    found = numbers(page)
    assert page.count("data-counts") == len(found) and len(found) >= 10
    for address, number in found:
        body = client.get(address)
        assert body.status_code == 200, address
        assert re.search(r'data-length="(\d+)"', body.content.decode())[1] == str(number), address


def test_the_lights_are_counted_once_each(world):
    sums = cockpit_sums.totals(cockpit_sums.scope(world.supervision))
    assert (sums["n_red"], sums["n_grey"]) == (1 + findings_late(world), 1)
    assert sum(sums[f"n_{light}"] for light in ("red", "yellow", "green", "grey", "none")) == sums["n_open"]


def findings_late(world):
    """How many of the findings are late, by their own dates."""
    from processes.rectification.models import Rectification

    return Rectification.objects.filter(due__lt=NOW, finished=None).count()


def test_what_is_late_says_on_whose_desk_and_is_urged_with_one_press(world, go, client):
    page = go(world.supervision).content.decode()
    assert "已逾期 14 个工作日" in page and "申请办结" in page
    address = reverse("web:urge", args=[world.late.uid])
    answer = client.post(address, {"back": "https://elsewhere.example/"}, follow=True)
    assert "已催办" in answer.content.decode() and "今天已催办" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/cockpit/"
    again = client.post(address, {"back": "/cockpit/"})
    assert again.status_code == 409 and "至少间隔 1 个工作日" in again.content.decode()
    assert Event.objects.filter(uid=world.late.uid, kind="act.urge").count() == 1


def test_the_list_of_what_is_late_is_urged_from_as_well(world, go, client):
    page = go(world.supervision, reverse("web:cockpit_list") + "?what=red").content.decode()
    assert f"/cockpit/urge/{world.late.uid}/" in page and "已逾期 14 个工作日" in page
    assert "/cockpit/urge/" not in go(world.head, reverse("web:cockpit_list") + "?what=red").content.decode()


def test_findings_by_severity_and_age(world):
    found = cockpit_sums.findings(cockpit_sums.scope(world.supervision))
    cells = {(age, grade): n for age, _label, row in found["rows"] for grade, _name, n in row}
    assert {key for key, n in cells.items() if n} == {("15", "minor"), ("60", "grave")} and found["total"] == 2


def test_each_unit_sees_how_often_it_was_inspected(world):
    assert [(code, n) for code, _name, n in cockpit_sums.burden(cockpit_sums.scope(world.supervision))] == [("ZZK", 1)]
    assert cockpit_sums.burden(cockpit_sums.scope(world.other)) == []


def test_a_head_has_the_own_unit_and_does_not_urge(world, go):
    page = go(world.head).content.decode()
    assert world.late.title in page and world.next.title not in page and "/cockpit/urge/" not in page


def test_a_unit_chosen_narrows_every_number(world, go, client):
    page = go(world.supervision, reverse("web:cockpit") + "?unit=RCK").content.decode()
    assert world.late.title not in page
    for address, number in numbers(page):
        assert f'data-length="{number}"' in client.get(address).content.decode(), address


def test_a_month_chosen_narrows_every_number_to_what_was_registered_then(world, go, client):
    page = go(world.supervision, reverse("web:cockpit") + "?month=2026-10").content.decode()
    assert world.late.title in page and world.next.title not in page
    asked = numbers(page)
    assert asked and all("month=2026-10" in address for address, _number in asked)
    for address, number in asked:
        assert f'data-length="{number}"' in client.get(address).content.decode(), address


@pytest.mark.parametrize(("area", "inside", "outside"), [("townships", "XZ07", "ZZK"), ("department", "ZZK", "XZ07")])
def test_a_part_of_the_county_narrows_every_number_and_the_workbook(world, go, client, area, inside, outside):
    Unit.objects.create(code="XZ07", name="XZ07", kind=Unit.Kind.TOWNSHIP)
    head = person("township_head", "section_head", unit_code="XZ07")
    project(world, "XZ07", head, NOW - timedelta(days=30), date(2026, 11, 10))
    page = go(world.supervision, reverse("web:cockpit") + f"?area={area}").content.decode()
    assert f'value="{area}" selected' in page
    asked = numbers(page)
    assert asked and all(f"area={area}" in address for address, _number in asked)
    for address, number in asked:
        assert f'data-length="{number}"' in client.get(address).content.decode(), address
    assert f"{reverse('web:cockpit_xlsx')}?area={area}" in page
    book = load_workbook(BytesIO(go(world.supervision, reverse("web:cockpit_xlsx") + f"?area={area}").content))
    units = {row[3] for row in book["在办事项"].iter_rows(min_row=2, values_only=True)}
    assert inside in units and outside not in units


def test_a_part_of_the_county_never_widens_what_a_head_sees(world, go):
    page = go(world.head, reverse("web:cockpit") + "?area=department").content.decode()
    assert world.late.title in page and world.next.title not in page and 'name="area"' not in page
    assert world.late.title not in go(world.head, reverse("web:cockpit") + "?area=townships").content.decode()
    assert go(world.head, reverse("web:cockpit") + "?area=everywhere").status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "november", "2026-1"])
def test_what_is_no_month_is_not_found(world, go, month):
    assert go(world.supervision, reverse("web:cockpit") + f"?month={month}").status_code == 404


def test_the_workbook_has_the_numbers_and_every_case_that_they_count(world, go):
    TaskProject.objects.filter(pk=world.calm.pk).update(title="=SUM(A1)")
    before = AccessEntry.objects.filter(what="export").count()
    answer = go(world.supervision, reverse("web:cockpit_xlsx"))
    assert AccessEntry.objects.filter(what="export", person_id=world.supervision.pk).count() == before + 1
    book = load_workbook(BytesIO(answer.content))
    sums = cockpit_sums.totals(cockpit_sums.scope(world.supervision))
    cases = list(book["在办事项"].iter_rows(min_row=2, values_only=True))
    assert len(cases) == sums["n_open"] and "'=SUM(A1)" in {row[1] for row in cases}
    for name in ("各单位亮灯", "各流程亮灯"):
        lines = list(book[name].iter_rows(min_row=2, values_only=True))
        assert sum(line[-1] for line in lines) == sums["n_open"]
        assert sum(line[1] for line in lines) == sums["n_red"] == sum("逾期" in row[5] for row in cases)


def test_the_workbook_of_a_head_has_the_own_unit_alone(world, go):
    book = load_workbook(BytesIO(go(world.head, reverse("web:cockpit_xlsx")).content))
    assert {row[3] for row in book["在办事项"].iter_rows(min_row=2, values_only=True)} == {"ZZK"}


@pytest.mark.parametrize("name", ["cockpit", "cockpit_list", "cockpit_stays", "cockpit_xlsx"])
def test_who_is_not_entitled_finds_no_page(world, go, name):
    assert go(world.clerk, reverse(f"web:{name}")).status_code == 404
    assert go(person("admin", "system_admin"), reverse(f"web:{name}")).status_code == 404


def test_what_nobody_counts_is_not_found(world, go):
    lost = ("?what=nothing", "?what=findings&age=forever", "?what=findings&grade=x&age=y")
    assert [go(world.supervision, reverse("web:cockpit_list") + q).status_code for q in lost] == [404] * 3
    assert go(world.supervision, reverse("web:cockpit_stays") + "?kind=task_project&stage=x").status_code == 404


def test_a_sealed_case_is_in_no_number(world, go):
    before = cockpit_sums.totals(cockpit_sums.scope(world.supervision))["n_open"]
    TaskProject.objects.filter(pk=world.calm.pk).update(classification="sealed")
    # Who opened a case is concerned in it; the minister is not.
    assert cockpit_sums.totals(cockpit_sums.scope(world.minister))["n_open"] == before - 1


def test_stages_show_the_middle_and_the_ninth_of_ten(world):
    from web import cockpit_times

    rows = {(stay.kind, stay.stage): stay for stay in cockpit_times.of(cockpit_sums.scope(world.supervision))}
    stay = rows["task_project", "assigned"]
    assert (stay.n, stay.half, stay.most, stay.term) == (4, 0, 0, 2)


def test_an_empty_house_says_what_to_expect(go):
    with clock.frozen(NOW):
        page = go(person("supervision", "supervision_office", unit_code="BGS")).content.decode()
    assert "没有在办事项" in page


def test_the_number_of_queries_does_not_grow_with_the_cases(world, go):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            go(world.supervision)
        return len(seen)

    asked()
    before = asked()
    for n in range(5):
        project(world, "ZZK", world.head, NOW - timedelta(days=30), date(2026, 11, 10 + n))
    assert asked() <= before and before <= 60
    with CaptureQueriesContext(connection) as seen:
        go(world.supervision, reverse("web:cockpit") + "?area=department")
    assert len(seen) <= before  # a part of the county asks no more than the whole


def test_the_side_bar_offers_it_to_those_who_watch(world):
    def offered(user):
        return any(item.name == "web:cockpit" for _title, items in nav.sections(user) for item in items)

    assert [offered(u) for u in (world.supervision, world.head, world.clerk)] == [True, True, False]
