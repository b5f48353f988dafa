"""Figures of all suggestions, and replies that are published without a name."""

import re

import pytest
from django.urls import reverse

from people import clock
from processes.suggestion import stats
from tests.unit.suggestion.conftest import REPLY, assigned, drafted, registered, replied, step
from workflows import moves

pytestmark = pytest.mark.django_db


def test_the_matrix_has_four_categories_and_sixteen_aspects_and_leaves_out_what_was_routed(world):
    replied(world)
    registered(world, category="cat_cadre", aspect="selection")
    moves.move(registered(world), "route_report", by=world.office, confirmed=True, handed_to="县纪委监委信访室当面接收")
    sums = stats.of(world.deputy)
    assert (sums.total, len(sums.matrix), sum(line.head for line in sums.matrix)) == (2, 20, 4)
    assert sum(line.total for line in sums.matrix if line.head) == 2
    assert (sums.adoption, sums.days, sums.in_time) == (100, 0, 100)
    # A sealed case is not even counted for who may not see it; the office that routed it sees one.
    assert sums.transferred == 0 and stats.of(world.office).transferred == 1


def test_figures_are_for_those_who_keep_the_process(client, world):
    client.force_login(world.deputy)
    assert "村级组织建设" in client.get(reverse("web:suggestion:overview")).content.decode()
    client.force_login(world.citizen)
    assert client.get(reverse("web:suggestion:overview")).status_code == 404


def test_how_many_came_on_each_day_is_told_and_a_day_that_there_is_not_is_not_found(client, world):
    registered(world)
    registered(world)
    (line,) = stats.of(world.deputy).by_day
    assert (line.total, line.query) == (2, f"day={clock.today().isoformat()}")
    client.force_login(world.deputy)
    there = reverse("web:suggestion:list")
    assert client.get(f"{there}?{line.query}").context["page"].paginator.count == 2
    assert client.get(f"{there}?day=2026-02-31").status_code == client.get(f"{there}?day=x").status_code == 404


def test_a_reply_is_published_only_with_consent_and_without_the_name(client, world):
    case = assigned(world, by=world.office, submitter_name="王小明", publish_consent=True, title="公开的一件")
    step(drafted(world, case=case), "approve_reply", world.head)
    step(drafted(world, case=assigned(world, title="不公开的一件")), "approve_reply", world.head)
    client.force_login(world.stranger)
    text = client.get(reverse("web:suggestion:published")).content.decode()
    assert "公开的一件" in text and REPLY[:20] in text and "王小明" not in text and "不公开的一件" not in text


def test_every_number_of_the_overview_opens_the_list_it_counts(client, world):
    replied(world)
    registered(world, category="cat_cadre", aspect="selection", by=world.office, imported_disposition="采纳")
    gone = registered(world, by=world.office)
    moves.move(gone, "route_report", by=world.office, confirmed=True, handed_to="县纪委监委信访室当面接收")
    client.force_login(world.office)
    page = client.get(reverse("web:suggestion:overview")).content.decode()
    links = re.findall(r'href="([^"]*/list/[^"]*)"[^>]*>\s*(\d+)</a>', page)
    assert len(links) > 50
    for address, number in links:
        text = client.get(address.replace("&amp;", "&")).content.decode()
        assert f"共 {number} 件" in text, address
    assert client.get(reverse("web:suggestion:list") + "?what=transferred").content.decode().count("已转有权部门") >= 1
    for wrong in ("?what=nobody", "?aspect=nowhere", "?channel=%27"):
        assert client.get(reverse("web:suggestion:list") + wrong).status_code == 404
    client.force_login(world.clerk)
    assert client.get(reverse("web:suggestion:list")).status_code == 404
