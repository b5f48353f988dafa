"""The story of `tests/support/loop.py` on PostgreSQL, Redis and Celery, over HTTP, by two web processes.

The clock of a service moves only where it starts, so each wait of the story restarts all parts. Before one of
them the worker is killed and Redis forgets everything: no notice may be lost by that, and none may come twice.
"""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
import redis

from people import clock, demo
from processes import suggestion
from tests.support import loop
from tests.support.visitor import Visitor
from tools import scale

pytestmark = [pytest.mark.slow, pytest.mark.redis, pytest.mark.postgres]
FILE = Path(suggestion.__file__).parent / "demo/suggestions.csv"
BEGIN = datetime(2026, 5, 11, 9, 30, tzinfo=clock.CHINA)
NUMBER, STRANGER = "建〔2026〕0007号", "resp_a"
PEOPLE = """
from people import clock, demo
from people.models import User
demo.load(clock.now())
for user in User.objects.filter(is_demo=True):
    user.email = user.username + "@example.org"
    user.save(update_fields=["email"])
"""
UNSENT = "SELECT count(*) FROM workflows_outbox WHERE sent_at IS NULL"
# Everybody to whom a notice was addressed and who may be told; each once.
LOST = """
SELECT o.id, u.username FROM workflows_outbox o CROSS JOIN LATERAL jsonb_array_elements(o.recipients::jsonb) r
JOIN people_user u ON u.id = (r #>> '{}')::bigint AND u.kind = 'person'
LEFT JOIN notifications_delivery d ON d.outbox_id = o.id AND d.person_id = u.id AND d.channel = 'app'
GROUP BY o.id, u.username HAVING count(d.id) <> 1
"""


class Cast(dict):
    """The people of the demonstration at the running parts, half of them at each web process."""

    def __init__(self):
        shown = json.loads((demo.DATA / "users.json").read_text())
        self.names = {row["username"]: row["display"].removesuffix(demo.SUFFIX) for row in shown}

    def __missing__(self, username):
        actor = self[username] = Visitor(self._address(len(self)))
        actor.go("/sign-in/")
        assert actor.send("/sign-in/as/", username=username) == 200
        return actor

    def _address(self, number):
        addresses = scale.known()["addresses"]
        return addresses[number % len(addresses)]

    def name(self, username):
        return self.names[username]

    def now(self):
        return clock.now()

    def wait(self, days):
        scale.down()
        clock.shift(timedelta(days=days))
        scale.up()
        for number, actor in enumerate(self.values()):
            actor.address = self._address(number)


@pytest.fixture
def cast(tmp_path, monkeypatch):
    def prepare(house, environment):
        scale.manage("migrate", environment)
        if not (house / "people").exists():
            command = [sys.executable, "manage.py", "shell", "-c", PEOPLE]
            subprocess.run(command, cwd=scale.ROOT, env=environment, check=True)
            (house / "people").touch()

    monkeypatch.setattr(scale, "STATE", tmp_path / "state.json")
    monkeypatch.setattr(scale, "HOME", tmp_path / "home")
    monkeypatch.setattr(scale, "prepare", prepare)
    monkeypatch.setenv("EMAIL_URL", f"filemail:///{tmp_path / 'mail'}")
    clock.set_to(BEGIN)
    scale.up()
    yield Cast()
    scale.clear()
    clock.reset()


def part(name):
    return next(one for one in scale.known()["parts"] if one["name"] == name)


def ask(question):
    with psycopg.connect(part("postgres")["url"]) as database:
        return database.execute(question).fetchall()


def until(question, seconds=240):
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, f"{question} not within {seconds} s"
        time.sleep(0.2)


def the_worker_dies_and_redis_forgets():
    os.kill(part("worker")["pid"], signal.SIGKILL)
    redis.Redis.from_url(part("redis")["url"]).flushall()


def test_a_suggestion_becomes_a_proposal_on_the_scale_profile(cast, tmp_path):
    """The story as far as no restart is needed; the worker dies on the way."""
    idea, proposal = from_import_to_proposal(cast)
    loop.is_proposed(cast, proposal)
    the_worker_dies_and_redis_forgets()
    loop.is_called_to_a_hearing(cast, proposal)
    cast.wait(days=0)  # all parts begin anew, the worker too: what it had not sent is sent now
    assert [cast[STRANGER].go(case) for case in (idea, proposal)] == [404] * 2
    everybody_was_told_once(cast, tmp_path / "mail", least=5, told=(loop.HEAD, loop.CHAIR))


@pytest.mark.nightly
def test_a_suggestion_becomes_an_accepted_project_on_the_scale_profile(cast, tmp_path):
    idea, proposal = from_import_to_proposal(cast)
    loop.is_proposed(cast, proposal)
    the_worker_dies_and_redis_forgets()
    loop.is_called_to_a_hearing(cast, proposal)
    project = loop.is_decided(cast, proposal)
    assert [cast[STRANGER].go(case) for case in (idea, proposal, project)] == [404] * 3
    told = (loop.HEAD, loop.CHAIR, loop.MINISTER, *loop.PANEL)
    everybody_was_told_once(cast, tmp_path / "mail", least=50, told=told, written=loop.MEMBERS)


def from_import_to_proposal(cast):
    office = cast[loop.OFFICE]
    run = loop.imports(office, FILE)
    until(lambda: office.go(run) == 200 and "已完成" in office.page)
    idea = loop.finds(office, NUMBER)
    return idea, loop.becomes_a_proposal(cast, idea)


def everybody_was_told_once(cast, mail, *, least, told, written=()):
    """In the application; by letter at least once."""
    until(lambda: ask(UNSENT) == [(0,)])
    assert ask(f"SELECT count(*) > {least} FROM notifications_delivery") == [(True,)]  # noqa: S608
    assert ask(LOST) == []
    for who in told:
        cast[who].go("/notices/")
        assert "/case/" in cast[who].page, f"{who} was told nothing"
    wanted = {f"To: {who}@example.org".encode() for who in (loop.HEAD, loop.CHAIR, *written)}
    until(lambda: not [line for line in wanted if line not in b"".join(one.read_bytes() for one in mail.iterdir())])
