"""The figures of investigations rank nobody and hide small groups (F11, F26)."""

import pytest
from django.test import Client
from django.urls import reverse

from processes.investigation import stats
from processes.investigation.walk import Walk
from tests.unit.investigation.conftest import START

PAGE = "web:investigation:overview"


def page(people, who):
    client = Client()
    client.force_login(people[who])
    return client.get(reverse(PAGE))


def test_f11_what_only_a_few_clues_add_up_to_is_not_told(desk_open):
    walk = Walk(desk_open, START)
    sums = stats.of(desk_open["minister"])
    assert (sums.total.told, sums.verified.told, sums.days) == ("少于 5 件", "—", None)
    assert [line.count.told for line in sums.sources] == ["少于 5 件"] and sums.sources[0].shares == ["—", "—"]
    said = page(desk_open, "minister").content.decode().partition("<main")[2]
    assert "少于 5 件" in said and str(walk.case.number) not in said


def test_how_many_were_accepted_or_handed_on_within_the_term_is_told(desk_open):
    for days in (1, 1, 3, 10, 20):
        Walk(desk_open, START).register().after(days).accept()
    assert stats.of(desk_open["minister"]).accepted.told == "80%"


def test_f26_no_figure_is_told_by_unit_or_person(desk_open):
    Walk(desk_open, START)
    said = page(desk_open, "minister").content.decode().partition("<main")[2]
    whom = desk_open["t11_wy"]
    assert whom.name not in said and str(whom.unit) not in said


@pytest.mark.parametrize("who", ["t11_wy", "sup_clk"])
def test_to_others_there_is_no_such_page(desk_open, who):
    assert page(desk_open, who).status_code == 404
