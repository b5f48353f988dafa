"""Makes a backup: first the database, then the files, which are only ever added; the manifest comes last."""

import json
import os
import shutil
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

from ledger.backup import databases
from ledger.models import Log
from people import clock

MANIFEST, FILES, HALF = "manifest.json", "files", ".half"
KEPT = ((7200, 0), (172_800, 3600), (30 * 86_400, 86_400))  # up to this age, one in so many seconds


def make(folder=None) -> Path:
    """Make a backup of everything in a new folder; returns it."""
    home = Path(folder or settings.BACKUPS)
    at = clock.now()
    target = home / at.astimezone(clock.CHINA).strftime("%Y%m%d-%H%M%S")
    half, before = target.with_name(target.name + HALF), newest(home)
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o700)
    size = Log.objects.values_list("size", flat=True).first() or 0
    databases.copy(half / databases.NAME)
    count = _files(Path(settings.MEDIA_ROOT), half / FILES, before / FILES if before else None)
    manifest = {
        "at": at.isoformat(timespec="seconds"), "vendor": connection.vendor, "size": size, "files": count,
        "sha256": digest(half / databases.NAME),
    }  # fmt: skip
    (half / MANIFEST).write_text(json.dumps(manifest, indent=1))
    os.sync()
    half.rename(target)
    return target


def _files(source, target, before):
    """Copy the files; one that the last backup has is linked, for a file that was received is never changed."""
    count = 0
    target.mkdir()
    for path in sorted(source.rglob("*")) if source.exists() else ():
        if path.is_file():
            _one(path, target / path.relative_to(source), before and before / path.relative_to(source))
            count += 1
    return count


def _one(path, target, before):
    target.parent.mkdir(parents=True, exist_ok=True)
    known = before and before.exists() and before.stat()
    found = path.stat()
    if known and (known.st_size, known.st_mtime_ns) == (found.st_size, found.st_mtime_ns):
        os.link(before, target)
    else:
        shutil.copy2(path, target)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        found = sha256()
        while part := file.read(1 << 20):
            found.update(part)
    return found.hexdigest()


def all_of(home) -> list[Path]:
    """The finished backups, the oldest first."""
    home = Path(home)
    return sorted(path.parent for path in home.glob(f"*/{MANIFEST}") if path.parent.suffix != HALF)


def newest(home) -> Path | None:
    return next(reversed(all_of(home)), None)


def read(folder: Path) -> dict:
    return json.loads((folder / MANIFEST).read_text())


def thin(folder=None) -> int:
    """Remove what is too much: all of two hours, one an hour for two days, one a day for a month."""
    home, now, seen, gone = Path(folder or settings.BACKUPS), clock.now(), set(), 0
    for path in reversed(all_of(home)):
        slot = _slot((now - datetime.fromisoformat(read(path)["at"])).total_seconds())
        if slot is None or slot in seen and slot[1] is not None:
            shutil.rmtree(path)
            gone += 1
        seen.add(slot)
    return gone


def _slot(age):
    for upto, each in KEPT:
        if age <= upto:
            return upto, int(age // each) if each else None
    return None
