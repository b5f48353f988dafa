"""The papers of a consultation: issued by the step that makes them, numbered, signed in order, kept as they were."""

import json

import pytest
from django.test import Client

from ledger.models import Event
from processes.consultation.walk import SYMPTOMS
from tests.unit.consultation.conftest import CURED
from workflows import papers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAMES = ("request", "notice", "record", "opinion", "effect")
REASON = "近期已安排专题督查，先看督查结果。"


def listed(case, user):
    """Name → whether it was issued."""
    return {row["name"]: row["issued"] for row in papers.listing(case, user)}


def kept(case, name):
    """What an issued paper says."""
    return papers.issued(case, f"consultation.{name}")[0]


def signatures(sheet):
    return [row for block in sheet["blocks"] if block["kind"] == "signatures" for row in block["rows"]]


def test_every_paper_of_a_cured_case_was_issued_under_its_number(people, cured):
    shown = listed(cured.case, people["sup_clk"])
    assert shown == dict.fromkeys(NAMES, True)
    assert {kept(cured.case, name)["number"] for name in shown} == {"诊〔2026〕0001号"}


def test_each_says_what_was_known_when_it_was_issued(cured):
    texts = {name: json.dumps(kept(cured.case, name), ensure_ascii=False) for name in NAMES}
    assert SYMPTOMS in texts["request"] and "党员远程教育站点规范化" in texts["request"]
    assert "三楼会议室" in texts["notice"] and "退休老干部甲（演示）" in texts["notice"]
    assert "AB角" in texts["opinion"] and "没有不同意见" in texts["opinion"] and "采纳" in texts["opinion"]
    assert "设备老化是表象" in texts["record"] and "签字" in texts["record"]
    assert "七次" in texts["effect"] and CURED in texts["effect"]


def test_the_request_is_signed_by_who_asks_and_then_by_who_decides(people, walk):
    assert listed(walk.case, people["dm_exec"]) == {"request": False}
    walk.approve()
    sheet = kept(walk.case, "request")
    assert [row[:2] for row in signatures(sheet)] == [
        [people["dy_head"].name, "申请"],
        [people["dm_exec"].name, "同意会诊"],
    ]
    assert people["chair_b"].name in str(sheet)


def test_a_request_that_is_declined_is_filed_with_its_reason(walk):
    walk.move("decline", "dm_exec", reason=REASON)
    sheet = kept(walk.case, "request")
    assert signatures(sheet)[-1][1] == f"不予会诊：{REASON}" and sheet["number"] == ""


def test_there_is_no_notice_before_a_session_is_called_and_a_new_call_issues_a_new_one(people, walk):
    walk.approve().prepare().describe()
    assert "notice" not in listed(walk.case, people["sup_clk"])
    walk.call()
    first = kept(walk.case, "notice")
    body = Event.objects.filter(uid=walk.case.uid, kind="act.call_session").last().body
    assert papers.issued(walk.case, "consultation.notice")[2].sha256 in body and first["date"]
    walk.call(days=6)
    assert kept(walk.case, "notice")["blocks"][0] != first["blocks"][0]


def test_the_opinion_is_signed_by_the_chair_and_then_by_who_decides(people, walk):
    walk.to_opinion()
    assert signatures(kept(walk.case, "opinion")) == []
    walk.decide()
    assert [row[1] for row in signatures(kept(walk.case, "opinion"))] == ["主持形成意见", "定策"]


def test_the_report_of_effect_is_signed_by_the_unit_the_requester_and_who_strikes_off(cured):
    said = [row[1] for row in signatures(kept(cured.case, "effect"))]
    assert said == ["见效，同意办结", "见效，同意办结", "销号办结"]


def test_what_speaks_of_persons_says_so_in_its_head(walk):
    walk.approve(persons_discussed=True)
    assert kept(walk.case, "request")["secrecy"] == "限知"


@pytest.mark.parametrize("name", NAMES)
def test_each_is_printed_and_can_be_edited(people, cured, name):
    client = Client()
    client.force_login(people["sup_clk"])
    for end in ("pdf", "docx"):
        assert client.get(f"/case/{cured.case.uid}/sheet/{name}.{end}").status_code == 200
