"""The commands `backup` and `restore` in a house of their own, on either database: made, lost and brought back."""

import json
import os
import re
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from django.db import connection

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


def whole_while_somebody_writes(before, answer, after):
    assert answer["done"] and "试恢复通过" in answer["text"], answer["text"]
    kept = int(re.search(r"日志 (\d+) 条", answer["text"])[1])
    assert before <= kept <= after and after > before


def test_what_is_lost_comes_back_and_how_far_back_is_said(told):
    whole_while_somebody_writes(*told["meanwhile"])
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


@pytest.mark.postgres
def test_an_account_that_may_make_no_database_is_told_that_nothing_was_tried_out(tmp_path):
    with template.another(tmp_path) as url:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("CREATE ROLE reads_only LOGIN PASSWORD 'word' IN ROLE pg_read_all_data")
        try:
            owner = connection.settings_dict
            url = url.replace(f"{owner['USER']}:{owner['PASSWORD']}", "reads_only:word")
            environment = {"DATA": str(tmp_path), "DATABASE_URL": url, "DUBAN_POSTGRES_BIN": canaries.programs()}
            done = subprocess.run(
                [sys.executable, "manage.py", "backup", "--check", "--to", str(tmp_path / "kept")], cwd=settings.ROOT,
                env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": "settings.test"}, capture_output=True,
                text=True, timeout=60,
            )  # fmt: skip
            assert done.returncode and "试恢复没有通过" in done.stderr and "permission denied" in done.stderr
            assert "已备份到" in done.stdout
        finally:
            with connection.creation._nodb_cursor() as cursor:
                cursor.execute("DROP ROLE reads_only")
