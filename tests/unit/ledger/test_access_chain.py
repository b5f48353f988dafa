"""The access log is a chain per day: what is changed, taken out or left out of it is found."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from ledger import access
from ledger.models import AccessDay, AccessEntry
from people.clock import CHINA
from tests.support.flush import unsealed

pytestmark = pytest.mark.django_db
CASE = UUID("5f0c1a52-9d3e-4b61-8c55-0000000000aa")
NOON = datetime(2026, 3, 2, 12, tzinfo=CHINA)


@pytest.fixture
def three_days():
    for day in range(3):
        for n in range(4):
            access.note(7 + n, "read", "/case/", CASE, "承办", at=NOON + timedelta(days=day, minutes=n))


def test_days_are_chained_and_verify(three_days):
    assert access.verify() == (True, 12, None, None, "")
    assert list(AccessDay.objects.order_by("day").values_list("seq", "closed")) == [(4, True), (4, True), (4, False)]
    first, second = AccessDay.objects.order_by("day")[:2]
    assert bytes(second.before) == bytes(first.hash)


def test_a_clock_that_is_put_back_goes_on_in_the_open_day(three_days):
    entry = access.note(7, "read", "/case/", CASE, at=NOON)
    assert entry.day.day == 4 and access.verify().ok


@pytest.mark.parametrize(
    "statement, why",
    [
        ("UPDATE ledger_access SET person_id = 99 WHERE seq = 2", "hash"),
        ("UPDATE ledger_access SET why = '' WHERE seq = 3", "hash"),
        ("DELETE FROM ledger_access WHERE seq = 2", "gap"),
        ("DELETE FROM ledger_access WHERE seq = 4", "head"),
        ("DELETE FROM ledger_access_day WHERE day = '2026-03-03'", "day"),
    ],
)
def test_tampering_is_found(three_days, statement, why):
    with unsealed(connection), connection.cursor() as cursor:
        cursor.execute(statement)
    found = access.verify()
    assert not found.ok and found.why == why


def test_entries_of_before_the_chains_are_left_alone(three_days):
    AccessEntry.objects.create(at=NOON, person_id=1, what="read", path="/")
    assert access.verify().ok
