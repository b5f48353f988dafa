"""On PostgreSQL the running role cannot change evidence, whatever it sends; the work goes on with it."""

from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from ledger import append, erasing, keeping, roles
from ledger.log import sequence
from ledger.models import Event, Place
from tests.support.world import person
from tests.unit.ledger.conftest import CLERK, UID, chain
from tests.unit.ledger.signing import near  # noqa: F401
from workflows import moves

pytestmark = pytest.mark.django_db
WAYS = (("DELETE FROM", ""), ("TRUNCATE", ""), ("ALTER TABLE", " DISABLE TRIGGER ALL"), ("DROP TABLE", ""))
FORBIDDEN = [
    f"{verb} {table}" + rest
    for table in ("ledger_event", "ledger_place", "ledger_checkpoint", "ledger_access", "workflows_definition")
    for verb, rest in (
        ("DELETE FROM", ""),
        ("TRUNCATE", ""),
        ("ALTER TABLE", " DISABLE TRIGGER ALL"),
        ("DROP TABLE", ""),
    )
] + [
    "UPDATE ledger_event SET kind = 'x'",
    "UPDATE ledger_place SET place = 9",
    "UPDATE ledger_checkpoint SET size = 1",
    "UPDATE ledger_access SET what = 'x'",
    "UPDATE ledger_salt SET value = 'x'",
    "UPDATE workflows_definition SET text = '{}'",
    "DELETE FROM ledger_salt WHERE name = ''",
    "SET session_replication_role = replica",
    "DROP TRIGGER ledger_event_row ON ledger_event",
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "DELETE FROM django_migrations",
]


@contextmanager
def role(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
        try:
            yield cursor
        finally:
            cursor.execute("RESET ROLE")


@pytest.fixture
def granted(near, monkeypatch):  # noqa: F811
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    append.write(chain(2, formats=(1, 2)))
    keeping.keep(CLERK)
    call_command("roles", application="test_duban_app", auditor="test_duban_auditor", verbosity=0)


@pytest.mark.postgres
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_cannot(granted, statement):
    with role("test_duban_app") as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(statement)


@pytest.mark.postgres
def test_the_application_works(granted):
    author = person("author", "clerk")
    with role("test_duban_app"):
        assert roles.changeable() == []
        call_command("roles", check=True, verbosity=0)
        case = moves.open_case("approval", by=author, title="购置档案柜")
        keeping.keep(CLERK)
        assert Place.objects.filter(uid=case.uid).exists() and Event.objects.filter(uid=case.uid).exists()
        assert erasing.erase(UID) == 2


@pytest.mark.postgres
def test_the_auditor_reads_and_nothing_else(granted):
    with role("test_duban_auditor") as cursor:
        cursor.execute("SELECT count(*) FROM ledger_event")
        assert cursor.fetchone()[0]
        for statement in (
            "INSERT INTO ledger_log (id, origin, simulated, size, algorithm) VALUES (2, 'x', false, 0, '')",
            "SELECT value FROM ledger_salt",
            "SELECT * FROM people_user",
            "DELETE FROM ledger_event",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(statement)


@pytest.mark.postgres
def test_the_owner_is_told_that_it_could(granted):
    assert "ledger_event" in roles.changeable()
    with pytest.raises(CommandError, match="ledger_event"):
        call_command("roles", check=True)


@pytest.mark.postgres
def test_the_page_of_the_ledger_says_so_while_the_system_runs_as_the_owner(granted, client):
    client.force_login(person("auditor", "auditor"))
    assert "能改写留痕的数据库账户" in client.get(reverse("web:ledger")).content.decode()
    with role("test_duban_app"):
        assert "能改写留痕的数据库账户" not in client.get(reverse("web:ledger")).content.decode()


@pytest.mark.embedded
def test_sqlite_says_that_it_has_no_roles():
    with pytest.raises(CommandError, match="SQLite"):
        call_command("roles")
