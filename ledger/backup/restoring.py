"""Brings a backup back, and says how far back that is; tries one out beside the running system."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from ledger.backup import databases, making
from ledger.checkpoint import take
from ledger.models import Log
from people import clock


class Damaged(ValueError):
    """A backup that is not whole."""


def check(folder: Path) -> dict:
    """The manifest of a backup that is whole."""
    try:
        manifest = making.read(folder)
    except (OSError, ValueError) as error:
        raise Damaged(str(folder)) from error
    database = folder / databases.NAME
    if not database.exists() or making.digest(database) != manifest["sha256"]:
        raise Damaged(str(database))
    if not databases.whole(database, manifest["vendor"]):
        raise Damaged(str(database))
    return manifest


def bring_back(folder: Path) -> tuple[int, int]:
    """Put database and files back; returns how long the log was and how long it is now."""
    manifest = check(folder)
    if manifest["vendor"] != connection.vendor:
        raise Damaged(manifest["vendor"])
    was = length()
    _aside()
    databases.put_back(folder / databases.NAME)
    _files(folder / making.FILES, Path(settings.MEDIA_ROOT))
    now = length()
    if was > now:
        # Said at once, and not only when the signer refuses.
        take.noticed(was, now, "restore", clock.now())
    return was, now


def length() -> int:
    """How long the log is; 0 where there is no database."""
    try:
        return Log.objects.values_list("size", flat=True).first() or 0
    except DatabaseError:
        return 0


def _aside():
    """Keep what is replaced: nobody knows yet whether it is needed after all."""
    if connection.vendor != "sqlite":
        return
    name = Path(connection.settings_dict["NAME"])
    if name.exists():
        kept = name.with_name(f"{name.name}.before-{clock.now():%Y%m%d-%H%M%S}")
        databases.copy(kept)


def _files(source, target):
    """Files that are there already stay: they are the same, or came later."""
    for path in source.rglob("*"):
        lies = target / path.relative_to(source)
        if path.is_file() and not lies.exists():
            lies.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, lies)


def try_out(folder: Path) -> str:
    """Restore a backup into a place of its own and verify it there; returns what the verification said, "" if well."""
    manifest = check(folder)
    with tempfile.TemporaryDirectory(prefix="duban-try-") as place:
        os.symlink((folder / making.FILES).resolve(), Path(place) / "files")
        if manifest["vendor"] == "sqlite":
            shutil.copyfile(folder / databases.NAME, Path(place) / "duban.sqlite3")
            return _verified(place, "settings.embedded")
        try:
            with databases.beside(folder / databases.NAME) as url:
                return _verified(place, os.environ["DJANGO_SETTINGS_MODULE"], DATABASE_URL=url)
        except subprocess.CalledProcessError as error:
            return error.stderr.decode(errors="replace")[-2000:]


def _verified(place, module, **more):
    known = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(settings.ROOT / "manage.py"), "verify"], capture_output=True, text=True,
        env=known | {"DATA": place, "DJANGO_SETTINGS_MODULE": module} | more, cwd=settings.ROOT,
    )  # fmt: skip
    return "" if done.returncode == 0 else (done.stderr or done.stdout)[-2000:]
