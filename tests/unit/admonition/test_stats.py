"""The figures of reminders, inquiries and admonitions rank nobody and hide small groups (F11, F26)."""

import pytest
from django.test import Client
from django.urls import reverse


def page(people, who):
    client = Client()
    client.force_login(people[who])
    return client.get(reverse("web:admonition:overview"))


def test_f11_a_count_below_five_is_not_told(inquiry, people):
    said = page(people, "minister").content.decode().partition("<main")[2]
    assert "少于 5 件" in said and inquiry.case.number not in said


def test_f26_no_figure_is_told_by_unit_or_person(inquiry, people):
    said = page(people, "minister").content.decode().partition("<main")[2]
    assert people["resp"].name not in said and str(people["resp"].unit) not in said


@pytest.mark.parametrize("who", ["resp", "other"])
def test_to_others_there_is_no_such_page(inquiry, people, who):
    assert page(people, who).status_code == 404
