"""Several processes share a verification and find what one would find."""

import pytest
from django.db import connection

from benchmarks.evidence import fill
from ledger import verification
from ledger.log.sequence import Sequencer
from ledger.models import Event
from ledger.verification import ranges
from tests.support.flush import unsealed
from tests.unit.ledger import forger

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filled():
    fill(1_200)
    Sequencer().run()


def test_two_processes_look_at_every_event_once(filled):
    told = []
    found = verification.run(tell=lambda done, total: told.append((done, total)), processes=2)
    assert found.faults == [] and found.events == 1_200 and told[-1] == (2_400, 2_400)


@pytest.mark.parametrize(
    "events, cores, share", [(0, 8, 1), (ranges.LEAST, 8, 1), (ranges.LEAST * 2, 8, 2), (10**7, 2, 2), (10**9, 64, 16)]
)
def test_a_process_of_its_own_begins_where_it_pays(events, cores, share, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert ranges.workers(events) == share


def test_ranges_leave_nothing_out_and_share_no_chain(filled):
    bounds = ranges.cut(1_200, 4)
    assert bounds[0][0] == bounds[-1][1] == "" and len(bounds) == 4
    assert [high for _low, high in bounds[:-1]] == [low for low, _high in bounds[1:]]


def test_they_find_what_one_process_finds(filled):
    first, last = (Event.objects.order_by(order).values_list("uid", flat=True).first() for order in ("uid", "-uid"))
    with unsealed(connection):
        for uid in (first, last):
            forger.sql("UPDATE ledger_event SET kind = 'act.other' WHERE uid = %s AND seq = 3", uid)
    alone, together = verification.run(processes=1), verification.run(processes=2)
    assert together.faults == alone.faults and len(alone.faults) >= 2


def test_a_process_that_dies_is_no_pass(filled, monkeypatch):
    monkeypatch.setattr(ranges, "connection_name", lambda: "/nowhere/at/all")
    with pytest.raises(ranges.Lost):
        verification.run(processes=2)
