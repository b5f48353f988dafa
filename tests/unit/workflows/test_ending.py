"""撤回、终止、重新办理: what was open is closed with its reason, and an ended case goes on where it is told to."""

import pytest

from ledger.models import Event
from workflows.conformance import story
from workflows.conformance.specimen.stages import MODES
from workflows.errors import Refused
from workflows.models import Outbox

pytestmark = pytest.mark.django_db
WHY = "情况有变，不再需要办理。"


@pytest.fixture
def people():
    return story.people()


@pytest.mark.parametrize("stage", [*MODES, "pool", "hand"])
@pytest.mark.parametrize(
    "how, who, end, closed",
    [("withdraw", "author", "withdrawn", "withdrawn"), ("terminate", "owner", "terminated", "terminated")],
)
def test_it_ends_here_and_nobody_has_anything_to_do(people, stage, how, who, end, closed):
    told = story.Story(people)
    told.move("begin", "author")
    if stage != "hand":
        told.move(f"to_{stage}", "handler")
    working = told.holders()
    told.act(how, who, reason=WHY)
    case = told.now
    assert case.stage == end and case.finished and case.open_items == 0 and case.due is None and not case.lapse_move
    assert told.holders() == [] and told.waiting() == {}
    assert {told.undone()[name] for name in working} == {closed}
    event = Event.objects.filter(uid=case.uid).latest("seq")
    assert (event.kind, event.went_to) == (f"act.{how}", end)
    assert Outbox.objects.filter(uid=case.uid, topic=f"case.{closed}").exists()


@pytest.mark.parametrize("how, who", [("withdraw", "signer_a"), ("terminate", "signer_a"), ("withdraw", "owner")])
def test_only_who_may_ends_it(people, how, who):
    told = story.Story(people).to("all")
    with pytest.raises(Refused):
        told.act(how, who, reason=WHY)
    assert told.stage == "all"


def test_without_a_reason_it_does_not_end(people):
    told = story.Story(people).to("all")
    with pytest.raises(Refused, match="理由"):
        told.act("withdraw", "author", reason=" ")


def test_what_has_ended_cannot_be_withdrawn(people):
    told = story.Story(people).to("all")
    told.finish()
    with pytest.raises(Refused):
        told.act("withdraw", "author", reason=WHY)


@pytest.mark.parametrize(
    "to, holders", [("decision", ["decider"]), ("all", list(story.SIGNERS)), ("hand", ["handler"])]
)
def test_an_ended_case_goes_on_in_a_stage_that_it_was_in(people, to, holders):
    told = story.Story(people).to("all")
    assert told.finish() == "done"
    told.act("reopen", "owner", to=to, reason=WHY)
    case = told.now
    assert case.stage == to and case.finished is None and case.round == 1 and told.holders() == holders and case.due
    assert told.finish() == "done"


@pytest.mark.parametrize("to", ["any", "done", "nowhere"])
def test_it_goes_on_nowhere_else(people, to):
    told = story.Story(people).to("all")
    told.finish()
    with pytest.raises(Refused, match="可以回到"):
        told.act("reopen", "owner", to=to, reason=WHY)
