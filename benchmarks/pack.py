"""The pack of a case with two hundred events and fifty files: time, size, statements, and how long the kit takes.

python -m benchmarks.pack      migrate the database of DATABASE_URL and print the figures as JSON
"""

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import psycopg

from benchmarks.larger import _counted
from benchmarks.server import database

ROOT = Path(__file__).resolve().parent.parent
EVENTS, FILES, BYTES = 200, 50, 100_000
STATEMENTS = 16  # whatever the number of events and files


def report(url):
    """Measure in a process and a database of its own."""
    name = "bench_pack"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    with tempfile.TemporaryDirectory(prefix="duban-pack-") as data:
        ours = {"DATABASE_URL": database(url, name), "DJANGO_SETTINGS_MODULE": "benchmarks.settings", "DATA": data}
        command = [sys.executable, "-m", "benchmarks.pack"]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | ours, stdout=subprocess.PIPE, text=True, check=True
        ).stdout
    found = json.loads(done.splitlines()[-1])
    gate = {"value": found["statements"], "limit": STATEMENTS, "met": found["statements"] <= STATEMENTS}
    return found | {"gates": {f"statements of a pack of {EVENTS} events and {FILES} files": gate}}


def main():
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as home:
        case, auditor, key = _case(home)
        print(json.dumps(_measured(case, auditor, key, Path(home) / "pack.zip")))


def _case(home):
    """A case with its history under a checkpoint; the auditor who asks for the pack, and the key to check it by."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from ledger import keeping
    from ledger.checkpoint import take
    from ledger.models import Key
    from ledger.signer.service import Signer
    from tests.support.world import person
    from workflows import moves
    from workflows.acts import editing

    editing.PAPERS = FILES  # people may attach fewer; a case has more by its other files
    signer, author = Signer(home, simulated=True), person("author", "clerk")
    take.line.ask = lambda _home, do, **more: signer.answer({"do": do} | more)
    named = {"handler": [person("handler").pk], "decider": [person("decider").pk]}
    case = moves.open_case("specimen", by=author, title="购置档案柜", people=named)
    for number in range(FILES):
        file = SimpleUploadedFile(f"材料{number + 1}.txt", os.urandom(BYTES))
        moves.act(case, "attach", by=author, kind="material", file=file)
    case.refresh_from_db()
    for number in range(EVENTS - case.head_seq):
        moves.act(case, "comment", by=author, text=f"第 {number + 1} 次核对，数目与清单一致。")
    case.refresh_from_db()
    keeping.keep(SimpleNamespace(pk=author.pk, name=author.name))
    return case, person("auditor", "auditor"), Key.objects.latest("pk").vkey


def _measured(case, auditor, key, path):
    from audit import packing
    from ledger import pack

    packing.write(io.BytesIO(), case, "full", auditor)  # the fonts of the papers are loaded once in a process
    before = time.process_time()
    with _counted() as made, path.open("wb") as out:
        manifest = packing.write(out, case, "full", auditor)
    cpu, begun = time.process_time() - before, time.perf_counter()
    assert pack.check(path, key, simulated=True)
    return {
        "events": manifest["events"], "files": len(manifest["files"]), "statements": made["statements"],
        "seconds": round(made["ms"] / 1e3, 2), "cpu_seconds": round(cpu, 2), "bytes": path.stat().st_size,
        "bytes_of_attachments": FILES * BYTES, "kit_seconds": round(time.perf_counter() - begun, 2),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


if __name__ == "__main__":
    main()
