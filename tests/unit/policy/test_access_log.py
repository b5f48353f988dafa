"""The access log through its one door."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from ledger import access
from ledger.models import AccessDay, AccessEntry, Event
from people import clock
from policy import access_log
from tests.support.flush import unsealed

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


def test_a_list_of_cases_is_an_entry_for_each_in_as_many_statements(django_assert_num_queries):
    access_log.record(None, CASE, "read")
    cases = [UUID(int=n) for n in range(1, 9)]
    with django_assert_num_queries(5):
        kept = access_log.record_each(None, [("history", uid, "audit") for uid in cases], "/audit/")
    assert [(one.case_uid, one.seq) for one in kept] == [(uid, n) for n, uid in enumerate(cases, start=2)]
    assert access_log.record_each(None, []) == []
    assert access_log.verify() == (True, 9, None, None, "")


def test_a_closed_day_that_was_written_anew_is_found_by_the_system_chain():
    monday = datetime(2026, 3, 2, 12, tzinfo=clock.CHINA)
    for day in range(3):
        with clock.frozen(monday + timedelta(days=day)):
            access_log.record(7, CASE, "read")
    with unsealed(connection):  # somebody who knows the scheme makes every hash right again
        entry = AccessEntry.objects.order_by("pk")[0]
        entry.person_id = 99
        entry.hash = access.digest(entry)
        entry.save()
        previous = entry.hash
        AccessDay.objects.filter(day=entry.day).update(hash=previous)
        for later in AccessDay.objects.filter(day__gt=entry.day).order_by("day"):
            one = AccessEntry.objects.get(day=later.day)
            one.previous = access.first(later.day, previous)
            one.hash = access.digest(one)
            one.save()
            AccessDay.objects.filter(day=later.day).update(before=previous, hash=one.hash)
            previous = one.hash
    found = access_log.verify()
    assert (found.ok, found.why) == (False, "told") and "2026-03-02" in access.words(found)
