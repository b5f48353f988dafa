"""The main job without a browser: from 612 suggestions to an accepted project, by the forms on the pages."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people import clock, demo
from processes import suggestion
from processes.suggestion.importing import working
from tests.support import loop
from tests.support.fast import Cast
from workflows.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]
FILE = Path(suggestion.__file__).parent / "demo/suggestions.csv"
NUMBER, STRANGER = "建〔2026〕0007号", "resp_a"


class Story(Cast):
    """The cast at the one clock of the test."""

    def now(self):
        return clock.now()

    def wait(self, days):
        clock.shift(timedelta(days=days))


@pytest.fixture
def cast(db):
    clock.set_to(datetime(2026, 5, 11, 9, 30, tzinfo=clock.CHINA))
    demo.load(clock.now())
    yield Story()
    clock.reset()


def test_a_suggestion_becomes_an_accepted_project(cast):
    office = cast[loop.OFFICE]
    loop.imports(office, SimpleUploadedFile(FILE.name, FILE.read_bytes()))
    while working.work_some():
        pass
    assert Case.objects.filter(kind="suggestion").count() == 612
    idea = loop.finds(office, NUMBER)
    proposal = loop.becomes_a_proposal(cast, idea)
    project = loop.becomes_a_project(cast, proposal)
    assert [cast[STRANGER].go(case) for case in (idea, proposal, project)] == [404] * 3
