"""The record of a session goes round: who was there may ask for a correction before signing."""

import pytest

from processes.consultation.walk import MINUTES
from web import ways
from workflows import clock, history
from workflows.errors import Refused
from workflows.models import Outbox

pytestmark = pytest.mark.django_db
CHANGE = "第二段把“四十台”写成了“十四台”，请更正。"


@pytest.fixture
def written(walk):
    walk.to_session().opinions().fill()
    return walk.act("record", walk.officer, minutes=MINUTES, opinions=[])


def names(walk, who):
    case = type(walk.case).objects.get(pk=walk.case.pk)
    return {way.name for way in ways.of(case, walk.people[who], clock.now())}


def test_a_participant_asks_for_a_correction_and_the_keepers_are_told(written, people):
    who = written.panel[0][0]
    written.act("amend_record", who, change=CHANGE)
    told = Outbox.objects.get(uid=written.case.uid, topic="record.amend")
    assert {people[written.chair].pk, people[written.officer].pk} <= set(told.recipients)
    entries = [line.entry for line in history.of(written.case)]
    (said,) = [entry.fields for entry in entries if entry.event.kind == "act.amend_record"]
    assert said["change"] == CHANGE


def test_nothing_is_corrected_before_it_is_written_nor_after_it_is_signed(walk):
    walk.to_session().opinions().fill()
    who = walk.panel[0][0]
    assert "amend_record" not in names(walk, who)
    with pytest.raises(Refused):
        walk.act("amend_record", who, change=CHANGE)
    walk.act("record", walk.officer, minutes=MINUTES, opinions=[])
    assert "amend_record" in names(walk, who)
    walk.act("sign_record", who)
    assert "amend_record" not in names(walk, who)
    with pytest.raises(Refused, match="已经签字"):
        walk.act("amend_record", who, change=CHANGE)


def test_who_was_not_in_the_session_corrects_nothing(written):
    with pytest.raises(Refused):
        written.act("amend_record", "sup_clk", change=CHANGE)
