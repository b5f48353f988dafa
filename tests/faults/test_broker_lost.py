"""Invariant 8, nothing is lost: Redis forgets everything, and workers are killed, while notices are on their way."""

import os
import random
import signal
from time import sleep

import pytest
import redis

from tests.faults.house import check, finished, kill, tell
from tools import services
from workflows.models import Outbox

pytestmark = [pytest.mark.slow, pytest.mark.redis, pytest.mark.postgres]
WORKER = ("worker", "--concurrency", "1", "--loglevel", "ERROR")


@pytest.fixture
def broker(tmp_path):
    with services.redis(tmp_path) as found:
        yield found


@pytest.fixture
def scheduler(house, broker, tmp_path):
    return house.celery(broker, "beat", "--schedule", tmp_path / "beat", "--pidfile=", "--loglevel", "ERROR")


def begun():
    return Outbox.objects.exclude(sent_at=None).exists()


def children(process):
    with open(f"/proc/{process.pid}/task/{process.pid}/children") as found:
        return [int(pid) for pid in found.read().split()]


def test_killed_workers_and_a_flushed_broker_lose_no_notice(house, broker, scheduler, case, people, eventually):
    moments = random.Random(20260302)
    client = redis.Redis.from_url(broker.url)
    tell(case, people, 100)
    worker = house.celery(broker, *WORKER)
    eventually(begun)
    for turn in range(3):
        tell(case, people, 100)
        sleep(moments.uniform(0.1, 2.5))
        kill(worker)
        client.flushall()
        if turn == 1:
            broker.kill()
            sleep(1)
            broker.start()
        worker = house.celery(broker, *WORKER)
    eventually(finished)
    check(case, people, house.mail, 3)


def test_a_killed_child_of_a_worker_loses_no_notice(house, broker, scheduler, case, people, eventually):
    tell(case, people, 100)
    worker = house.celery(broker, *WORKER)
    eventually(begun)
    for _turn in range(3):
        tell(case, people, 100)
        sleep(1.1)
        for child in children(worker):
            os.kill(child, signal.SIGKILL)
    eventually(finished)
    check(case, people, house.mail, 3)
