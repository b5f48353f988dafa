"""The specimen is sound, and each plain way to sign brings it to its end."""

import pytest

from workflows import testing
from workflows.conformance import story
from workflows.conformance.specimen.stages import MODES

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return story.people()


def test_the_checks_find_nothing_wrong_with_it():
    testing.sound("specimen")


@pytest.mark.parametrize("mode", MODES)
def test_it_comes_to_its_end_through_each_signing(people, mode):
    told = story.Story(people).to(mode)
    assert told.holders() == (["signer_a"] if mode == "sequential" else list(story.SIGNERS))
    assert told.finish() == "done"
    assert told.holders() == []


@pytest.mark.parametrize("mode", MODES)
def test_what_is_not_carried_ends_there(people, mode):
    told = story.Story(people).to(mode)
    for name in story.SIGNERS:
        if told.stage == mode and name in told.holders():
            told.sign(name, "oppose")
    assert told.stage == "rejected"
