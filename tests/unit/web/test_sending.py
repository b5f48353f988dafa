"""The menu of a case leads to a page for each act that sends or halts it; it says what is legal and what follows."""

import pytest
from django.urls import reverse

from workflows.conformance import story

pytestmark = pytest.mark.django_db
WHY = "等待上级文件下达，暂不办理。"


@pytest.fixture
def told():
    return story.Story(story.people()).to("all")


def page(client, told, who, act=""):
    client.force_login(told.people[who])
    args = [told.case.uid, act] if act else [told.case.uid]
    return client.get(reverse("web:act" if act else "web:case", args=args)).content.decode()


def post(client, told, who, act, **answers):
    client.force_login(told.people[who])
    return client.post(reverse("web:act", args=[told.case.uid, act]), answers).status_code


def test_who_returns_it_is_shown_where_to_and_how_it_comes_back(client, told):
    assert "/act/return_to/" in page(client, told, "signer_a")
    shown = page(client, told, "signer_a", "return_to")
    assert all(words in shown for words in ("退回到", "经办（上一环节", "办好后直接回到我这里"))
    assert post(client, told, "signer_a", "return_to", target="hand", mode="straight", reason=WHY) == 302
    assert told.stage == "hand"


def test_what_stands_still_says_so_and_offers_nothing_but_to_go_on_or_to_end(client, told):
    assert "期限停止计算" in page(client, told, "author", "suspend")
    assert post(client, told, "author", "suspend", reason=WHY) == 422
    assert post(client, told, "author", "suspend", ground="other_case", reason=WHY) == 302
    shown = page(client, told, "author")
    assert "已暂停，自" in shown and "/act/resume/" in shown and "/act/suspend/" not in shown
    assert post(client, told, "signer_a", "return_to", target="hand", mode="rerun", reason=WHY) == 409
    assert post(client, told, "author", "resume") == 302 and told.now.suspended_at is None


def test_nobody_else_is_offered_it(client, told):
    shown = page(client, told, "signer_a")
    assert not any(
        f"/act/{name}/" in shown for name in ("withdraw", "terminate", "suspend", "propose_jump", "take_back")
    )
