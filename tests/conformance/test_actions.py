"""Each cell of the table of actions holds; `manage.py conformance` prints the same table."""

import pytest
from django.db import transaction

from tests.architecture import ROOT
from workflows import definitions
from workflows.conformance import acted, story, table, telling

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def rules_forgotten():
    """The rules are stored once for the whole table; nothing is forgotten between its cells."""


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """The people of the table, in a transaction that is taken back at its end."""
    definitions.forget()
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.people()
        transaction.set_rollback(True)
    definitions.forget()


@pytest.fixture(scope="module")
def scene(request, people, django_db_blocker):
    """A specimen led to the way to sign, once for all actions; each is played in a savepoint, its test's own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield table.Scene(people, *request.param)
        transaction.set_rollback(True)


CELLS = [(place, spot) for place, spots in table.scenes().items() for spot in spots]


@pytest.mark.parametrize("scene, spot", CELLS, indirect=["scene"], ids=[str(spot) for _place, spot in CELLS])
def test_cell(scene, spot):
    assert table.play(scene, spot) == ""


@pytest.mark.embedded
def test_the_table_is_printed_cell_by_cell():
    played = [
        acted.Acted(spot.rule, spot.action, spot.structure, spot.action != "remove", "", "") for spot in table.spots()
    ]
    lines = list(telling.grid(played))
    assert len(lines) == 1 + len(table.ACTIONS) * 4 and lines[0].split() == ["action", "rule", *table.STRUCTURES]
    assert [line.split() for line in lines if line.startswith("remove")][0] == ["remove", "all", *["FAILS"] * 3]
    assert sum(line.split().count("ok") for line in lines) == len(table.spots()) - 12


@pytest.mark.embedded
def test_the_page_about_the_table_says_what_the_table_says():
    assert (ROOT / "docs/conformance.md").read_text("utf-8") == telling.page()
