"""Three working days before a term of defence ends, the person is reminded: once, and only who may still speak."""

from datetime import datetime

import pytest

from ledger.models import Event
from ledger.verify import verify
from people import roles
from workflows import clock, moves, sweep
from workflows.defence import readers
from workflows.errors import Refused
from workflows.models import Outbox


@pytest.fixture
def received(matter):
    """Ten working days from Monday, 2 March: they end on the 16th."""
    matter.begin()
    matter.act("acknowledge", matter.respondent)
    return matter


def told(matter):
    return list(Outbox.objects.filter(topic="defence.soon").values_list("recipients", flat=True))


def test_the_person_is_reminded_once_and_nobody_else_is_told(received, at):
    at(datetime(2026, 3, 10, 9))
    assert sweep.remind_defence() == 0
    at(datetime(2026, 3, 11, 9))
    assert (sweep.remind_defence(), sweep.remind_defence()) == (1, 0)
    assert told(received) == [[received.respondent.pk]]
    event = Event.objects.get(uid=received.case.uid, kind="act.remind_defence")
    assert event.actor_id == roles.system_user().pk and verify(received.case.uid).ok


@pytest.mark.parametrize("how", ["stated", "waived", "over", "not received"])
def test_who_has_spoken_or_cannot_any_more_is_not_reminded(matter, at, how):
    matter.begin()
    if how != "not received":
        matter.act("acknowledge", matter.respondent)
    if how == "stated":
        matter.act("state_defence", matter.respondent, points=["事实不清"])
    if how == "waived":
        matter.act("waive_defence", matter.respondent, statement="我不再陈述申辩")
    at(datetime(2026, 3, 17, 9) if how == "over" else datetime(2026, 3, 12, 9))
    assert sweep.remind_defence() == 0 and not told(matter)


def test_facts_that_are_shown_anew_are_reminded_of_anew(received, at):
    at(datetime(2026, 3, 12, 9))
    assert sweep.remind_defence() == 1
    received.begin()
    received.act("acknowledge", received.respondent)
    due = readers.of(received.now(), received.respondent).deadline.due
    clock.set_to(due)
    assert sweep.remind_defence() == 1 and len(told(received)) == 2


def test_only_the_clock_reminds_and_not_before_its_day(received):
    with pytest.raises(Refused):
        moves.act(received.case, "remind_defence", by=received.officer)
    with pytest.raises(Refused, match="没有提醒"):
        moves.act(received.case, "remind_defence", by=roles.system_user())
