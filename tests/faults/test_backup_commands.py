"""The commands `backup` and `restore` in a house of their own, on either database: made, lost and brought back."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.support import canaries, template

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(tmp_path):
    """What the commands said, each at its time."""
    with template.another(tmp_path) as url:
        environment = os.environ | {"DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "settings.test"}
        environment |= {"DATABASE_URL": url, "DUBAN_POSTGRES_BIN": canaries.programs()}
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.backup_child", str(tmp_path / "kept")], cwd=settings.ROOT,
            env=environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_what_is_lost_comes_back_and_how_far_back_is_said(told):
    first, second = told["first"], told["second"]
    assert second == first + 2 and told["third"] == first + 1, "what came after the backup is gone"
    assert told["backup"]["done"] and f"日志 {first} 条，文件 1 个" in told["backup"]["text"]
    assert "试恢复通过" in told["backup"]["text"]
    answer, length = told["served"]
    assert not answer["done"] and "另一个进程正在使用" in answer["text"] and length == second
    assert told["restore"]["done"] and f"日志从 {second} 回退到 {first}" in told["restore"]["text"]
    assert "log accept" in told["restore"]["text"] and told["rollback"] == [[second, first, "restore"]]
    assert told["photo"] == "photo" and told["verify"]["done"], told["verify"]["text"]
    answer, length = told["damaged"]
    assert not answer["done"] and re.search("没有恢复.*什么也没有改动", answer["text"]) and length == first + 1
