"""One test per way in which Celery and Redis lose a message, see the comments in settings/scale.py."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ASK = """
import json
from settings.celery import app
import django; django.setup()
app.loader.import_default_modules()
c = app.conf
print(json.dumps({
    "acks_late": c.task_acks_late, "reject": c.task_reject_on_worker_lost, "prefetch": c.worker_prefetch_multiplier,
    "limit": c.task_time_limit, "transport": c.broker_transport_options, "backend": c.result_backend,
    "beat": c.beat_schedule, "retry": c.broker_connection_max_retries, "tasks": sorted(app.tasks), "utc": c.enable_utc,
    "ignore": c.task_ignore_result,
}))
"""


def asked(**environment):
    given = {"DATABASE_URL": "postgres://u:p@127.0.0.1:1/d", "REDIS_URL": "redis://127.0.0.1:1/0", "SECRET_KEY": "x"}
    clean = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DUBAN_DEMO")}
    return subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, env=clean | given | environment
    )


@pytest.fixture(scope="module")
def conf():
    done = asked()
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_killed_worker_or_child_gives_its_message_back(conf):
    assert conf["acks_late"]
    assert conf["reject"]


def test_no_message_waits_in_the_memory_of_a_worker(conf):
    assert conf["prefetch"] == 1


def test_every_task_ends_before_redis_hands_its_message_on(conf):
    assert conf["limit"] * 2 <= conf["transport"]["visibility_timeout"]


def test_abandoned_messages_are_looked_for_often(conf):
    seen = conf["transport"]
    assert seen["unacked_restore_interval"] * seen["unacked_restore_throttle"] <= 10


def test_a_broker_that_is_away_neither_hangs_nor_ends_anybody(conf):
    assert conf["transport"]["socket_timeout"]
    assert conf["retry"] is None


def test_no_result_is_kept_in_redis(conf):
    assert conf["backend"] is None
    assert conf["ignore"]


def test_the_scheduler_asks_again_and_nothing_piles_up(conf):
    assert {entry["task"] for entry in conf["beat"].values()} <= set(conf["tasks"])
    for entry in conf["beat"].values():
        assert entry["schedule"] <= 15
        assert entry["options"]["expires"] >= entry["schedule"]


def test_no_task_of_ours_has_a_countdown():
    for path in (ROOT / "notifications").rglob("*.py"):
        text = path.read_text()
        assert "countdown" not in text
        assert "apply_async" not in text


def test_without_a_key_nothing_starts():
    assert "SECRET_KEY is not set" in asked(SECRET_KEY="").stderr
