"""The access log through its one door."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from ledger.models import Event
from people import clock
from policy import access_log

pytestmark = pytest.mark.django_db
CASE = UUID("5f0c1a52-9d3e-4b61-8c55-0000000000bb")


def test_the_end_of_a_day_stands_in_the_system_chain():
    monday = datetime(2026, 3, 2, 12, tzinfo=clock.CHINA)
    with clock.frozen(monday):
        last = access_log.record(None, CASE, "denied", "无权查看", "/case/")
    with clock.frozen(monday + timedelta(days=1)):
        access_log.record(None, CASE, "read")
    told = Event.objects.get(kind=access_log.CLOSED)
    assert last.hash.hex() in told.body and '"2026-03-02"' in told.body
    assert access_log.verify().checked == 2


def test_an_entry_costs_three_statements(django_assert_num_queries):
    access_log.record(None, CASE, "read")
    with django_assert_num_queries(5):  # two of them open and close the savepoint
        access_log.record(None, CASE, "read")
