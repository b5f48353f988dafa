"""Figures of the proposals: over what the reader may see, each with the list it counts."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from people import clock
from people.clock import CHINA
from processes.innovation_hearing import demo, stats

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = datetime(2026, 11, 20, 14, tzinfo=CHINA)


@pytest.fixture
def built(people, remembered):
    with clock.frozen(TODAY):
        remembered("built", lambda: demo.build(people), always=True)
        yield people


def test_what_was_handed_in_voted_heard_and_decided_adds_up(built):
    sums = stats.of(built["office_clk"])
    assert sums.total == 11  # twelve proposals, one of them not handed in
    assert (sums.voted, sums.passed, sums.pass_share) == (5, 3, 60)
    assert sum(line.total for line in sums.sections) == sums.total and sums.hearings >= sums.heard > 0
    assert sums.decisions == {"listed": 2, "pilot": 0, "deferred": 1, "rejected": 1}
    assert sums.opinion_share == 100 and sums.days > 14 and (sums.void, sums.above) == (0, 0)


def test_a_head_counts_what_their_own_unit_handed_in(built):
    sums = stats.of(built["gw_head"])
    assert 0 < sums.total < 11 and {line.label for line in sums.sections} == {built["gw_head"].unit.label}


def test_every_number_opens_the_list_it_counts(client, built):
    client.force_login(built["office_clk"])
    page = client.get(reverse("web:innovation_hearing:overview")).content.decode()
    links = re.findall(r'href="([^"]*/list/[^"]*)"[^>]*>\s*(\d+)</a>', page)
    assert len(links) > 15
    for address, number in links:
        assert f"共 {number} 件" in client.get(address.replace("&amp;", "&")).content.decode(), address


@pytest.mark.parametrize("query", ["?what=nobody", "?unit=abc", "?unit=999999"])
def test_a_list_of_nothing_known_is_not_there(client, built, query):
    client.force_login(built["office_clk"])
    assert client.get(reverse("web:innovation_hearing:list") + query).status_code == 404


def test_who_neither_keeps_the_process_nor_heads_a_unit_finds_no_such_page(client, built):
    for name in ("expert1", "sysadm", "auditor"):
        client.force_login(built[name])
        for page in ("overview", "list"):
            assert client.get(reverse(f"web:innovation_hearing:{page}")).status_code == 404


def test_a_vote_that_went_up_is_counted(walk, people):
    from tests.unit.innovation_hearing.test_above import LEFT, REASON

    walk.to_vote().meeting(days=9)
    for name in LEFT:
        walk.act("declare_interest", name, interest="参与了方案起草", recuse=True)
    walk.act("escalate_level", "sec_rec", reason=REASON)
    assert stats.of(people["office_clk"]).above == 1
