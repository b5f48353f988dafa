"""Pages of a suggestion: who reads the name, what is offered, what a reader of the case sees."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ledger.models import AccessEntry
from people import clock
from tests.unit.suggestion.conftest import CONTENT, DECLINED, REPLY, WHY, assigned, drafted, registered, replied
from workflows import moves

pytestmark = pytest.mark.django_db
NAME = "王小明"


def page(client, case, user, name="case"):
    client.force_login(user)
    return client.get(reverse(f"web:{name}", args=[case.uid]))


def shown(client, case, user, name="case"):
    answer = page(client, case, user, name)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_name_is_read_by_the_office_and_the_clerk_who_studies_it_and_each_look_is_kept(client, world):
    case = assigned(world, by=world.office, submitter_name=NAME)
    assert NAME in shown(client, case, world.office) and NAME in shown(client, case, world.clerk)
    assert NAME not in shown(client, case, world.head) and NAME not in shown(client, case, world.deputy)
    assert AccessEntry.objects.filter(what="identity", case_uid=case.uid).count() == 2
    for user in (world.head, world.office):
        assert NAME not in shown(client, case, user, "history")


def test_what_is_alike_is_shown_while_it_is_classified(client, world):
    first, second = registered(world, by=world.office), registered(world, by=world.office)
    text = shown(client, second, world.office)
    assert first.number in text and "100%" in text


def test_a_sealed_report_shows_nothing_of_what_it_said(client, world):
    case = registered(world, by=world.office, content="反映某站站长长期不到岗，群众办事无人接待，请予核实处理。")
    moves.move(case, "route_report", by=world.office, confirmed=True, handed_to="县纪委监委信访室当面接收")
    assert "站长" not in shown(client, case, world.office)
    assert page(client, case, world.deputy).status_code == 404


def test_a_form_is_filled_in_and_the_case_goes_on(client, world):
    case = assigned(world)
    assert "拟复" in shown(client, case, world.clerk)
    url = reverse("web:move", args=[case.uid, "draft_reply"])
    data = {"disposition": "adopt", "disposition_reason": WHY, "reply_text": REPLY}
    assert client.post(url, data | {"reply_text": "短"}).status_code == 422
    assert client.post(url, data).status_code == 302
    case.refresh_from_db()
    assert case.stage == "drafted" and REPLY[:20] in shown(client, case, world.head)


def test_agreeing_to_decline_is_offered_only_where_it_is_needed(client, world):
    assert "同意不采纳" not in shown(client, drafted(world), world.head)
    case = drafted(world, "decline", DECLINED)
    assert "同意不采纳" in shown(client, case, world.head)
    client.post(reverse("web:act", args=[case.uid, "concur_decline"]))
    assert "审签答复" in shown(client, case, world.deputy)


def test_the_submitter_reads_the_reply_and_may_answer_it(client, world):
    text = shown(client, replied(world), world.citizen)
    assert REPLY[:20] in text and "补充意见" in text and "评价答复" in text


def test_a_suggestion_is_begun_on_the_page_and_the_office_finds_the_import(client, world):
    client.force_login(world.citizen)
    url = reverse("web:begin", args=["suggestion"])
    assert reverse("web:imports") not in client.get(url).content.decode()
    data = {"title": "补齐村级活动场所", "channel": "form", "content": CONTENT, "submitter_kind": "anonymous"}
    refused = client.post(url, data)
    assert refused.status_code == 409 and "不能匿名" in refused.content.decode()
    assert client.post(url, data | {"submitter_kind": "withheld"}).status_code == 302
    client.force_login(world.office)
    assert reverse("web:imports") in client.get(url).content.decode()


def test_the_page_says_beforehand_that_an_adopted_one_cannot_be_closed_yet(client, world):
    assert "要等补充意见的期限过完" in shown(client, replied(world), world.office)


def test_the_page_says_beforehand_that_the_time_for_a_rebuttal_is_over(client, world):
    case = replied(world)
    with clock.frozen(clock.now() + timedelta(days=20)):
        assert "已过期限" in shown(client, case, world.citizen)
