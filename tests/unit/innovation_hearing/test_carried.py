"""A proposal that was sent back and is still the same proposal is accepted as it was; the office sees what changed."""

import pytest
from django.urls import reverse

from ledger.read import history
from people import clock

REASON = "经费部分没有写清来源，请补充。"


@pytest.fixture
def returned(walk):
    walk.submit().precheck()
    walk.move("send_back", "office_clk", items="补充经费测算依据", reason=REASON)
    return walk


def page(client, walk, who):
    with clock.frozen(walk.now):
        client.force_login(walk.people[who])
        return client.get(reverse("web:case", args=[walk.case.uid])).content.decode()


def test_the_same_proposal_is_not_accepted_twice(returned):
    returned.act("edit", "zz_head", budget="12000.00").move("submit", "zz_head")
    assert returned.case.stage == "precheck"
    passed, handed_in = history(returned.case.uid)[-1], history(returned.case.uid)[-2]
    assert (passed.event.kind, passed.fields["skipped"], passed.fields["automatic"]) == ("move.accept", "carried", True)
    assert [one["name"] for one in handed_in.fields["carried"]] == [returned.people["office_clk"].name]


def test_another_title_is_another_proposal_to_accept(returned):
    returned.act("edit", "zz_head", title="另一个题目的试行办法").move("submit", "zz_head")
    assert returned.case.stage == "submitted"


def test_the_office_reads_field_by_field_what_changed_since_it_decided(client, returned):
    returned.act("edit", "zz_head", budget="12000.00", coop_units=["财务科"]).move("submit", "zz_head")
    text = page(client, returned, "office_clk")
    card = text.partition('id="changed"')[2].partition("</div>")[0]
    assert "你上次办理以后的变化" in card and "12000.00" in card and "财务科" in card
    assert "看到的内容没有变化，上次的意见继续有效" in text and "受理（原来的意见继续有效）" in text


def test_who_has_not_decided_here_is_told_of_no_change(client, returned):
    returned.act("edit", "zz_head", budget="12000.00").move("submit", "zz_head")
    assert 'id="changed"' not in page(client, returned, "zz_head")
