"""The clock looks at what is due, not at what is open: as many statements, by the partial indices, at any size."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.world import person
from workflows import clock, definitions, ladder, moves, sweep
from workflows.models import Case, Climb, new_uid

BATCH = 1_000  # a statement has room for so many parameters
DUE = 100


@pytest.fixture(autouse=True)
def fresh():
    definitions.forget()
    sweep.rounds.past.clear()
    yield
    definitions.forget()
    sweep.rounds.past.clear()


def opened(count, pattern=None):
    """`count` more open cases whose terms end in a year; returns the pattern."""
    pattern = pattern or moves.open_case("approval", by=person("author", "clerk"), title="一件事")
    far, values = clock.now() + timedelta(days=365), Case.objects.filter(pk=pattern.pk).values().get()
    own = {name: value for name, value in values.items() if name not in ("id", "uid", "due", "lapse_move")}
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        Case.objects.bulk_create(Case(uid=new_uid(), due=far, lapse_move="x", **own) for _n in range(size))
    return pattern


def statements():
    """How many statements one look of the clock takes."""
    with CaptureQueriesContext(
        connection,
    ) as said:
        sweep.lapse()
        sweep.climb()
        sweep.resume()
        sweep.raise_recusals()
    return len(said)


@pytest.mark.django_db
def test_a_look_of_the_clock_takes_as_many_statements_with_ten_open_cases_as_with_two_thousand():
    pattern = opened(10)
    statements()  # the calendar is read once
    before = statements()
    opened(2_000, pattern)
    assert statements() == before <= 12


@pytest.mark.django_db
def test_what_each_due_case_costs_does_not_depend_on_what_is_open():
    pattern = opened(10)
    _cost(pattern)
    assert _cost(pattern) == _cost(opened(500, pattern))


def _cost(pattern):
    """Statements for one case that has come to a rung."""
    empty = statements()
    Case.objects.filter(pk=pattern.pk).update(due=clock.now() - timedelta(days=8), stage="decision")
    found = statements() - empty
    Climb.objects.all().delete()
    Case.objects.filter(pk=pattern.pk).update(due=None, stage="draft")
    return found


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "items", [pytest.param(20_000, marks=pytest.mark.slow), pytest.param(1_000_000, marks=pytest.mark.nightly)]
)
def test_the_clock_finds_a_hundred_due_among_all_open_by_the_partial_indices(items):
    if connection.vendor != "postgresql":
        pytest.skip("only on PostgreSQL")
    pattern = opened(items)
    late = Case.objects.exclude(pk=pattern.pk).order_by("pk").values("pk")[:DUE]
    Case.objects.filter(pk__in=[row["pk"] for row in late]).update(due=clock.now() - timedelta(days=2))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE workflows_case")
    assert sweep.ripe(clock.now()).count() == DUE
    plan = sweep.ripe(clock.now()).order_by("due", "pk")[:50].explain()
    assert "case_lapse" in plan and "Seq Scan" not in plan, plan
    for rung, which in ladder.scopes():
        plan = ladder.standing_on(rung, clock.now(), which)[:50].explain()
        assert "case_open_due" in plan and "Seq Scan on workflows_case" not in plan, plan
