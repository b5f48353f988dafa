"""Figures of certificates: each opens its list, over what the reader may see, and none is about a person (F26)."""

from datetime import timedelta

import pytest
from django.test import Client

from people import clock
from policy import rules as policy
from processes.immunity import stats
from tests.support.world import person
from workflows import figures

pytestmark = pytest.mark.django_db


def test_each_number_is_the_length_of_its_list(claimed):
    claimed.determined()
    office = person("auditor_p14", "auditor")  # a claim is about somebody: the office does not read on
    with clock.frozen(claimed.now):
        sums = stats.of(office)
        for what, number in sums.counts.items():
            assert stats.listed(office, what).count() == number
    assert (sums.counts["issued"], sums.counts["decided"], sums.counts["full"], sums.in_time) == (1, 1, 1, 1)


def test_a_claim_that_took_longer_is_not_in_time(claimed):
    case = claimed.determined().case
    case.determined_at = case.claimed_at + timedelta(days=60)
    case.save(update_fields=["determined_at"])
    assert stats.of(person("auditor_p14", "auditor")).in_time == 0


def test_the_pages_are_for_those_who_keep_the_process(active):
    client = Client()
    client.force_login(active.people["office_clk"])
    with clock.frozen(active.now):
        page = client.get("/p/immunity/").content.decode()
        assert 'data-n="valid">1<' in page and "不排名" in page
        assert active.case.number in client.get("/p/immunity/list/?what=valid").content.decode()
        assert client.get("/p/immunity/list/?what=persons").status_code == 404
    client.force_login(active.people["expert1"])
    assert client.get("/p/immunity/").status_code == 404


def test_from_the_claim_on_the_office_no_longer_reads_the_certificate(claimed):
    office = claimed.people["office_clk"]
    assert not policy.may_see(office, claimed.case) and not stats.listed(office, "").exists()


def test_f11_who_keeps_the_process_counts_all_claims_and_is_not_told_of_few(claimed, monkeypatch):
    office = claimed.determined().people["office_clk"]
    client = Client()
    client.force_login(office)
    with clock.frozen(claimed.now):
        sums = stats.of(office)
        assert (sums.counts["decided"], sums.told("decided"), sums.told("none")) == (1, "少于 5 件", "0")
        assert sums.in_time_share.percent is None
        page = client.get("/p/immunity/").content.decode()
        assert 'data-n="decided">少于 5 件<' in page and claimed.case.number not in page
        monkeypatch.setattr(figures, "FEWEST", 1)
        assert stats.of(office).in_time_share.percent == 100
        assert 'data-n="decided">1<' in client.get("/p/immunity/").content.decode()


def test_f11_a_head_counts_what_they_see(claimed):
    assert stats.of(claimed.people["jy_head"]).counts["undecided"] == 0
