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
from tests.support import template

pytestmark = [pytest.mark.embedded, pytest.mark.slow]
WHOLE = """
import django; django.setup()
from django.core.management import call_command
from django.core.management.commands import migrate
from django.core.management.commands import migrate
call_command(migrate.Command(), verbosity=0, run_syncdb=True)
"""
RENDER = ProjectState._find_reload_model


def whole(folder):
    """A database that Django migrated in its own way."""
    folder.mkdir()
    environment = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DATA": str(folder), "DJANGO_SETTINGS_MODULE": "settings.test"}
    subprocess.run([sys.executable, "-c", WHOLE], cwd=ROOT, env=environment, check=True)
    return folder / "duban.sqlite3"


def held(path):
    """What stands in the database: how each thing was made, and how many rows a table has."""
    with closing(sqlite3.connect(path)) as database:
        made = database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, _sql in made if kind == "table"]
        return made, {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in tables}  # noqa: S608


def test_the_quick_way_leaves_what_the_whole_way_leaves(db, tmp_path):
    with template.another(tmp_path):
        quick = held(tmp_path / "duban.sqlite3")
    wholly = held(whole(tmp_path / "whole"))
    assert len(quick[0]) > 300 and wholly[0] == quick[0]
    assert {name: n for name, n in wholly[1].items() if n != quick[1][name]} == {}


def test_what_has_tables_is_migrated_as_django_does_it(db, monkeypatch):
    ways = []
    monkeypatch.setattr(migrate.Command, "handle", lambda *_a, **_o: ways.append(ProjectState._find_reload_model))
    call_command("migrate", verbosity=0)
    assert ways == [RENDER]
