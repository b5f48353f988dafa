"""An inbox page costs the same however much work was ever done: 40 buffers, through the partial index."""

import pytest
from django.db import connection

from benchmarks import fill, reads
from workflows import definitions

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("only on PostgreSQL")
    definitions.forget()
    yield
    definitions.forget()


@pytest.mark.parametrize(
    "items",
    [pytest.param(10_000, marks=pytest.mark.slow), pytest.param(1_000_000, marks=pytest.mark.nightly)],
)
def test_an_inbox_page_reads_at_most_forty_buffers_by_the_partial_index(items):
    small, heavy = fill.fill(items)
    for person in (small[0], heavy):
        for after in (None, reads.third(person)):
            page = reads.explained(person, after)
            assert page["buffers"] <= reads.BUFFERS and page["indexes"] == [reads.INDEX], page
            assert not page["whole_table"] and page["statements"] <= 2, page
