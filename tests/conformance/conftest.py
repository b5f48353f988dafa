"""The specimen's people, and the specimen with other facts."""

import pytest

from workflows import testing
from workflows.conformance import story
from workflows.conformance.specimen import stages
from workflows.conformance.specimen.models import Specimen


@pytest.fixture
def people(db):
    return story.people()


@pytest.fixture
def tell(people):
    """A new specimen, brought into a stage if one is named; `cast` says who plays its roles."""

    def told(route="", **cast):
        found = story.Story(people, **cast)
        return found.to(route) if route else found

    return told


@pytest.fixture
def stated(monkeypatch):
    """State other facts for stages of the specimen; they hold for the cases that are opened afterwards."""

    def state(**changed):
        monkeypatch.setattr(Specimen, "facts", {**stages.facts(), **changed})
        testing.forget()

    yield state
    monkeypatch.undo()
    testing.forget()
