"""The runner of the tests tells the truth: what is missing, what was skipped, what failed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import conftest, honest
from tools import test as runner

pytestmark = pytest.mark.embedded
ROOT = Path(__file__).resolve().parent.parent.parent.parent


def pytest_on(folder, text):
    """Run our hooks over one file of tests; return (exit code, tally)."""
    (folder / "test_some.py").write_text(text)
    tally = folder / "tally.json"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        os.devnull,
        "-p",
        "no:django",
        "-p",
        "tests.honest",
        "test_some.py",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DUBAN_TALLY": str(tally)}
    code = subprocess.run(command, cwd=folder, env=environment, capture_output=True).returncode
    return code, json.loads(tally.read_text())


def test_a_silent_skip_fails(tmp_path):
    text = "import pytest\ndef test_one(): pass\ndef test_two(): pytest.skip('no time')\n"
    assert pytest_on(tmp_path, text) == (1, {"passed": 1, "failed": 1, "elsewhere": 0})


def test_what_the_other_run_has_may_be_left_to_it(tmp_path):
    text = "import pytest\ndef test_one(): pass\ndef test_two(): pytest.skip('only on PostgreSQL: TRUNCATE')\n"
    assert pytest_on(tmp_path, text) == (0, {"passed": 1, "failed": 0, "elsewhere": 1})


def test_the_sum_stands_in_the_last_line(capsys):
    assert runner.report([{"passed": 3}, {"passed": 2, "failed": 0}], 1.5) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "5 passed, 0 failed" and " 5 passed, 0 failed in 1.50s " in lines[-2]


@pytest.mark.parametrize("tallies", [[{"passed": 3, "failed": 1}], [{}], []])
def test_a_failure_or_nothing_at_all_is_no_success(tallies):
    assert runner.report(tallies, 1) == 1


def test_a_browser_that_is_no_program_stops_the_run(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(runner.Stop, match="CHROMIUM=/nowhere/chromium is not a program; type: make test"):
        runner.chromium()


def test_without_a_browser_the_command_to_type_is_named(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(runner, "on_path", lambda: None)
    monkeypatch.setattr(runner.os, "geteuid", lambda: 1000)
    with pytest.raises(runner.Stop, match="type: sudo apt install chromium"):
        runner.chromium()


@pytest.mark.parametrize(
    "path, marks, runs",
    [
        ("tests/unit/web/test_desk.py", {"embedded"}, [runner.SQLITE]),
        ("tests/unit/ledger/test_chain.py", {"django_db", "slow"}, [runner.SQLITE, runner.POSTGRES]),
        ("tests/faults/test_scale.py", {"postgres", "redis"}, [runner.POSTGRES]),
        ("tests/unit/web/test_desk.py", {"embedded", "postgres"}, []),
        ("tests/browser/test_loop.py", {"redis"}, []),
        ("tests/conformance/test_bpmn.py", {"postgres"}, []),
        ("tests/conformance/test_model.py", {"postgres"}, [runner.POSTGRES]),
    ],
)
def test_which_runs_take_a_test(path, marks, runs):
    assert runner.takers(path, marks) == runs


def test_a_test_that_no_run_takes_stops_the_collection():
    lost = SimpleNamespace(path=ROOT / "tests/browser/test_x.py", nodeid="x", iter_markers=lambda: [pytest.mark.redis])
    with pytest.raises(pytest.UsageError, match="No run of tools/test.py takes x"):
        conftest.pytest_collection_modifyitems([lost])


def test_a_skip_may_name_only_a_run_that_has_the_test():
    here = SimpleNamespace(takers=[runner.SQLITE])
    assert honest._taken(here, "only on SQLite: it is a file")
    assert not honest._taken(here, "only on PostgreSQL: TRUNCATE")


def test_what_looks_like_a_test_stands_where_pytest_looks():
    """A file with tests under another name would never be run."""
    hidden = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        if not path.name.startswith("test_") and re.search(r"^(async )?def test_|^class Test", path.read_text(), re.M)
    ]
    assert hidden == []
