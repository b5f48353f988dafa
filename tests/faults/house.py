"""Notices on their way, other processes that deliver them, and the count of what arrived."""

import os
import signal
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

from django.db import connection

from notifications.models import Delivery, Unread
from tests.unit.notifications.conftest import AT
from workflows.models import Outbox

ROOT = Path(__file__).parents[2]
BESIDE = Path(sys.executable).parent
RELAY = """
import os, sys, time, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", sys.argv[2]
settings.MAIL_LEASE = 2
django.setup()
from notifications import relay
print("up", flush=True)
while True:
    relay.run_once(limit=7)
    time.sleep(0.01)
"""


class House:
    """Processes of one test; all of them are gone at its end."""

    def __init__(self, folder):
        self.mail = Path(folder) / "mail"
        self.mail.mkdir()
        self.processes = []

    def start(self, *command, **environment):
        process = subprocess.Popen(
            [str(part) for part in command], cwd=ROOT, env=os.environ | environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def relay(self):
        """A bare relay on the test database, ready when this returns."""
        name = str(connection.settings_dict["NAME"])
        process = self.start(sys.executable, "-c", RELAY, name, self.mail, DJANGO_SETTINGS_MODULE="settings.test")
        assert process.stdout.readline() == b"up\n"
        return process

    def celery(self, broker, *arguments):
        """A part of the scale profile on the test database."""
        database = connection.settings_dict
        address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
        return self.start(
            BESIDE / "celery", "-A", "settings.celery", *arguments, DATABASE_URL=address, REDIS_URL=broker.url,
            SECRET_KEY="for-tests-only", DJANGO_SETTINGS_MODULE="settings.scale", DUBAN_DEMO="1",
            EMAIL_URL=f"filemail:///{self.mail}", MAIL_LEASE="2",
        )  # fmt: skip

    def close(self):
        for process in self.processes:
            kill(process)


def kill(process):
    """kill -9, with everything the process has started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    process.stdout.close()


def tell(case, people, count):
    rows = [
        Outbox(uid=case.uid, number=case.number, topic="work.assigned", recipients=[p.pk for p in people], at=AT)
        for _turn in range(count)
    ]
    Outbox.objects.bulk_create(rows)


def finished():
    return not (Outbox.objects.filter(sent_at=None).exists() or Delivery.objects.exclude(next_at=None).exists())


def check(case, people, letters, kills):
    """Everybody has every notice once; each letter went out, and only a kill repeated one."""
    told = set(Outbox.objects.values_list("pk", flat=True))
    for person in people:
        got = list(Delivery.objects.filter(person=person, channel="app").values_list("outbox_id", flat=True))
        assert len(got) == len(told)
        assert set(got) == told
        assert Unread.objects.get(person=person).count == len(told)
    sent = [found for path in letters.iterdir() for found in ids(path)]
    expected = {f"<notice-{row}-{case.opened_by_id}@localhost>" for row in told}  # who alone may see the case
    assert set(sent) == expected
    assert len(sent) - len(set(sent)) <= kills


def ids(path):
    for letter in path.read_bytes().split(b"-" * 79 + b"\n"):
        found = message_from_bytes(letter.lstrip())["Message-ID"]
        if found:
            yield found
