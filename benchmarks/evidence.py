"""What evidence costs: the chain, the sequencer, checkpoints; how long proofs and a verification of everything take.

python -m benchmarks.evidence EVENTS      fill the database of DATABASE_URL and print the figures as JSON
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

import psycopg

from benchmarks.server import database

ROOT = Path(__file__).resolve().parent.parent
PER_CASE, CHUNK, PROOF_MS = 6, 6_000, 1.0
BARE = """
CREATE TABLE bare AS SELECT uid, seq, format, at, kind, actor_id, actor_name, for_id, for_name, came_from, went_to,
item_id, key, body FROM ledger_event WHERE false; ALTER TABLE bare ADD PRIMARY KEY (uid, seq)
"""
COLUMNS = "uid, seq, format, at, kind, actor_id, actor_name, for_id, for_name, came_from, went_to, item_id, key, body"


def report(url, events):
    """Measure in a process and a database of its own."""
    name = "bench_evidence"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    environment = {**os.environ, "DATABASE_URL": database(url, name), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    command = [sys.executable, "-m", "benchmarks.evidence", str(events)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    took = found["proof"]["p50_ms"]
    gate = {"value": took, "limit": PROOF_MS, "met": took <= PROOF_MS}
    return found | {"gates": {"p50 of an inclusion proof (ms)": gate}}


def fill(events, chunk=CHUNK):
    """Cases of six events each, put into the table in large bites; returns the seconds that hashing took."""
    from django.db import transaction

    from ledger.models import Event, Head, Salt

    hashing = 0.0
    for start in range(0, events // PER_CASE, chunk // PER_CASE):
        begun, records, heads = time.process_time(), [], []
        for number in range(start, min(start + chunk // PER_CASE, events // PER_CASE)):
            records += _case(UUID(int=(number + 1) << 64))
            heads.append(Head(uid=records[-1].event.uid, seq=PER_CASE, hash=records[-1].event.hash))
        hashing += time.process_time() - begun
        with transaction.atomic():
            Event.objects.bulk_create([record.event for record in records], batch_size=1000)
            Salt.objects.bulk_create([salt for record in records for salt in record.salts], batch_size=2000)
            Head.objects.bulk_create(heads, batch_size=2000)
    return hashing


def _case(uid):
    from ledger import append
    from people import clock

    records, previous, at = [], None, clock.now()
    for seq in range(1, PER_CASE + 1):
        record = append.build(
            uid, seq, previous, at=at, kind="act.sign", actor_id=seq, actor_name="王芳", came_from="signing",
            went_to="signing", item_id=seq, fields={"decision": "agree", "opinion": "同意", "rules": "0123456789ab"},
        )  # fmt: skip
        records.append(record)
        previous = record.event.hash
    return records


class Cost:
    """WAL, statements and client CPU between two moments."""

    def __init__(self, cursor):
        self.cursor, self.before = cursor, None
        self.before = self._now()

    def _now(self):
        self.cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
        wal = int(self.cursor.fetchone()[0])
        self.cursor.execute(
            "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid "
            "WHERE d.datname = current_database()"
        )
        return wal, int(self.cursor.fetchone()[0]), time.process_time()

    def per(self, count):
        now = self._now()
        wal, calls, cpu = (after - before for after, before in zip(now, self.before, strict=True))
        return {
            "wal_bytes": round(wal / count, 1), "statements": round(calls / count, 4),
            "client_cpu_ms": round(cpu / count * 1e3, 4),
        }  # fmt: skip


def main(events):
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        found = {"events": events, "chain": chain(cursor, events), "sequencer": sequencer(cursor, events)}
        found |= {"checkpoint": checkpoint(cursor), "proof": proof(events), "verify": verify()}
    print(json.dumps(found))


def chain(cursor, events):
    """What hashes, salts and marks add to the plain rows of history, for each case."""
    cases = events // PER_CASE
    cost = Cost(cursor)
    hashing = fill(events)
    whole = cost.per(cases)["wal_bytes"]
    cursor.execute(BARE)
    cost = Cost(cursor)
    cursor.execute(f"INSERT INTO bare SELECT {COLUMNS} FROM ledger_event")
    bare = cost.per(cases)["wal_bytes"]
    cursor.execute("DROP TABLE bare")
    return {"wal_bytes": {"with": whole, "without": bare}, "hashing_cpu_ms": round(hashing / cases * 1e3, 4)}


def sequencer(cursor, events):
    """For each case; nothing of it happens inside a move."""
    from ledger.log.sequence import Sequencer

    cost, begun = Cost(cursor), time.monotonic()
    placed = Sequencer().run()
    took = time.monotonic() - begun
    return cost.per(events / PER_CASE) | {"events_per_second": round(placed / took)}


def checkpoint(cursor):
    """One checkpoint, signer included."""
    from types import SimpleNamespace

    from ledger.checkpoint import take
    from ledger.signer.service import Signer

    with tempfile.TemporaryDirectory() as home:
        signer = Signer(home, simulated=True)
        take.line.ask = lambda _home, do, **more: signer.answer({"do": do} | more)
        clerk = SimpleNamespace(pk=1, name="bench")
        take.take(clerk)
        cost = Cost(cursor)
        for _turn in range(20):
            take.take(clerk)
        return cost.per(20)


def proof(events):
    """A proof that one event stands in the log, built from the stored tiles."""
    import random

    from ledger.log import proofs
    from ledger.models import Place

    rng, size, times = random.Random(1), Place.objects.count(), []
    for _turn in range(400):
        place, known = rng.randrange(size), proofs.tiles.Tiles()
        begun = time.perf_counter()
        known.fetch(proofs.tiles.around(place, size))
        proofs.merkle.inclusion(place, size, known.at)
        times.append((time.perf_counter() - begun) * 1e3)
    times = sorted(times[50:])
    return {f"p{n}_ms": round(times[len(times) * n // 100], 3) for n in (50, 95, 99)}


def verify():
    from ledger import verification

    before = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    found = verification.run()
    assert not found.faults, found.faults[:3]
    after = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = sum(
        used.ru_utime + used.ru_stime - was.ru_utime - was.ru_stime for used, was in zip(after, before, strict=True)
    )
    return {
        "events_per_second": round(found.rate), "seconds": round(found.seconds, 1),
        "events_per_cpu_second": round(found.events / spent),
    }  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
