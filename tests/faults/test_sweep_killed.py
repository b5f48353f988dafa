"""kill -9 of a clock at work, another beside it: every lapse and every rung once, none twice, none left out."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from time import sleep

import pytest
from django.db import connection

from ledger.models import Event
from ledger.verify import verify
from tests.architecture import ROOT
from workflows import clock, sweep, testing
from workflows.conformance import story
from workflows.conformance.specimen.models import Specimen
from workflows.models import Climb, Outbox

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CASES, KILLS = 12, 4


@pytest.fixture(autouse=True)
def fresh():
    testing.forget()
    yield
    testing.forget()


def child(moment):
    """Another process that does the clock's work on this database."""
    name = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.faults.settings", "KILLED_NAME": name}
    connection.close()
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.faults.sweep_child", moment.isoformat()],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_a_killed_clock_doubles_nothing_and_leaves_nothing_out():
    people, moments = story.people(), random.Random(20260309)
    lapsing = [story.Story(people).to("any") for _n in range(CASES)]
    climbing = [story.Story(people).to("all") for _n in range(CASES)]
    Specimen.objects.filter(pk__in=[told.case.pk for told in climbing]).update(lapse_move="")
    later = clock.now() + timedelta(days=40)
    Specimen.objects.update(provisional=False)  # whatever year this test runs in
    for _turn in range(KILLS):
        two = [child(later), child(later)]
        for process in two:
            assert process.stdout.readline() == b"READY\n"
        sleep(moments.uniform(0.02, 0.4))
        for process in two:
            process.send_signal(signal.SIGKILL)
            process.communicate()
    with clock_at(later):
        while sweep.lapse() + sweep.climb():
            pass
    lapsed = Counter(Event.objects.filter(kind="move.ran_out").values_list("uid", flat=True))
    assert lapsed == Counter(told.case.uid for told in lapsing)
    rungs = Counter(Event.objects.filter(kind="act.climb").values_list("uid", flat=True))
    for told in climbing:
        assert rungs[told.case.uid] == Climb.objects.filter(case=told.case.pk).count() == 4
        topics = Outbox.objects.filter(uid=told.case.uid, topic__startswith="ladder").values_list("data__days", "topic")
        assert len(topics) <= 4
    assert all(verify(told.case.uid).ok for told in lapsing + climbing)


def clock_at(moment):
    from people import clock as people_clock

    return people_clock.frozen(moment)
