import pytest
from django.db import DatabaseError, connection, transaction

from ledger import access
from ledger.models import AccessEntry, Event, Salt
from tests.support.flush import unsealed
from tests.unit.ledger.conftest import UID, chain

REFUSED = [
    "UPDATE ledger_event SET kind = 'x'",
    "UPDATE ledger_event SET kind = kind",
    "DELETE FROM ledger_event",
    "UPDATE ledger_salt SET value = '1'",
    "UPDATE ledger_access SET why = 'x'",
    "DELETE FROM ledger_access",
]
BY_VENDOR = {
    "postgresql": [
        "TRUNCATE ledger_event",
        "TRUNCATE ledger_salt",
        "TRUNCATE ledger_access",
        "SET LOCAL session_replication_role = replica; DELETE FROM ledger_event",
        "INSERT INTO ledger_event SELECT * FROM ledger_event ON CONFLICT (uid, seq) DO UPDATE SET kind = 'x'",
    ],
    "sqlite": [
        "INSERT OR REPLACE INTO ledger_event SELECT * FROM ledger_event",
        "INSERT OR REPLACE INTO ledger_salt SELECT * FROM ledger_salt",
        "INSERT OR REPLACE INTO ledger_access SELECT * FROM ledger_access",
    ],
}


@pytest.fixture
def filled(written):
    access.note(None, "denied", "/cases/1/", UID, "无权查看")


def refused(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses_to_change_history(filled, statement):
    with pytest.raises(DatabaseError, match="append only"):
        refused(statement)


@pytest.mark.parametrize("formats", [(1, 1, 1, 1)], indirect=True)
def test_the_salt_of_an_event_is_no_private_value(filled):
    with pytest.raises(DatabaseError, match="append only"):
        refused("DELETE FROM ledger_salt WHERE name = ''")


def test_the_database_refuses_its_own_back_doors(filled):
    for statement in BY_VENDOR[connection.vendor]:
        with pytest.raises(DatabaseError, match="append only"):
            refused(statement)
    assert Event.objects.count() == 4


def test_the_orm_is_refused_as_well(filled):
    for rows in (Event.objects.all(), AccessEntry.objects.all()):
        with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
            rows.delete()


def test_a_private_value_may_be_erased(filled):
    assert Salt.objects.exclude(name="").filter(seq=1).delete()[0] == 1


def test_the_seal_is_back_after_the_forger(filled):
    with unsealed(connection):
        pass
    with pytest.raises(DatabaseError, match="append only"):
        refused(REFUSED[0])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_starts_with_an_empty_ledger(turn):
    from ledger import append

    assert not Event.objects.exists()
    append.write(chain(2))
    with pytest.raises(DatabaseError, match="append only"):
        refused(REFUSED[0])
