"""Somebody reports, and is looked for afterwards: in tables, files, logs, letters, Redis and backups. Nothing is found.

The marks are planted wherever a browser, a camera or a writing program would tell who somebody is.
"""

import json
import logging
import re
import tempfile
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from kombu import Connection

from intake import daily, desk
from intake.models import Report
from notifications import background, tasks
from people import clock
from tests.support import canaries, planted
from tests.support.desks import words
from tests.support.world import person
from tools import services
from vault import unsealing
from web import unknown

pytestmark = pytest.mark.django_db(transaction=True)
MARKS = {
    "address": "203.0.113.77", "agent": "CanaryAgent/7391", "referrer": "canary-referrer.example",
    "cookie": "c4n4rysess10n", "words": "金丝雀正文第七三九一号", "name": "金丝雀本名某某",
    "contact": "金丝雀巷三十九号", "later": "金丝雀补充的一句话", "reply": "金丝雀的答复内容",
    "photo": "CANARY-EXIF-7391",
    "author": "CANARY-AUTHOR-7391", "file": "CANARY-FILENAME-7391", "forwarded": "198.51.100.139",
}  # fmt: skip
BROWSER = {
    "REMOTE_ADDR": MARKS["address"], "HTTP_USER_AGENT": MARKS["agent"], "HTTP_X_FORWARDED_FOR": MARKS["forwarded"],
    "HTTP_REFERER": f"https://{MARKS['referrer']}/page", "HTTP_X_REAL_IP": MARKS["address"],
    "HTTP_ACCEPT_LANGUAGE": MARKS["agent"],
}  # fmt: skip


@pytest.fixture
def everything_logged(caplog):
    """All that any part of the program says, at every level."""
    caplog.set_level(logging.DEBUG)
    for name in ("django", "django.request", "django.security", "axes", "django.db.backends"):
        logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger(name).propagate = True
    return caplog


@pytest.fixture
def broker(tmp_path, settings, monkeypatch):
    """A running Redis, used as the scale profile uses one; and what a backup needs."""
    monkeypatch.setenv("DUBAN_POSTGRES_BIN", canaries.programs())
    with services.redis(tmp_path) as found:
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": found.url}}
        yield found


@pytest.fixture
def browser(client, house, broker, settings, monkeypatch):
    """Somebody at a browser that tells everything about itself, in a house with every memory switched on."""
    settings.AXES_ENABLED = True
    crowd = unknown.Crowd()
    monkeypatch.setattr("web.unknown.crowd", crowd.of)
    monkeypatch.setattr("web.portal.takes", crowd.takes)
    client.cookies["sessionid"] = MARKS["cookie"]
    client.raise_request_exception = False
    return lambda path, data=None: (
        client.post(path, data, **BROWSER) if data is not None else client.get(path, **BROWSER)
    )


def attached():
    name = MARKS["file"]
    return [
        SimpleUploadedFile(f"{name}.jpg", planted.photo(MARKS["photo"])),
        SimpleUploadedFile(f"{name}.docx", planted.word(MARKS["author"])),
        SimpleUploadedFile(f"{name}.xlsx", planted.sheet(MARKS["author"])),
        SimpleUploadedFile(f"{name}.pdf", planted.paper(MARKS["author"])),
    ]


def report(browser):
    """Everything that a reporter may do, mistakes included; returns the receipt."""
    form = {"desk": "own", "story": MARKS["words"], "sign": "named", "name": MARKS["name"], "contact": MARKS["contact"]}
    browser("/portal/"), browser("/portal/nothing-here/"), browser("/portal/track/")
    browser("/portal/", {"desk": "own", "story": "短", "sign": "anonymous"})
    page = browser("/portal/", form | {"files": attached()}).content.decode()
    receipt = re.search(r"(\d{4} ){3}\d{4}", page)[0]
    browser("/portal/track/", {"receipt": "1234 1234 1234 1234"})
    talk = browser("/portal/track/", {"receipt": receipt}).content.decode()
    ticket = re.search(r'name="pass" value="([^"]+)"', talk)[1]
    browser("/portal/say/", {"pass": ticket, "text": MARKS["later"], "name": MARKS["name"], "files": attached()[:1]})
    browser("/portal/say/", {"pass": "forged" + ticket, "text": MARKS["later"]})
    return receipt


def officers_do_their_work(house, secret):
    """Reading, answering, unsealing: what the house does with a report leaves no more than the report did."""
    row, reader = Report.objects.get(), house["reader"]
    desk.read(reader, row.pk, secret("reader"))
    desk.file(reader, row.pk, secret("reader"), 2)
    desk.answer(reader, row.pk, secret("reader"), MARKS["reply"])
    desk.step(reader, row.pk, "accept")
    about = {"about": row.number, "uid": row.pk, "part": "identity", "purpose": "contact"}
    wish, key = unsealing.ask(house["keeper"], **about, reason="须向反映人核实款项日期")
    unsealing.grant(house["second"], wish, words(house["second"]))
    fields = ["identity", "original"]
    return unsealing.open_it(house["keeper"], wish, words(house["keeper"]), key, fields)


def kept(tmp_path, log, heard, before, broker):
    """Every place in which something is kept."""
    yield from canaries.database()
    yield from canaries.backup(tmp_path / "backup")
    yield from canaries.redis(redis.Redis.from_url(broker.url))
    # With what Redis wrote down and has forgotten since.
    yield from canaries.files(settings.MEDIA_ROOT, tmp_path)
    yield "log", log.text.encode()
    yield "output", heard.encode()
    yield from ((f"letter {n}", bytes(one.message())) for n, one in enumerate(mail.outbox))
    yield from canaries.fresh_temporary(before)


def test_nothing_tells_who_reported_or_what_was_said(
    browser,
    house,
    broker,
    secret,
    everything_logged,
    tmp_path,
    capfd,
    monkeypatch,
):
    before = set(Path(tempfile.gettempdir()).iterdir())
    receipt = report(browser)
    opened = officers_do_their_work(house, secret)
    monkeypatch.setattr("intake.channel.find", lambda found: 1 / 0)
    assert browser("/portal/track/", {"receipt": receipt}).status_code == 500  # a fault of ours, and its traceback
    background.tick()
    daily.note_days()
    with Connection(broker.url) as line:
        for task in (tasks.deliver, tasks.post, tasks.work):
            task.apply_async(connection=line)
    # The search finds what is there to be found: the keepers read the name and the original.
    assert json.loads(opened["identity"][0])["name"] == MARKS["name"]
    assert canaries.hits(MARKS, [("vault, opened", opened["original"][0] + opened["identity"][1])])
    marks = MARKS | {"receipt": receipt, "digits": receipt.replace(" ", "")}
    out = capfd.readouterr()
    assert canaries.hits(marks, kept(tmp_path, everything_logged, out.out + out.err, before, broker)) == []
    assert "ZeroDivisionError" in everything_logged.text


def test_the_search_finds_what_other_pages_keep(client, everything_logged, tmp_path, settings, broker):
    """The same marks at the sign-in page of officers: axes keeps address and agent, and the search sees it."""
    settings.AXES_ENABLED = True
    before = set(Path(tempfile.gettempdir()).iterdir())
    person("somebody")
    form = {"username": "somebody", "password": "wrong"}
    client.post(reverse("web:sign_in"), form, **{k: v for k, v in BROWSER.items() if k != "HTTP_X_FORWARDED_FOR"})
    cache.set("page", {"story": MARKS["words"] * 20})
    with Connection(broker.url) as line:
        tasks.deliver.app.send_task("a.task", [MARKS["contact"]], argsrepr="-", connection=line)
    found = canaries.hits(MARKS, kept(tmp_path, everything_logged, "", before, broker))
    assert {("address", "backup"), ("agent", "backup"), ("contact", "redis celery")} <= set(found)
    assert ("words", "redis :1:page") in found, "what is long enough to be packed as well"


def test_times_are_days(browser, house):
    """No row that a reporter causes says more than the day, and no file of the vault has a moment."""
    report(browser)
    today = clock.today()
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        moment = clock.datetime.fromtimestamp(path.stat().st_mtime, clock.CHINA)
        assert (moment.date(), moment.hour, moment.minute, moment.second) == (today, 0, 0, 0), path
    day = str(today)
    for place, data in canaries.database():
        if connection.vendor == "postgresql" and place.startswith(
            ("intake_", "vault_entry", "vault_safe", "vault_share")
        ):
            assert not re.search(re.escape(day).encode() + rb"[ T]\d\d:", data), place
