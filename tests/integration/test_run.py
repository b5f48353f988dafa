"""`make run` from nothing: the demonstration is built once, kept by a second run, and fits into 300 MB."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytestmark = [pytest.mark.embedded, pytest.mark.slow]
ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 240


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def running(data):
    """Serve the demonstration; yield (address, process, what it printed so far)."""
    port = free_port()
    kept = {
        name: text for name, text in os.environ.items() if not name.startswith(("DATABASE_URL", "DJANGO_", "DUBAN_"))
    }
    said = data.parent / f"said-{port}"
    with said.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "rundemo", "--port", str(port)],
            cwd=ROOT,
            env={**kept, "DATA": str(data), "DUBAN_DEMO": "1", "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        wait(f"http://127.0.0.1:{port}/healthz", server, said)
        yield f"http://127.0.0.1:{port}/", server, said
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def wait(address, server, said):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(said.read_text()[-2000:])


def memory(process):
    """Return the sum of the proportional sizes of a process and its children, in MB."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    sizes = [
        re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1]
        for pid in [process, *children]
    ]
    return sum(map(int, sizes)) / 1024


def count(data, table):
    with closing(sqlite3.connect(f"file:{data}/duban.sqlite3?mode=ro", uri=True)) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_from_nothing_to_a_page_and_again_with_the_same_data(tmp_path):
    data = tmp_path / "data"
    with running(data) as (address, server, said):
        page = urllib.request.urlopen(address).read().decode()
        assert "演示" in page
        assert address.rstrip("/") in said.read_text() and "click a role" in said.read_text()
        assert memory(server.pid) <= 300
    cases, events = count(data, "workflows_case"), count(data, "ledger_event")
    assert cases >= 12
    with running(data) as (_address, _server, said):
        assert count(data, "workflows_case") == cases and count(data, "ledger_event") >= events
        assert "Building" not in said.read_text()


def test_a_server_that_is_killed_leaves_no_orphan_and_no_lock(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    environment = {**os.environ, "DATA": str(data), "DUBAN_DEMO": "1"}
    environment.pop("DATABASE_URL", None)
    environment["DJANGO_SETTINGS_MODULE"] = "settings.embedded"
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=environment, check=True)
    (data / "secret").write_text("for this test only")
    (data / "kind").write_text("demonstration")
    with running(data) as (_address, server, _said):
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        server.kill()
        server.wait(10)
        time.sleep(1.5)
        assert [pid for pid in children if alive(pid)] == []
    with running(data) as (address, _server, _said):
        assert urllib.request.urlopen(address + "healthz").status == 200


def alive(pid):
    """A dead child that nobody has collected yet is dead."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
