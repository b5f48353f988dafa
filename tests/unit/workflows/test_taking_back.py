"""收回: my last act, while nobody has done anything since; the case is as it was before."""

import pytest

from ledger.verify import verify
from workflows import clock, drafts, registry
from workflows.conformance import story
from workflows.conformance.specimen.stages import MODES
from workflows.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return story.people()


def back(told, who):
    return told.act("take_back", who)


def test_a_move_is_taken_back_with_the_work_and_the_term_as_they_were(people):
    told = story.Story(people)
    told.move("begin", "author")
    before = told.now
    told.move("to_all", "handler")
    back(told, "handler")
    case = told.now
    assert (case.stage, case.stage_since, case.due, case.open_items) == ("hand", before.stage_since, before.due, 1)
    assert told.holders() == ["handler"] and told.done() == ["author"]
    assert told.undone() == dict.fromkeys(("handler", *story.SIGNERS), "taken_back")
    assert told.finish("all") == "done" and verify(told.case.uid).ok


@pytest.mark.parametrize("mode", MODES)
def test_a_voice_is_taken_back_and_uncounted(people, mode):
    told = story.Story(people).to(mode)
    before = told.holders()
    told.sign("signer_a")
    back(told, "signer_a")
    row = told.now.signings.get()
    assert told.stage == mode and sorted(told.holders()) == before
    assert (row.agreed, row.waiting, row.outcome, row.settled_at) == (0, 3, "", None)
    assert told.finish() == "done"


def test_the_voice_that_settled_it_opens_the_signing_again_for_all_who_had_not_spoken(people):
    told = story.Story(people).to("all")
    told.sign("signer_a", "oppose")
    assert told.stage == "rejected"
    back(told, "signer_a")
    assert told.stage == "all" and sorted(told.holders()) == sorted(story.SIGNERS) and told.now.finished is None
    assert told.finish() == "done"


def test_once_the_next_has_acted_it_is_too_late(people):
    told = story.Story(people).to("all")
    told.sign("signer_a")
    told.sign("signer_b")
    for who in ("handler", "signer_a"):
        with pytest.raises(Refused, match="由对方退回"):
            back(told, who)


def test_once_the_next_has_begun_to_write_it_is_too_late(people):
    told = story.Story(people).to("all")
    drafts.save(told.now, people["signer_b"], "sign", {"opinion": "写到一半"})
    assert clock.now()
    with pytest.raises(Refused, match="已经开始填写"):
        back(told, "handler")
    drafts.drop(told.now, people["signer_b"], "sign")
    back(told, "handler")
    assert told.stage == "hand"


def test_nobody_takes_back_what_somebody_else_did(people):
    told = story.Story(people).to("all")
    with pytest.raises(Refused, match="不是你的"):
        back(told, "author")


def test_fields_that_the_act_changed_have_their_old_values(people):
    told = story.Story(people)
    told.move("begin", "author")
    told.act("edit", "author", words="改过的话") if "edit" in told.now.rules.stages["hand"].acts else None
    with pytest.raises(Refused):  # an edit is no move and no voice; its way back is another edit
        back(told, "author")


def test_an_effect_without_a_way_back_keeps_its_move(people, monkeypatch):
    told = story.Story(people).to("all")
    move = told.now.rules.find("hand", "to_all")
    monkeypatch.setitem(registry.EFFECTS, "test.stuck", lambda case, step: None)
    object.__setattr__(move, "effects", ("test.stuck",))
    try:
        with pytest.raises(Refused, match="不能撤销"):
            back(told, "handler")
        monkeypatch.setitem(registry.UNDO, "test.stuck", lambda case, step: None)
        back(told, "handler")
        assert told.stage == "hand"
    finally:
        object.__setattr__(move, "effects", ())
