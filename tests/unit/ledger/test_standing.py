"""What badge and page say about the evidence."""

from datetime import timedelta

import pytest

from ledger import append, keeping, standing
from ledger.log import sequence
from people import clock
from tests.unit.ledger.conftest import AT, CLERK, chain
from tests.unit.ledger.signing import near  # noqa: F401
from tests.unit.ledger.test_sequence import fill, uid_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("near")]


@pytest.fixture(autouse=True)
def fresh(near, monkeypatch):  # noqa: F811
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    with clock.frozen(AT):
        yield


def test_a_case_says_how_much_of_it_is_covered(django_assert_max_num_queries):
    fill(1, 3)
    keeping.keep(CLERK)
    append.write([record for record in chain(5, uid_of(1)) if record.event.seq > 3])
    sequence.Sequencer().run()
    with django_assert_max_num_queries(2):
        found = standing.of(uid_of(1))
    assert (found.placed, found.covered, found.verified_at) == (5, 3, None)
    assert standing.of(uid_of(99))[:2] == (0, 0)


def test_the_ledger_says_its_age_and_what_is_behind():
    assert standing.whole().log is None
    fill(1, 3)
    keeping.keep(CLERK)
    sequence.Sequencer().run()
    with clock.frozen(AT + timedelta(seconds=20)):
        found = standing.whole()
    assert (found.checkpoint.size, found.age, found.behind, found.pending) == (3, timedelta(seconds=20), 1, None)
