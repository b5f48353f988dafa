"""Side by side: each peer takes the same cases on the same server; rounds interleave, so that noise hits all alike.

On a shared machine trust the counts and the CPU per case; cases per second say something only as a ratio within a run.
"""

import json
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

from benchmarks.peers import common

ROOT = Path(__file__).resolve().parents[2]
# peer -> the package it needs beyond ours; a peer without its package is left out, with a line that says so
PEERS = {"duban": None, "viewflow_bare": "viewflow", "spiff": "SpiffWorkflow"}
# How many cases a client takes for each one of bare viewflow, so that rounds last about the same.
PACE = {"duban": 3, "spiff": 2}
SQL_OURS = """
SELECT coalesce(sum(calls), 0)::int FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
WHERE d.datname = %s AND query NOT LIKE '%%/*harness*/%%' AND query NOT LIKE '%%FOR KEY SHARE OF x%%'
"""
TABLES = """
SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
"""
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


def run(url, rounds, clients, cases, say=print):
    """Return {peer: {clients: [round, …]}}; each round is a dict of figures."""
    os.environ["BENCH_URL"] = url
    peers = [name for name in PEERS if _installed(name, say)]
    with psycopg.connect(url, autocommit=True) as server:
        for name in peers:
            _setup(server, name)
        found = {name: {str(n): [] for n in clients} for name in peers}
        for number in range(1, rounds + 1):
            for n in clients:
                for name in peers:
                    figures = measure(server, name, n, cases * PACE.get(name, 1), number)
                    found[name][str(n)].append(figures)
                    say(_line(number, name, n, figures))
    return found


def _installed(name, say):
    there = not PEERS[name] or find_spec(PEERS[name]) is not None
    if not there:
        say(f"{name}: {PEERS[name]} is not installed, left out")
    return there


def _setup(server, name):
    server.execute(f"DROP DATABASE IF EXISTS bench_{name} WITH (FORCE)")
    server.execute(f"CREATE DATABASE bench_{name}")
    subprocess.run(_command(name, 0, 0, 0), check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def _command(name, cases, seed, warm):
    return [sys.executable, "-m", "benchmarks.peers.worker", name, str(cases), str(seed), str(warm)]


def measure(server, name, clients, cases, number):
    """One round of one peer: so many clients, so many cases each."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    workers = [subprocess.Popen(_command(name, cases, number * 100 + n, 3), **pipes) for n in range(clients)]
    for worker in workers:
        assert worker.stdout.readline().strip() == "READY", name
    time.sleep(0.3)
    before = _counters(server, name)
    for worker in workers:
        print("go", file=worker.stdin, flush=True)
    told = [json.loads(worker.stdout.readline()) for worker in workers]
    time.sleep(0.2)
    after = _counters(server, name)
    for worker in workers:
        worker.communicate("bye\n")
    total = cases * clients
    per_case = {key: (after[key] - before[key]) / total for key in before}
    return _client_figures(told, total) | per_case | {"clients": clients, "cases": total}


def _client_figures(told, total):
    completed = [t for one in told for name in ("sign", "last_sign", "decide") for t in one["took"][name]]
    return {
        "cps": sum(one["n"] / one["wall"] for one in told),
        "p50": _percentile(completed, 0.5),
        "p99": _percentile(completed, 0.99),
        "client_cpu_ms": sum(one["cpu"] for one in told) / total * 1e3,
        "rss_mb": max(one["rss_kb"] for one in told) / 1024,
    }


def _percentile(seconds, share):
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))] * 1e3


def _counters(server, name):
    """What the server has done for a peer so far."""
    database = f"bench_{name}"
    rows = _rows(name)
    return {
        "stmts_per_case": server.execute(SQL_OURS, [database]).fetchone()[0],
        "wal_per_case": int(server.execute("SELECT pg_current_wal_insert_lsn() - '0/0'").fetchone()[0]),
        "rows_per_case": rows,
        "server_cpu_ms": _server_cpu(server, database) * 1e3,
    }


def _rows(name):
    with psycopg.connect(common.url(name), autocommit=True) as own:
        tables = [table for (table,) in own.execute(TABLES).fetchall()]
        return sum(own.execute(f"/*harness*/ SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def _server_cpu(server, database):
    """CPU seconds of the backends that serve this peer; the server runs on this machine."""
    ticks = 0
    for (pid,) in server.execute(BACKENDS, [database]).fetchall():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _line(number, name, clients, f):
    return (
        f"round {number}  {name:14} {clients} clients  {f['cps']:6.1f} cases/s  p50 {f['p50']:6.1f} ms  "
        f"{f['stmts_per_case']:6.1f} SQL  {f['wal_per_case']:7.0f} B WAL  {f['rows_per_case']:5.1f} rows  "
        f"CPU {f['client_cpu_ms']:5.1f} + {f['server_cpu_ms']:4.1f} ms"
    )
