"""The overview of each process: every number opens the list it counts, and the list is as long as the number."""

import re
from html import unescape

import pytest
from django.urls import reverse

from people import roles
from tests.integration.matrix import scene

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both
NUMBER = re.compile(r'<a\s[^>]*href="([^"]+)"[^>]*>\s*(?:<b>)?(\d+)(?:</b>)?\s*</a>')
LENGTH = re.compile(r'data-length="(\d+)"')


def numbers(page):
    """(address, number) of every link that is a number and nothing else."""
    return [(unescape(address), int(number)) for address, number in NUMBER.findall(page[page.index("<main") :])]


def overviews(client):
    """(address, page) of every overview that this person reads."""
    for process in scene.processes():
        address = reverse(f"web:{process}:overview")
        answer = client.get(address)
        if answer.status_code == 200:
            yield address, answer.content.decode()


@pytest.mark.parametrize("who", ["minister", "supervision_office"])
def test_every_number_of_an_overview_opens_a_list_of_that_length(filled, who):
    client = scene.clients({who: roles.holders(who)[0]})[who]
    opened = {}
    for address, page in overviews(client):
        for there, number in numbers(page):
            length = LENGTH.search(client.get(there).content.decode())
            opened[there] = (number, length and int(length[1]), address)
    assert {there: said for there, said in opened.items() if said[0] != said[1]} == {}
    assert len(opened) >= 40
