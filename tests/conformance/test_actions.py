"""Each cell of the table of actions holds; `manage.py conformance` prints the same table."""

import pytest

from tests.architecture import ROOT
from workflows.conformance import story, table, telling

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("spot", table.spots(), ids=str)
def test_cell(spot):
    assert table.play(story.people(), spot) == ""


@pytest.mark.embedded
def test_the_page_about_the_table_says_what_the_table_says():
    assert (ROOT / "docs/conformance.md").read_text("utf-8") == telling.page()
