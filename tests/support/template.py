"""The test database is migrated once and copied: the migrations cost every worker eight seconds, a copy none.

What the copies come from lies in `build/test-database` under a digest of all that shapes it; a change of a
migration, a model or a role makes a new one. On PostgreSQL it is a database beside the test databases.
"""

import fcntl
import hashlib
import shutil
from contextlib import contextmanager
from pathlib import Path
from time import time
from uuid import uuid4

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).absolute().parent.parent.parent  # of a tree made of links it is the tree
KEPT = ROOT / "build" / "test-database"
UNUSED = 24 * 3600  # seconds
SHAPING = (
    "*/**/migrations/*.py", "*/**/models*.py", "*/**/models/*.py", "*/**/apps.py", "ledger/triggers.py", "people/*.py",
    "people/data/**/*.json", "settings/*.py", "requirements/*", "tests/support/approval/*.py",
    "workflows/conformance/specimen/*.py",
)  # fmt: skip


def digest():
    """One value for all that shapes an empty database."""
    sums = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    for path in sorted({path for one in SHAPING for path in ROOT.glob(one) if path.is_file()}):
        sums.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return sums.hexdigest()[:16]


def lay():
    """Make the test database of this worker, from the template where there is one, and use it from now on."""
    name = connection.creation._get_test_db_name()
    with _alone():
        (_lay_postgresql if connection.vendor == "postgresql" else _lay_sqlite)(name)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    return name


@contextmanager
def _alone():
    """One worker at a time: the others wait for the template and copy it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def another(folder):
    """A migrated and empty database beside the test database, after that was laid; yields its DATABASE_URL or ""."""
    if connection.vendor == "sqlite":
        shutil.copyfile(KEPT / f"{digest()}.sqlite3", Path(folder) / "duban.sqlite3")
        yield ""
        return
    name, known = f"another_{uuid4().hex[:12]}", connection.settings_dict
    with _alone(), connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "template_{digest()}"')
    try:
        yield f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{name}"
    finally:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _lay_sqlite(name):
    template = KEPT / f"{digest()}.sqlite3"
    for old in (name, f"{name}-wal", f"{name}-shm"):
        Path(old).unlink(missing_ok=True)
    if template.exists():
        shutil.copyfile(template, name)
        return
    _migrate()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for old in KEPT.glob("*.sqlite3"):
        if time() - old.stat().st_mtime > UNUSED:  # another run may be copying it
            old.unlink(missing_ok=True)
    shutil.copyfile(name, template.with_suffix(".new"))
    template.with_suffix(".new").rename(template)


def _lay_postgresql(name):
    template = f"template_{digest()}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        found = cursor.fetchone()
        if found:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    if not found:
        _migrate()
        connection.close()
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{template}" TEMPLATE "{name}"')


def _migrate():
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
