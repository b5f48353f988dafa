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
