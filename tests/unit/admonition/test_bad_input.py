"""What people would really send, at the browser: a clear sentence, the way out, nothing lost, nothing half done."""

import pytest
from django.test import Client
from django.utils.html import escape

from people import clock
from processes.admonition.walk import EXPLAINED, MINUTES
from tests.support.refusing import _state, refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def at():
    """The pages of a case at the moment to which it was walked."""
    with_case = []

    def go(one):
        moment = clock.frozen(one.now)
        moment.__enter__()
        with_case.append(moment)
        return one.fresh().case

    yield go
    for moment in reversed(with_case):
        moment.__exit__(None, None, None)


def room(user, case, address, status, keeps=(), **data):
    """What the room answers; nothing of the case may have changed."""
    client, before = Client(), _state(case)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"/room/{case.uid}/do/{address}/", data)
    page = answer.content.decode()
    assert (answer.status_code, _state(case)) == (status, before)
    assert all(escape(words) in page for words in keeps)
    return page


def talked(people, **more):
    """A talk as the page sends it."""
    said = {
        "talk_at": "2026-03-06T10:00", "talk_place": "部机关谈话室", "explanation": EXPLAINED, "minutes": MINUTES,
        "talkers": [people["dm_cadre"].pk, people["gj_head"].pk], "recorder": people["gj_clk"].pk,
        "signature": "signed",
    }  # fmt: skip
    return said | more


def test_a_talk_with_one_talker(walk, people, at):
    case = at(walk().approve().issue().after(2))
    said = talked(people, talkers=[people["dm_cadre"].pk])
    page = refused(people["dm_cadre"], case, "move/hold_talk", keeps=[EXPLAINED, MINUTES], **said)
    assert "谈话人只有 1 名" in page and "请补选另一名谈话人" in page


def test_minutes_without_a_signature_or_a_refusal(walk, people, at):
    case = at(walk().approve().issue().after(2))
    refused(people["dm_cadre"], case, "move/hold_talk", keeps=[EXPLAINED], **talked(people, signature=""))
    page = refused(people["dm_cadre"], case, "move/hold_talk", keeps=[EXPLAINED], **talked(people, signature="refused"))
    assert "请写明拒绝的情况" in page


def test_a_reply_by_the_wrong_person_is_not_there_for_them(inquiry, people, at):
    case = at(inquiry.after())
    client = Client()
    for somebody in ("other", "t11_wy", "zz_head"):
        client.force_login(people[somebody], backend="django.contrib.auth.backends.ModelBackend")
        for address in (f"/case/{case.uid}/move/give_reply/", f"/room/{case.uid}/do/move/give_reply/"):
            assert client.post(address, {"reply": EXPLAINED}).status_code == 404
    assert inquiry.fresh().case.stage == "awaiting_reply"


def test_an_answer_to_an_inquiry_that_the_leader_has_not_signed(inquiry, people, at):
    case = at(inquiry.after())
    page = room(people["resp"], case, "move/give_reply", 409, reply=EXPLAINED)
    assert "先送单位主要负责人签署" in page


def test_an_empty_and_a_far_too_long_answer(inquiry, people, at):
    case = at(inquiry.after())
    room(people["resp"], case, "act/write_reply", 422, reply="")
    assert "至多 3000 字" in room(people["resp"], case, "act/write_reply", 422, reply="长" * 3001)


def test_noting_silence_before_the_fifteen_days_are_over(inquiry, people, at):
    case = at(inquiry.after(5).act("remind_reply", "co_a"))
    note = "多次电话联系，本人没有答复。"
    assert "最短期限未满" in refused(people["co_a"], case, "move/record_no_reply", note=note)


def test_an_approval_by_whoever_proposed_it(walk, people, at):
    from people.models import Holding, Role

    case = at(walk().review().after())
    role = Role.objects.get_or_create(code="minister", defaults={"zh": "部长"})[0]
    Holding.objects.create(person=people["gj_head"], role=role, unit=people["gj_head"].unit, since=clock.today())
    page = refused(people["gj_head"], case, "move/approve", opinion="同意。")
    assert "提出和批准不能是同一人" in page


def test_an_admonition_the_county_committee_has_not_decided_on(walk, people, at):
    case = at(walk("admonish").review().legal().act("concur_admonition", "minister", opinion="同意，报县委。"))
    page = refused(people["xcw"], case, "move/approve", county_leader="县委主要负责人", county_text="同意。")
    assert "批示日期" in page


def test_an_identity_number_in_the_facts_is_pointed_out_before_it_is_kept(people):
    """F20: warned, with what it would look like covered."""
    client = Client()
    client.force_login(people["gj_head"], backend="django.contrib.auth.backends.ModelBackend")
    facts = "其本人身份证号 110101199001011234，" + "没有按规定提交集体研究，也没有逐项表决。" * 6
    said = {"title": "对有关事项的提醒", "measure": "remind", "mode": "talk", "respondent": people["resp"].pk,
            "deputy": people["dm_cadre"].pk, "clause": "B07", "legal_basis": "底线清单 2026",
            "facts_text": facts}  # fmt: skip
    answer = client.post("/start/admonition/", said)
    page = answer.content.decode()
    assert answer.status_code == 422 and "文字里有身份证号" in page and "遮盖后保存" in page


def test_an_outsider_and_the_person_before_service_find_nothing(walk, people, at):
    case = at(walk().approve())
    for somebody in ("resp", "other", "t11_wy"):
        client = Client()
        client.force_login(people[somebody], backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"/case/{case.uid}/").status_code == client.get(f"/room/{case.uid}/").status_code == 404


def test_the_room_shows_the_letter_the_term_and_the_ways_and_nothing_of_others(inquiry, people, at):
    case = at(inquiry.after())
    client = Client()
    client.force_login(people["resp"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/room/{case.uid}/").content.decode()
    assert "函询通知书" in page and "写好说明送签" in page and "最后一天" in page
    for hidden in (case.title, case.review_opinion, "dm_cadre"):
        assert hidden not in page
