"""The figures rank nobody and hide small groups (F11, F26)."""

import pytest
from django.urls import reverse

from processes.accountability import stats

pytestmark = pytest.mark.django_db


def test_f11_a_count_below_five_is_not_told(walk, client, people):
    walk.to_decided()
    sums = stats.of()
    year, forms = sums.years[0]
    assert year == 2026 and [one.hidden for one in forms if one.n == 1] == [True]
    assert sums.appeals.percent is None and sums.days is None
    client.force_login(people["minister"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("web:accountability:overview")).content.decode()
    assert "少于 5 件" in page


def test_f26_no_figure_is_told_by_unit_or_person(walk, client, people):
    walk.to_decided()
    client.force_login(people["minister"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("web:accountability:overview")).content.decode()
    main = page.partition("<main")[2]
    assert people["resp_a"].name not in main and str(people["resp_a"].unit) not in main


@pytest.mark.parametrize("who", ["sup_clk", "resp_a", "t05_wy"])
def test_to_others_there_is_no_such_page(walk, client, people, who):
    client.force_login(people[who], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("web:accountability:overview")).status_code == 404
