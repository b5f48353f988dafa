"""How much a page may ask the database: the same for a small case and for an overfull one."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import clock
from people.clock import CHINA
from people.models import User
from processes.innovation_hearing.walk import PANEL, Walk
from tests.support.remembered_walks import demonstration
from workflows import definitions

pytestmark = pytest.mark.django_db
TOWNS = tuple((f"t{n:02}_wy", "townships") for n in (1, 2, 3, 4, 6, 7, 8, 10, 11, 12))

NAMES = 20  # of the next four stages
URGING = 1  # whether who watches over a case may urge it


@pytest.fixture
def people(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        yield {user.username: user for user in User.objects.select_related("unit")}
    definitions.forget()


@pytest.fixture
def asked(client, people):
    """How many queries a page takes, once everything that is kept for long is known."""

    def count(walk, name, url):
        with clock.frozen(walk.now):
            client.force_login(people[name])
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
        return len(queries)

    return count


def of(walk):
    return reverse("web:case", args=[walk.case.uid])


def test_the_page_of_a_case_takes_twenty_four_queries_however_many_people_and_events(people, asked):
    walk = Walk(people, date(2026, 3, 2), title="村级台账", panel=PANEL + TOWNS)
    assert asked(walk, "zz_head", of(walk)) <= 24
    for n in range(30):
        walk.act("edit", "zz_head", plan=f"第 {n} 稿")
    assert asked(walk, "zz_head", of(walk)) <= 24
    walk.submit().precheck()
    assert asked(walk, "office_clk", of(walk)) <= 24
    walk.plan().called().hear().sign().after(1).move("close_hearing", "rc_head")
    assert asked(walk, "zz_head", of(walk)) <= 24
    walk.compliance().vote_stage().meeting()
    assert asked(walk, "sec_rec", of(walk)) <= 24
    walk.on(walk.sitting.starts_at).came().act("start_vote", "sec_rec")
    assert asked(walk, "minister", of(walk)) <= 24 + URGING


def test_the_names_of_what_comes_next_cost_the_same_however_many_people_and_events(people, asked):
    def card(walk):
        return reverse("web:ahead_card", args=[walk.case.uid])

    small = Walk(people, date(2026, 3, 2), title="小会").submit().precheck()
    large = Walk(people, date(2026, 3, 2), title="大会", panel=PANEL + TOWNS)
    for n in range(10):
        large.act("edit", "zz_head", plan=f"第 {n} 稿")
    large.submit().precheck()
    assert asked(small, "office_clk", card(small)) == asked(large, "office_clk", card(large)) <= NAMES


def test_calling_a_hearing_reads_the_registers_too_and_no_more(people, asked):
    small = Walk(people, date(2026, 3, 2), title="小会").to_hearing()
    large = Walk(people, date(2026, 3, 2), title="大会", panel=PANEL + TOWNS).to_hearing()
    assert (
        asked(small, "office_clk", of(small)) == asked(large, "office_clk", of(large)) <= 26 + URGING
    )  # and who may halt it


def test_the_inbox_takes_no_more_queries_for_thirty_items_than_for_one(people, asked):
    walk = Walk(people, date(2026, 3, 2), title="第一件").submit()
    assert asked(walk, "office_clk", reverse("web:inbox")) <= 8
    for n in range(30):
        Walk(people, date(2026, 3, 2) + timedelta(n % 3), title=f"第 {n} 件").submit()
    assert asked(walk, "office_clk", reverse("web:inbox")) <= 8
