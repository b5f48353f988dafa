"""What the chain, the outbox, the permission check and the plan each cost: the same case with and without them."""

import os
import statistics

import psycopg

from benchmarks.peers import harness

NAME = "duban_without"
FEATURES = ("chain", "outbox", "permission", "plan")


def report(url, rounds, cases):
    """Per case and feature: milliseconds of CPU, bytes of WAL and statements that it costs."""
    os.environ["BENCH_URL"] = url
    took = {name: [] for name in ("nothing", *FEATURES)}
    with psycopg.connect(url, autocommit=True) as server:
        os.environ["WITHOUT"] = "nothing"
        harness._setup(server, NAME)
        for number in range(1, rounds + 1):
            for name in _turned(list(took), number):
                os.environ["WITHOUT"] = name
                took[name].append(harness.measure(server, NAME, 1, cases, number))
    whole = took.pop("nothing")
    return {
        "whole": {"cpu_ms": _median(map(_cpu, whole)), "wal": _median(one["wal_per_case"] for one in whole)},
        "costs": {name: _cost(whole, less) for name, less in took.items()},
    }


def _turned(names, number):
    """Every round begins with another: whoever is first finds the server cold."""
    return names[number % len(names) :] + names[: number % len(names)]


def _cost(whole, less):
    pairs = list(zip(whole, less, strict=True))  # of the same round: what disturbs one disturbs the other
    return {
        "cpu_ms": _median(_cpu(a) - _cpu(b) for a, b in pairs),
        "cpu_share": _median((_cpu(a) - _cpu(b)) / _cpu(a) for a, b in pairs),
        "wal": _median(a["wal_per_case"] - b["wal_per_case"] for a, b in pairs),
        "sql": _median(a["stmts_per_case"] - b["stmts_per_case"] for a, b in pairs),
    }


def _cpu(one):
    return one["client_cpu_ms"] + one["server_cpu_ms"]


def _median(values):
    return round(statistics.median(values), 3)
