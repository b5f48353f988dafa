"""What an inbox costs on a large database: buffers and plans by EXPLAIN, and how long it takes.

python -m benchmarks.reads ITEMS      fill the database of DATABASE_URL and print the figures as JSON
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from benchmarks.server import database

ROOT = Path(__file__).resolve().parent.parent
INDEX, BUFFERS, GROWTH = "workitem_inbox", 40, 1.2
TURNS, WARM, EACH = 25, 3, 15


def report(url, sizes):
    """Fill a database of each size and compare; returns {sizes: …, gates: …}."""
    with ExitStack() as stack:
        sides = {str(size): stack.enter_context(_side(url, size)) for size in sizes}
        found = {size: json.loads(side.stdout.readline()) for size, side in sides.items()}
        took = _in_turns(sides)
    for size, people in took.items():
        found[size]["p50_ms"] = {who: round(statistics.median(times), 3) for who, times in people.items()}
    buffers = max(page["buffers"] for size in found.values() for page in size["pages"].values())
    gates = {"buffers of an inbox page": {"value": buffers, "limit": BUFFERS, "met": buffers <= BUFFERS}}
    if len(sizes) > 1:
        growth = _growth(took[str(sizes[0])], took[str(sizes[-1])])
        name = f"p50 of an inbox at {sizes[-1]:,} / at {sizes[0]:,}"
        gates[name] = {"value": growth, "limit": GROWTH, "met": growth <= GROWTH}
    return {"sizes": found, "gates": gates}


@contextmanager
def _side(url, size):
    """A process with a database of one size; it prints what it found, and then a line of times for each it reads."""
    name = f"bench_reads_{size}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    environment = {**os.environ, "DATABASE_URL": database(url, name), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    command = [sys.executable, "-m", "benchmarks.reads", str(size)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as side:
        yield side
        side.stdin.close()


def _in_turns(sides):
    """Medians of an inbox with its badge, each side in turn: what disturbs the machine disturbs both."""
    took = {size: {"60": [], "5000": []} for size in sides}
    for _ in range(TURNS):
        for size, side in sides.items():
            print("go", file=side.stdin, flush=True)
            for who, times in json.loads(side.stdout.readline()).items():
                took[size][who].append(statistics.median(times))
    return {size: {who: turns[WARM:] for who, turns in people.items()} for size, people in took.items()}


def _growth(first, last):
    """The median of last / first over the turns, of the reader that fares worse."""
    pairs = {who: zip(last[who], first[who], strict=True) for who in first}
    return round(max(statistics.median(a / b for a, b in turns) for turns in pairs.values()), 3)


def measured(items):
    """Fill the database of the running Django and look at the plans; returns (what was found, the two readers)."""
    from benchmarks import fill

    begun = time.perf_counter()
    small, heavy = fill.fill(items)
    filled = round(time.perf_counter() - begun, 1)
    pages = {f"{name}, {kind}": explained(person, after) for name, person in (("60", small[7]), ("5000", heavy))
             for kind, after in (("first page", None), ("third page", third(person)))}  # fmt: skip
    return {"fill_s": filled, "pages": pages}, {"60": small, "5000": [heavy]}


def third(person):
    """The key of a page further down, where the work without a due day may begin."""
    from workflows import inbox

    return inbox.page(person, inbox.page(person).next).next


def explained(person, after=None):
    """Buffers and indexes of one inbox page as the browser asks for it, and whether a whole table was read."""
    from web.inbox import SIZE
    from workflows import inbox

    with _statements() as seen:
        inbox.page(person, after, SIZE)
    plans = [_plan(sql, params) for sql, params in seen]
    nodes = [node for plan in plans for node in _nodes(plan)]
    return {
        "statements": len(plans),
        "buffers": sum(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] for plan in plans),
        "indexes": sorted({node["Index Name"] for node in nodes if "Index Name" in node}),
        "whole_table": any(node["Node Type"] == "Seq Scan" for node in nodes),
        "sorted": any("Sort" in node["Node Type"] for node in nodes),
    }


@contextmanager
def _statements():
    from django.db import connection

    seen = []

    def note(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def _plan(sql, params):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql, params)
        (found,) = cursor.fetchone()
    return (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]


def _nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)


def _times(people, rng):
    """How long an inbox page with its badge takes, in milliseconds."""
    from web.inbox import SIZE
    from workflows import inbox

    took = []
    for person in rng.choices(people, k=EACH):
        begun = time.perf_counter()
        inbox.page(person, None, SIZE)
        inbox.count(person)
        took.append((time.perf_counter() - begun) * 1e3)
    return took


def main(items):
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    found, readers = measured(items)
    print(json.dumps(found), flush=True)
    rng = random.Random(7)
    for _line in sys.stdin:
        print(json.dumps({who: _times(people, rng) for who, people in readers.items()}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
