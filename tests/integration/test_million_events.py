"""A million events are placed and verified in bounded memory; the figures are printed."""

import resource

import pytest

from benchmarks.evidence import fill
from ledger import verification
from ledger.log.sequence import Sequencer
from ledger.models import Log

MILLION, MEGABYTES = 1_000_002, 250


def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_a_million_events_are_verified_in_bounded_memory(capsys):
    fill(MILLION)
    Sequencer().run()
    assert Log.objects.get().size == MILLION
    before = used()
    found = verification.run()
    with capsys.disabled():
        print(f"\n{found.events:,} events verified in {found.seconds:.0f} s, {found.rate:,.0f} a second")
    assert found.faults == [] and used() - before < MEGABYTES
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # of those who shared the work
    assert largest < MEGABYTES


@pytest.mark.django_db
def test_some_thousand_are(capsys):
    fill(3_000)
    Sequencer().run()
    assert verification.run().faults == [] and Log.objects.get().size == 3_000
