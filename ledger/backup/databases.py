"""One consistent copy of the database, and putting it back. SQLite by its own copying, PostgreSQL by its own tools."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

from django.db import connections

NAME = "database"
RESTORE = ("pg_restore", "--no-owner", "--single-transaction", "--exit-on-error")


class Missing(RuntimeError):
    """A program of PostgreSQL was not found."""


def copy(target: Path, alias="default") -> None:
    """Copy the database into a new file, without keeping writers waiting."""
    settings = connections[alias].settings_dict
    if connections[alias].vendor == "sqlite":
        with closing(sqlite3.connect(settings["NAME"])) as source, closing(sqlite3.connect(target)) as copied:
            source.backup(copied)
            # One file that needs no second one beside it.
            copied.execute("PRAGMA journal_mode=DELETE")
        return
    _run(["pg_dump", "--format=custom", "--file", str(target)], settings)


def put_back(source: Path, alias="default") -> None:
    """Put a copy in the place of the database; nobody may be using it."""
    settings = connections[alias].settings_dict
    connections.close_all()
    if connections[alias].vendor == "sqlite":
        name = Path(settings["NAME"])
        for beside in ("-wal", "-shm"):
            name.with_name(name.name + beside).unlink(missing_ok=True)
        half = name.with_name(name.name + ".half")
        shutil.copyfile(source, half)
        half.replace(name)
        return
    _run([*RESTORE, "--clean", "--if-exists", "--dbname", settings["NAME"], str(source)], settings)


@contextmanager
def beside(source: Path, alias="default"):
    """Restore a copy into a new database of the same PostgreSQL, gone afterwards; yields its DATABASE_URL."""
    settings, name = connections[alias].settings_dict, f"duban_try_{token_hex(8)}"
    # Always a new name: what is tried out never replaces anything.
    _run(["createdb", "--template", "template0", name], settings)
    try:
        _run([*RESTORE, "--dbname", name, str(source)], settings)
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    finally:
        _run(["dropdb", "--force", name], settings)


def whole(source: Path, vendor: str) -> bool:
    """Whether a copy can be read at all."""
    if vendor == "sqlite":
        try:
            with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copied:
                return copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError:
            return False
    return subprocess.run([program("pg_restore"), "--list", str(source)], capture_output=True).returncode == 0  # noqa: S603


def program(name: str) -> str:
    """A program of PostgreSQL: from the folder in DUBAN_POSTGRES_BIN, or wherever the system has it."""
    folder = os.environ.get("DUBAN_POSTGRES_BIN")
    found = shutil.which(name, path=folder) if folder else shutil.which(name)
    if not found:
        raise Missing(name)
    return found


def _run(command, settings):
    known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(settings[key]) for name, key in known.items() if settings.get(key)}
    subprocess.run([program(command[0]), *command[1:]], env=os.environ | given, check=True, capture_output=True)  # noqa: S603
