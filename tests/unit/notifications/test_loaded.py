"""Processes that serve leave what they loaded out of every later search for garbage."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from settings import loaded

pytestmark = pytest.mark.embedded
ROOT = Path(__file__).parents[3]
PAGES = """
import gc, sys
from settings import loaded
known = []
loaded.gc = type("Seen", (), vars(gc) | {"freeze": lambda: known.extend(sys.modules) or gc.freeze()})
import settings.wsgi
print("web.cases" in known and gc.get_freeze_count() > 10_000, gc.get_threshold())
"""
WORK = """
import gc
import settings.celery
from celery.signals import worker_process_init
before = gc.get_freeze_count()
worker_process_init.send(sender=None)
print(not before and gc.get_freeze_count() > 10_000, gc.get_threshold())
"""


@pytest.mark.parametrize("what", [PAGES, WORK], ids=["pages", "work"])
def test_it_is_done_where_a_process_begins(what, tmp_path):
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "settings.test", "DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", what], cwd=ROOT, capture_output=True, text=True, env=env)
    assert done.stdout.split("\n")[0] == f"True {loaded.OFTEN}", done.stderr
