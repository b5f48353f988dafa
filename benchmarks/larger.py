"""A batch of five hundred on SQLite, the clock among very many open cases, a prediction: statements and time.

python -m benchmarks.larger batch ITEMS | sweep OPEN | prediction      prints its figures as JSON (DATABASE_URL)
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg

from benchmarks.server import database

ROOT = Path(__file__).resolve().parent.parent
ITEMS, DUE = 500, 100
# Statements: of one item of a batch, of one lapse, of the clock's look for what is due, of the next stages of a case.
EACH, LAPSE, LOOK, AHEAD = 18, 22, 2, 20


def report(url, open_cases):
    """All three; returns {batch: …, sweep: …, prediction: …, gates: …}."""
    with tempfile.TemporaryDirectory(prefix="duban-batch-") as folder:
        batch = _child({"DATA": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "settings.test"}, "batch", ITEMS)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS bench_larger WITH (FORCE)")
        server.execute("CREATE DATABASE bench_larger")
    ours = {"DATABASE_URL": database(url, "bench_larger"), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    sweep, prediction = _child(ours, "sweep", open_cases), _child(ours, "prediction")
    gates = {
        "statements of an item in a batch of 500 (SQLite)": (batch["sql_each"], EACH),
        "statements of a lapse": (sweep["sql_each"], LAPSE),
        f"statements to find what is due among {open_cases:,}": (sweep["look"]["statements"], LOOK),
        "statements of a prediction": (prediction["statements"], AHEAD),
    }
    met = {name: {"value": value, "limit": limit, "met": value <= limit} for name, (value, limit) in gates.items()}
    return {"batch": batch, "sweep": sweep, "prediction": prediction, "gates": met}


def _child(environment, *asked):
    command = [sys.executable, "-m", "benchmarks.larger", *map(str, asked)]
    told = subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True, stdout=-1, text=True).stdout
    return json.loads(told.splitlines()[-1])


@contextmanager
def _counted():
    """How many statements were sent, and how long it took, in `found` afterwards."""
    from django.db import connection

    found = {"statements": 0}

    def note(execute, sql, params, many, context):
        found["statements"] += 1
        return execute(sql, params, many, context)

    begun = time.perf_counter()
    with connection.execute_wrapper(note):
        yield found
    found["ms"] = round((time.perf_counter() - begun) * 1e3, 1)


def batch(items):
    """So many things that one person decides in one go."""
    from people import clock
    from workflows import bundling, moves
    from workflows.conformance import story
    from workflows.models import WorkItem

    _durable()
    people = story.people()
    for n in range(items):
        moves.open_case("specimen", by=people["author"], title=f"{n}", people={"handler": [people["handler"].pk]})
    chosen = list(WorkItem.objects.filter(owner=people["author"], status="ASSIGNED").values_list("pk", flat=True))
    with _counted() as staged:
        bundle = bundling.choose(chosen, by=people["author"])
        bundling.stage(bundle, dict.fromkeys(chosen, ("move.begin", 0)))
    with clock.frozen(clock.now() + bundling.UNDO + timedelta(seconds=1)), _counted() as done:
        while bundling.carry_out():
            pass
    assert bundle.rows.filter(state="done").count() == items
    return {
        "items": items, "staged": staged, "done": done, "sql_each": round(done["statements"] / items, 1),
        "ms_each": round(done["ms"] / items, 2), "per_second": round(items / done["ms"] * 1e3, 1),
    }  # fmt: skip


def _durable():
    """As an installation has it; the settings of the tests do not wait for the disk."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = FULL")


def sweep(open_cases):
    """The clock finds and takes what is due, among so many cases with open work that are not."""
    from people import clock
    from workflows import sweep as clockwork
    from workflows.conformance import story

    people = story.people()
    told = [story.Story(people).to("all") for _ in range(DUE)]
    later = clock.now() + timedelta(days=30)
    _among(told[0].case, open_cases, later)
    with clock.frozen(later):
        with _counted() as look:
            found = list(clockwork.ripe(clock.now()).order_by("due", "pk")[:DUE])
        with _counted() as done:
            taken = 0
            while some := clockwork.lapse():
                taken += some
    assert len(found) == taken == DUE, (len(found), taken)
    return {"open": open_cases, "due": DUE, "look": look, "done": done, "sql_each": round(done["statements"] / DUE, 1)}


def _among(case, count, later):
    """So many cases with a piece of open work each, due one after another from the day after `later`."""
    from benchmarks.fill import _like, _run, _unchecked, _without_indexes
    from workflows.models import Case, WorkItem

    item = case.task_set.filter(status="ASSIGNED").first()
    due = f"timestamptz '{later.isoformat()}' + g.n % 400 * interval '1 day' + interval '1 day'"
    own = {"id": "t.id + 1000000 + g.n", "due": due}
    with _unchecked(), _without_indexes():
        _like(Case, case.pk, f"generate_series(1, {count}) g(n)", **own, uid="gen_random_uuid()", number="NULL")
        same = own | {"process_id": "t.process_id + 1000000 + g.n", "case_uid": "gen_random_uuid()"}
        _like(WorkItem, item.pk, f"generate_series(1, {count}) g(n)", **same)
    for table in ("workflows_case", "workflows_workitem"):
        _run(f"VACUUM ANALYZE {table}")


def prediction():
    """The next stages of a case with names and days, as its page shows them."""
    from people import clock
    from people.memo import reading
    from workflows import foretelling
    from workflows.conformance import story

    told = story.Story(story.people()).to("all")
    foretelling.route(told.now, clock.now(), 4)
    case = told.now
    with reading(), _counted() as found:
        ahead = foretelling.route(case, clock.now(), 4)
    return found | {"stages": len(ahead)}


def main(what, *sizes):
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps({"batch": batch, "sweep": sweep, "prediction": prediction}[what](*map(int, sizes))))


if __name__ == "__main__":
    main(*sys.argv[1:])
