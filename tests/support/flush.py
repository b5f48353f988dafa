"""Lets transactional tests empty the sealed ledger tables of the *test* database.

The product has no way to take its triggers away, so the tests bring one: the flush after such a test drops
them, empties the tables and puts them back. Import `emptied_tables` into the root conftest.
"""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections
from django.test import TransactionTestCase

from ledger import triggers
from tests.support.remembered import memory

SQLITE = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'ledger_%%'"
POSTGRESQL = """
SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relname LIKE 'ledger_%%' AND NOT tgisinternal
"""


@contextmanager
def unsealed(connection):
    """The test database without its triggers, for a flush or for a test that plays the forger."""
    assert Path(connection.settings_dict["NAME"]).name.startswith("test"), "only ever a test database"
    on = " ON {1}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)
        for row in cursor.fetchall():
            cursor.execute(("DROP TRIGGER {0}" + on).format(*row))
    try:
        yield
    finally:
        triggers.create(connection)


@pytest.fixture(scope="session", autouse=True)
def emptied_tables():
    """Wrap the flush that follows each transactional test."""
    flush = TransactionTestCase._fixture_teardown

    def unsealed_flush(case):
        names = case._databases_names(include_mirrors=False)
        with unsealed(connections["default"]) if "default" in names else _nothing():
            flush(case)
        memory.forget()  # what was laid has new keys

    TransactionTestCase._fixture_teardown = unsealed_flush
    yield
    TransactionTestCase._fixture_teardown = flush


@contextmanager
def _nothing():
    yield
