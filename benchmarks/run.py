"""Measures the engine beside its peers and its reads on a large database; starts a PostgreSQL of its own.

    make bench                          a few minutes: three rounds, one and four clients, inbox at 10,000 work items
    python benchmarks/run.py --full     the same with more cases, and the inbox at 1,000,000

BENCH_URL names a server to use instead (a database of a superuser, pg_stat_statements loaded).
Results stand in benchmarks/results; the exit code is 1 when a gate is missed.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# The peers decide their settings themselves.
os.environ.pop("DJANGO_SETTINGS_MODULE", None)

from benchmarks import side_by_side  # noqa: E402
from benchmarks.peers import harness  # noqa: E402
from benchmarks.server import server  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results"
SQL_GATE, CPU_GATE, WAL_GATE = 36, 0.25, 12_000
SQL_AIM, CPU_AIM = 24, 0.125  # reported, not asked


def main(arguments):
    asked = _arguments(arguments)
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as folder, _server(folder) as database:
        peers = harness.run(database.url, asked.rounds, asked.clients, asked.cases * (4 if asked.full else 1))
        print(*side_by_side.lines(peers), sep="\n")
        gates = gates_of(peers)
        _write("latest.json", {"gates": gates, "engines": peers})
        if not asked.no_reads:
            gates |= _reads(database.url, asked.full)
            gates |= _evidence(database.url, asked.full)
        if not asked.no_more:
            gates |= _more(database.url, asked.full)
    for gate, found in gates.items():
        print(f"{'met   ' if found['met'] else 'MISSED'}  {gate}: {found['value']} (at most {found['limit']})")
    return int(not all(found["met"] for found in gates.values()))


def _arguments(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=lambda text: [int(n) for n in text.split(",")], default=[1, 4])
    parser.add_argument("--cases", type=int, default=15, help="of bare viewflow for each client and round")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--no-reads", action="store_true")
    parser.add_argument("--no-more", action="store_true", help="no three signers at once, costs, batch and sweep")
    return parser.parse_args(arguments)


def _server(folder):
    given = os.environ.get("BENCH_URL")
    return nullcontext(SimpleNamespace(url=given)) if given else server(folder)


def _reads(url, full):
    from benchmarks import reads

    found = reads.report(url, [10_000, 1_000_000] if full else [10_000])
    _write("reads.json", found)
    return found["gates"]


def _more(url, full):
    """Three signers at once, what each feature costs, and what is large."""
    from benchmarks import at_once, features, larger

    found = {
        "at_once": at_once.report(url, 400),
        "features": features.report(url, 300),
        "larger": larger.report(url, 1_000_000 if full else 10_000),
    }
    _write("more.json", found)
    return {name: gate for one in found.values() for name, gate in one.get("gates", {}).items()}


def _evidence(url, full):
    from benchmarks import evidence, pack

    found, packed = evidence.report(url, 1_000_000 if full else 30_000), pack.report(url)
    gates = found.pop("gates") | packed.pop("gates")
    _write("evidence.json", found | {"pack": packed, "gates": gates})
    return gates


def gates_of(peers):
    """The gates of the write path: statements, log of the database, and CPU beside bare viewflow in the same run."""
    every = [one for rounds in peers["duban"].values() for one in rounds]
    statements = max(one["stmts_per_case"] for one in every)
    ratio = max(side_by_side.ratio(peers, "viewflow_bare", clients, side_by_side.cpu) for clients in peers["duban"])
    return {
        "SQL per case": _gate(round(statements, 1), SQL_GATE),
        "bytes of WAL per case, median of the rounds with one client": _gate(round(_wal(peers)), WAL_GATE),
        "CPU per case beside bare viewflow": _gate(round(ratio, 3), CPU_GATE),
    }


def _wal(peers):
    first = min(peers["duban"], key=int)
    return statistics.median(one["wal_per_case"] for one in peers["duban"][first])


def _gate(value, limit):
    return {"value": value, "limit": limit, "met": value <= limit}


def _write(name, found):
    about = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "python": platform.python_version()}
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(about | {"cores": os.cpu_count(), **found}, indent=1, ensure_ascii=False, default=str)
    (RESULTS / name).write_text(text + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
