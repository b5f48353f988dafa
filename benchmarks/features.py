"""What the chain, the outbox, the permission check and the plan each cost: the same case with and without them.

A process for each takes one case in turn, so that what disturbs the machine disturbs all alike.

python -m benchmarks.features WITHOUT      one of the processes: a case for each line, answers the CPU it took
"""

import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.peers import harness

NAME = "duban_without"
FEATURES = ("chain", "outbox", "permission", "plan")
WARM = 10
WAL = "SELECT pg_current_wal_insert_lsn() - '0/0'"


def report(url, cases):
    """Per case and feature: milliseconds of CPU, bytes of WAL and statements that it costs, medians of `cases` each."""
    os.environ["BENCH_URL"] = url
    took = {name: [] for name in ("nothing", *FEATURES)}
    with psycopg.connect(url, autocommit=True) as server:
        os.environ["WITHOUT"] = "nothing"
        harness._setup(server, NAME)
        with _hands(took) as hands:
            for number in range(cases + WARM):
                for name in _turned(list(took), number):
                    found = _one(server, hands[name], number)
                    took[name] += [found] if number >= WARM else []
    whole = took.pop("nothing")
    return {
        "cases": cases,
        "whole": {key: _median(one[key] for one in whole) for key in whole[0]},
        "costs": {name: _cost(whole, less) for name, less in took.items()},
    }


@contextmanager
def _hands(names):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": harness.ROOT}
    hands = {name: subprocess.Popen([sys.executable, "-m", "benchmarks.features", name], **pipes) for name in names}
    try:
        assert all(hand.stdout.readline() == "READY\n" for hand in hands.values())
        yield hands
    finally:
        for hand in hands.values():
            hand.communicate()


def _one(server, hand, seed):
    """One case: CPU of both sides, bytes of the log, statements."""
    before = server.execute(WAL).fetchone()[0], _statements(server)
    print(seed, file=hand.stdin, flush=True)
    cpu = json.loads(hand.stdout.readline())
    wal, statements = server.execute(WAL).fetchone()[0] - before[0], _statements(server) - before[1]
    return {"cpu_ms": cpu * 1e3, "wal": int(wal), "sql": statements}


def _statements(server):
    return server.execute(harness.SQL_OURS, [f"bench_{NAME}"]).fetchone()[0]


def _turned(names, number):
    """Every turn begins with another."""
    return names[number % len(names) :] + names[: number % len(names)]


def _cost(whole, less):
    """How much more the whole takes, of the same turn and the same people."""
    pairs = list(zip(whole, less, strict=True))
    return {key: _median(a[key] - b[key] for a, b in pairs) for key in whole[0]} | {
        "cpu_share": _median((a["cpu_ms"] - b["cpu_ms"]) / a["cpu_ms"] for a, b in pairs)
    }


def _median(values):
    return round(statistics.median(values), 3)


def hand(without):
    """Take a case for each line that comes."""
    os.environ["WITHOUT"] = without
    from benchmarks.peers.adapters import duban, duban_without
    from benchmarks.peers.worker import Client

    duban_without.connect()
    from django.db import connection

    servers = [duban.raw.info.backend_pid, connection.connection.info.backend_pid]
    print("READY", flush=True)
    for line in sys.stdin:
        begun = _cpu(servers)
        Client(duban_without, int(line)).one()
        print(json.dumps(_cpu(servers) - begun), flush=True)


def _cpu(servers):
    """Seconds of CPU of this process and of these backends, to the nanosecond; the server runs on this machine."""
    spent = (Path(f"/proc/{pid}/schedstat").read_text().split()[0] for pid in servers)
    return time.process_time() + sum(map(int, spent)) / 1e9


if __name__ == "__main__":
    hand(sys.argv[1])
