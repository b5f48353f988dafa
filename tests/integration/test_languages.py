"""A reader of English meets no word of ours in Chinese; a reader of traditional Chinese none in simplified."""

import html
import re
from datetime import date, datetime

import pytest
from django.conf import settings
from django.urls import reverse

from people import clock, demo
from people.clock import CHINA
from people.models import Role, Unit, User
from processes.innovation_hearing.walk import Walk
from tools import catalogue
from workflows import definitions

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]
TITLE = "村级台账随变随改试行办法"
RUN = re.compile(r"[\u4e00-\u9fff]+")
LISTS = ["inbox", "done", "sent", "drafts", "start", "notices", "profile", "password"]


@pytest.fixture
def walk(db):
    definitions.forget()
    demo.load(datetime(2026, 1, 5, 9, tzinfo=CHINA))
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        people = {user.username: user for user in User.objects.select_related("unit")}
        yield Walk(people, date(2026, 3, 2), title=TITLE)
    definitions.forget()


def words_of(language):
    """Return what the catalogues translate into something else."""
    root = settings.ROOT
    paths = [path for path in catalogue.catalogues(root) if path.parent.parent.name == language]
    messages = [message for path in paths for message in catalogue.read(path).values()]
    return {message.id for message in messages if message.strings[0] != message.id}


def data():
    """What people wrote into tables stands as they wrote it."""
    rows = [Unit.objects.values_list("name"), User.objects.values_list("name"), Role.objects.values_list("zh")]
    return {text for row in rows for found in row for text in RUN.findall(found[0])}


def foreign(page, known):
    """Return the runs of Chinese on a page that are words of ours."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", "", page, flags=re.S)
    shown = re.findall(r">([^<]+)<", text) + re.findall(r'(?:title|aria-label|placeholder|alt)="([^"]*)"', text)
    return {run for piece in shown for run in RUN.findall(html.unescape(piece)) if run in known}


def pages(client, walk):
    """Yield (address, page) of the lists, and of the case where it is, as its readers see it."""
    case = reverse("web:case", args=[walk.case.uid])
    for address in [*(reverse(f"web:{name}") for name in LISTS), case, reverse("web:history", args=[walk.case.uid])]:
        answer = client.get(address)
        if answer.status_code == 200:
            yield address, answer.content.decode()


@pytest.mark.parametrize("reader", ["office_clk", "zz_head", "minister"])
@pytest.mark.parametrize(("code", "language"), [("en", "en"), ("zh-hant", "zh_Hant")])
def test_no_page_shows_a_word_of_another_language(client, walk, reader, code, language):
    walk.to_hearing()
    known = words_of(language) - data()
    user = walk.people[reader]
    user.language = code
    user.save()
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    found = {address: foreign(page, known) for address, page in pages(client, walk)}
    assert len(found) >= len(LISTS)
    assert {address: words for address, words in found.items() if words} == {}
