"""The first migration is quick and leaves what Django's own leaves: the same tables, indexes, triggers and rows."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState

from tests.architecture import ROOT

pytestmark = [pytest.mark.embedded, pytest.mark.slow]
RUN = """
import django; django.setup()
from django.core.management import call_command
from django.core.management.commands import migrate
call_command({command}, verbosity=0, run_syncdb=True)
"""
QUICK, WHOLE = '"migrate"', "migrate.Command()"
RENDER = ProjectState._find_reload_model


def made(folder, command):
    """A database that was migrated by a process of its own, which knows no models of tests."""
    folder.mkdir()
    environment = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DATA": str(folder), "DJANGO_SETTINGS_MODULE": "settings.test"}
    subprocess.run([sys.executable, "-c", RUN.format(command=command)], cwd=ROOT, env=environment, check=True)
    return held(folder / "duban.sqlite3")


def held(path):
    """What stands in the database: how each thing was made, and how many rows a table has."""
    with closing(sqlite3.connect(path)) as database:
        made = database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, _sql in made if kind == "table"]
        return made, {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in tables}  # noqa: S608


def test_the_quick_way_leaves_what_the_whole_way_leaves(tmp_path):
    (tables, rows), (all_tables, all_rows) = made(tmp_path / "quick", QUICK), made(tmp_path / "whole", WHOLE)
    assert len(tables) > 300 and tables == all_tables
    assert {name: (n, rows[name]) for name, n in all_rows.items() if n != rows[name]} == {}


def test_what_has_tables_is_migrated_as_django_does_it(db, monkeypatch):
    ways = []
    monkeypatch.setattr(migrate.Command, "handle", lambda *_a, **_o: ways.append(ProjectState._find_reload_model))
    call_command("migrate", verbosity=0)
    assert ways == [RENDER]
