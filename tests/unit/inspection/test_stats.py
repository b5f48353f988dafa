"""The figures: only over what one sees whole; every number is as long as its list."""

import re
from datetime import date

import pytest
from django.urls import reverse

from processes.inspection import stats
from tests.unit.inspection.conftest import WHY
from workflows import moves

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(issued, world, at):
    with at(date(2026, 10, 8)):
        moves.move(issued, "file_objection", by=world.head, points={1: WHY})
        moves.act(issued, "answer_point", by=world.reviewer, point=1, ruling="withdrawn", answer=WHY)
        moves.move(issued, "decide_objection", by=world.reviewer, summary=WHY)


def test_the_figures_of_one_inspection(reviewed, world):
    sums = stats.of(world.supervision)
    assert (sums.total, sums.handed_in, sums.on_time) == (1, 1, 1)
    assert (sums.findings, sums.objected, sums.decided, sums.upheld) == (2, 1, 1, 1)
    assert (sums.objected_share, sums.upheld_share) == (50, 100)
    assert sums.quarters == [("2026Q3", 1, 1)]
    assert [(str(unit), total) for unit, _cells, total in sums.matrix] == [("XZ02", 1)]
    assert [(str(b.unit), b.inspections, b.quota, b.visits) for b in sums.burden] == [
        ("XZ01", 1, 4, 1),
        ("XZ02", 1, 4, 1),
    ]


def test_an_inspected_unit_has_no_figures_and_no_page(reviewed, world, client):
    assert stats.of(world.clerk).total == 0
    client.force_login(world.head, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("web:inspection:overview")).status_code == 404


def test_every_number_opens_a_list_of_that_length(reviewed, world, client):
    client.force_login(world.supervision, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("web:inspection:overview")).content.decode()
    found = re.findall(r'href="([^"]*\?what=[^"]+)"[^>]*>(\d+)</a>', page)
    assert len(found) >= 12
    for address, number in found:
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert answer.context["page"].paginator.count == int(number), address


def test_a_list_that_does_not_exist_is_not_found(world, client):
    client.force_login(world.supervision, backend="django.contrib.auth.backends.ModelBackend")
    for query in ("?what=nothing", "?what=all&severity=huge"):
        assert client.get(reverse("web:inspection:overview") + query).status_code == 404
