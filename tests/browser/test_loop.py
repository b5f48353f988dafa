"""From 612 suggestions to an accepted project, at a browser, by the people of the demonstration.

`make test` goes as far as the proposal here, and all the way without a browser (tests/integration/test_loop.py).
"""

from datetime import datetime
from pathlib import Path

import pytest
from django.core import mail

from notifications import background
from people import clock, demo
from people.models import User
from processes import suggestion
from tests.browser.loop_actor import Cast
from tests.support import loop
from workflows import definitions
from workflows.models import Case

pytestmark = pytest.mark.slow
FILE = Path(suggestion.__file__).parent / "demo/suggestions.csv"
# All terms of the story end in a year whose holidays are confirmed.
BEGIN = datetime(2026, 5, 11, 9, 30, tzinfo=clock.CHINA)
NUMBER = "建〔2026〕0007号"
STRANGER = "resp_a"


@pytest.fixture
def cast(transactional_db, chromium, live_server):
    definitions.forget()
    clock.set_to(BEGIN)
    demo.load(clock.now())
    for user in User.objects.filter(is_demo=True):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")
    found = Cast(chromium, live_server.url)
    background.start(0.2)
    yield found
    found.leave()
    background.stop()
    clock.reset()


def test_a_suggestion_becomes_a_proposal(cast):
    idea, proposal = from_import_to_proposal(cast)
    loop.is_proposed(cast, proposal)
    nobody_else_learns_of_it(cast, idea, proposal)


@pytest.mark.nightly
def test_a_suggestion_becomes_an_accepted_project(cast):
    idea, proposal = from_import_to_proposal(cast)
    project = loop.becomes_a_project(cast, proposal)
    nobody_else_learns_of_it(cast, idea, proposal, project)
    everybody_was_told(cast)
    the_whole_way_can_be_read(cast, proposal)


def from_import_to_proposal(cast):
    all_612_come_in(cast)
    idea = loop.finds(cast[loop.OFFICE], NUMBER)
    return idea, loop.becomes_a_proposal(cast, idea)


def all_612_come_in(cast):
    """The page itself says how far it is, and that it is done."""
    office = cast[loop.OFFICE]
    run = loop.imports(office, FILE)
    office.waits("已完成")
    office.go(run)
    assert Case.objects.filter(kind="suggestion").count() == 612


def nobody_else_learns_of_it(cast, *cases):
    stranger = cast[STRANGER]
    for case in cases:
        assert [stranger.go(case + page) for page in ("", "history/")] == [404, 404]
    assert loop.finds(stranger, NUMBER) is None


def everybody_was_told(cast):
    """In the application, and by letter."""
    background.stop()
    background.tick()
    for who in (loop.HEAD, loop.CHAIR, loop.MINISTER, *loop.PANEL):
        cast[who].go("/notices/")
        assert "/case/" in cast[who].page, f"{who} was told nothing"
    written = {address for letter in mail.outbox for address in letter.to}
    assert {f"{who}@example.org" for who in (loop.HEAD, loop.CHAIR, *loop.MEMBERS)} <= written


def the_whole_way_can_be_read(cast, case):
    head = cast[loop.HEAD]
    head.go(case + "history/")
    for name in map(cast.name, (loop.HEAD, loop.OFFICE, loop.CHAIR, loop.LEGAL, loop.RECORDER, loop.MINISTER)):
        assert name in head.page
