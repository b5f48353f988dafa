"""候领: a group sees what it shares and who has taken it; to claim and to put back keep how the work came."""

import pytest

from tests.unit.web.conftest import text
from web import nav
from workflows import pools
from workflows.conformance import story
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db
WHY = "本周外出学习，请代为办理。"


@pytest.fixture
def told(db):
    return story.Story(story.people()).to("pool")


def page(client, told, who):
    client.force_login(told.people[who])
    return text(client.get("/pool/"))


def test_everybody_of_the_group_finds_it_and_may_take_it(client, told):
    for who in story.SIGNERS:
        said = page(client, told, who)
        assert "样例事项" in said and "还没有人领取" in said and "/act/claim" in said
    assert "没有候领的待办" in page(client, told, "decider")


def test_who_took_it_is_told_to_the_others_who_cannot_take_it(client, told):
    told.act("claim", "signer_b")
    mine, others = page(client, told, "signer_b"), page(client, told, "signer_a")
    assert "领取）" in mine and "/act/release" in mine and "/act/claim" not in mine
    assert "signer_b" in others and "/act/claim" not in others and "/act/release" not in others


def test_it_is_taken_and_put_back_from_the_page(client, told):
    client.force_login(told.people["signer_a"])
    client.post(f"/case/{told.case.uid}/act/claim/")
    assert told.holders() == ["signer_a"]
    client.post(f"/case/{told.case.uid}/act/release/")
    assert set(told.holders()) == set(story.SIGNERS)


def test_to_claim_keeps_how_the_work_came(told):
    told.act("transfer", "signer_a", to=told.people["extra"].pk, reason=WHY)
    told.act("claim", "extra")
    assert WorkItem.objects.get(process=told.case.pk, owner=told.people["extra"]).asked == "transfer"
    told.act("release", "extra")
    item = WorkItem.objects.get(process=told.case.pk, owner=told.people["extra"])
    assert (item.asked, item.claimed_at) == ("transfer", None)


def test_who_takes_over_what_was_claimed_has_it_alone(told):
    told.act("claim", "signer_a")
    told.act("transfer", "signer_a", to=told.people["extra"].pk, reason=WHY)
    assert told.holders() == ["extra"]
    told.move("passed", "extra")
    assert told.stage == "decision"


def test_a_claim_outlasts_a_suspension(told):
    told.act("claim", "signer_a")
    told.act("suspend", "owner", reason="等待上级批复，暂时停办。")
    told.act("resume", "owner", reason="上级已经批复，继续办理。")
    assert told.holders() == ["signer_a"]
    told.move("passed", "signer_a")


def test_the_page_takes_two_statements_whatever_it_shows(told, django_assert_num_queries):
    pools.of(told.people["signer_a"])
    with django_assert_num_queries(2):
        assert len(pools.of(told.people["signer_a"])) == 1


def test_the_side_bar_offers_it_to_those_whose_post_shares_work():
    (item,) = [one for one in nav.ITEMS if one.name == "web:pool"]
    assert item.shown(frozenset({"pickers"})) and not item.shown(frozenset({"minister"}))


def test_nobody_is_offered_to_finish_what_nobody_claimed(client, told):
    client.force_login(told.people["signer_a"])
    address = f"/case/{told.case.uid}/"
    assert "请先领取，再办理" in text(client.get(address))
    answer = client.post("/together/", {"all": "1"})
    assert "请先领取，再办理" in text(client.get(answer.url))
    told.act("claim", "signer_a")
    assert "请先领取，再办理" not in text(client.get(address))
    assert "请先领取，再办理" not in text(client.get(answer.url))
