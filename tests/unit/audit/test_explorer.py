"""The history of all cases: who finds what, in how many statements, and that looking leaves a trace."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from audit import asking
from audit.models import SavedFilter
from ledger.models import AccessEntry, Event
from policy.looks import LOOKS
from tests.support.world import person, unit
from workflows import moves

pytestmark = pytest.mark.django_db
PAGE, BOOK = reverse("audit:explorer"), reverse("audit:workbook")


def kinds(user, **asked):
    return [event.kind for event in asking.events(asking.read(asked), user)]


def test_events_are_asked_by_person_act_process_period_unit_and_version(case, auditor, author):
    day = Event.objects.filter(uid=case.uid).first().at.date()
    assert kinds(auditor, q="铁皮") == ["move.begin", "act.edit", "open"]
    assert kinds(auditor, who="author") and kinds(auditor, who="handler") == []
    assert kinds(auditor, act="修改") == ["act.edit"] and kinds(auditor, act="没有这种动作") == []
    assert kinds(auditor, process="specimen") and kinds(auditor, process="suggestion") == []
    assert kinds(auditor, until=day.replace(year=2001).isoformat()) == [] and kinds(auditor, since="2001-01-01")
    assert kinds(auditor, rules=case.rules.hash[:8]) and kinds(auditor, rules="ffffffff") == []
    assert kinds(auditor, rules=str(case.definition.number)) and kinds(auditor, rules="99") == []
    type(case).objects.filter(pk=case.pk).update(owner_unit=unit("GBK"))
    assert kinds(auditor, unit="GBK") and kinds(auditor, unit="ZZK") == []
    assert kinds(auditor, case=str(case.uid)) and asking.read({"case": "no", "since": "gestern"}) == asking.Asked()


def test_what_one_may_not_see_is_not_found(case, auditor, see):
    assert kinds(person("stranger")) == []
    type(case).objects.filter(pk=case.pk).update(classification="sealed")
    assert kinds(auditor) == [] and "购置" not in see(auditor, PAGE)
    assert see(person("stranger"), PAGE).status_code == 404


def test_a_page_costs_two_statements_of_history_however_many_cases(auditor, author, client):
    client.force_login(auditor)

    def cost():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(PAGE).status_code == 200
        asked = [q["sql"] for q in seen if "ledger_event" in q["sql"] or "workflows_case" in q["sql"]]
        # The frame asks, too: unread notices, whether there is a room, how much work waits.
        frame = ("notifications_unread", 'FROM "workflows_workitem"')
        return len([sql for sql in asked if not any(part in sql for part in frame)]), len(seen)

    moves.open_case("specimen", by=author, title="第一件")
    cost()  # the first look of a day opens the day
    few = cost()
    for n in range(12):
        moves.open_case("specimen", by=author, title=f"第 {n} 件")
    assert few[0] == 2 and cost() == few


def test_pages_follow_each_other_without_gap_or_double(auditor, author, monkeypatch, see):
    monkeypatch.setattr("audit.explorer.SIZE", 4)
    for n in range(9):
        moves.open_case("specimen", by=author, title=f"第 {n} 件")
    seen, address = [], PAGE
    while address and len(seen) < 50:
        page = see(auditor, address)
        seen += [part.split("</a>")[0] for part in page.split("?step=")[1:]]
        rest = page.partition('<nav class="more')[2]
        hrefs = [part.split('"')[0].replace("&amp;", "&") for part in rest.split('href="')[1:]]
        address = next((PAGE + href for href in hrefs if "after=" in href), "")
    assert len(seen) == Event.objects.filter(kind="open").count() == 9


def test_looking_and_taking_out_leave_a_trace(case, auditor, see, client):
    see(auditor, PAGE, q="铁皮")
    answer = client.get(BOOK, {"q": "铁皮"})
    told = list(AccessEntry.objects.order_by("pk").values_list("what", "person_id"))
    assert told == [("explored", auditor.pk), ("exported", auditor.pk)]
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert len(rows) == 4 and rows[1][2] == "购置铁皮档案柜" and rows[3][8] == "发起事项"


@pytest.mark.parametrize("address", [PAGE, BOOK])
def test_each_guarded_case_in_a_list_is_a_look_at_it(case, auditor, author, client, address):
    moves.open_case("specimen", by=author, title="不密的一件")
    type(case).objects.filter(pk=case.pk).update(classification="restricted")
    client.force_login(auditor)
    assert client.get(address).status_code == 200
    looked = AccessEntry.objects.filter(what__in=LOOKS)
    assert [(one.case_uid, one.person_id, one.why) for one in looked] == [(case.uid, auditor.pk, "audit")]


def test_more_than_a_workbook_holds_is_refused_and_leaves_no_trace_of_an_export(case, auditor, client, monkeypatch):
    monkeypatch.setattr("audit.explorer.MOST", 2)
    client.force_login(auditor)
    answer = client.get(BOOK, follow=True)
    assert "没有导出" in answer.content.decode() and not AccessEntry.objects.filter(what="exported").exists()


def test_filters_are_kept_by_name_each_for_oneself(case, auditor, client):
    client.force_login(auditor)
    client.post(f"{PAGE}?who=author", {"name": "作者"})
    client.post(f"{PAGE}?who=handler", {"name": "作者"})
    assert [(one.name, one.query) for one in SavedFilter.objects.all()] == [("作者", "who=handler")]
    assert "没有保存" in client.post(PAGE, {"name": "空的"}, follow=True).content.decode()
    other = person("auditor_b", "auditor", unit_code="XXZX")
    client.force_login(other)
    client.post(PAGE, {"drop": SavedFilter.objects.get().pk})
    assert SavedFilter.objects.count() == 1 and "作者" not in client.get(PAGE).content.decode()


def test_choices_of_a_ballot_are_not_told(case, auditor, see):
    page = see(auditor, PAGE)
    assert "choices" not in page and "opinion_said" not in page
