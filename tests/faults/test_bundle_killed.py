"""kill -9 in the middle of what was decided in one go: every item is done once, none twice, none left out."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from ledger.models import Event
from ledger.verify import verify
from people import clock as people_clock
from tests.architecture import ROOT
from workflows import bundling, clock, moves, testing
from workflows.conformance import story
from workflows.models import Bundle, WorkItem

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SAID = 3  # answers after which the process is killed
MEANWHILE = 0.02  # seconds in which it takes up the next items, so that the kill finds it at work


@pytest.fixture(autouse=True)
def fresh():
    testing.forget()
    yield
    testing.forget()


def staged(n):
    """Somebody decided n things in one go, and can no longer undo it."""
    people = story.people()
    cases = [
        moves.open_case("specimen", by=people["author"], title=f"第{k}件", people={"handler": [people["handler"].pk]})
        for k in range(n)
    ]
    items = list(WorkItem.objects.filter(owner=people["author"], status="ASSIGNED").order_by("pk"))
    bundle = bundling.choose([item.pk for item in items], by=people["author"])
    bundling.stage(bundle, {item.pk: ("move.begin", 0) for item in items})
    return bundle, cases


def child(moment):
    """Another process that carries it out on this database."""
    name = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.faults.settings", "KILLED_NAME": name}
    connection.close()
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.faults.bundle_child", moment.isoformat()],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
    )  # fmt: skip


@pytest.mark.parametrize("n", [40, pytest.param(500, marks=pytest.mark.nightly)])
def test_a_killed_batch_is_taken_up_where_it_was_and_doubles_nothing(n):
    bundle, cases = staged(n)
    later = clock.now() + bundling.UNDO + timedelta(seconds=1)
    for process in (child(later), child(later)):
        assert process.stdout.readline() == b"READY\n"
        for _answer in range(SAID):
            process.stdin.write(b"go\n")
            assert process.stdout.readline() == b"DONE\n"
        process.stdin.write(b"go\n")
        time.sleep(MEANWHILE)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    begun = bundle.rows.exclude(state="ready").count()
    assert 0 < begun < n, "it was killed in the middle"
    with people_clock.frozen(later):
        while bundling.carry_out():
            pass
    bundle.refresh_from_db()
    assert bundle.state == Bundle.State.DONE
    assert Counter(bundle.rows.values_list("state", flat=True)) == {"done": n}
    done = Counter(Event.objects.filter(kind="move.begin").values_list("uid", flat=True))
    assert done == Counter(case.uid for case in cases)
    assert all(verify(case.uid).ok for case in cases[:: max(n // 20, 1)])
