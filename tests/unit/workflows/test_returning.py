"""退回: to a stage that is done, to run again from there or to come straight back; the bugs other engines had here."""

import pytest

from ledger.models import Event
from ledger.verify import verify
from workflows import history, trail
from workflows.conformance import story
from workflows.conformance.specimen.stages import MODES
from workflows.errors import Refused
from workflows.models import Detour, Outbox

pytestmark = pytest.mark.django_db
WHY = "材料不全，请补充后再报。"
BESIDE = [f"{mode}_beside" for mode in MODES]


@pytest.fixture
def people():
    return story.people()


def returned(told, who="signer_a", target="hand", mode="rerun"):
    return told.act("return_to", who, target=target, mode=mode, reason=WHY)


def test_what_it_may_be_returned_to_is_known_before_anybody_acts(people):
    told = story.Story(people).to("all")
    found = trail.targets(told.now)
    assert [(aim.stage, aim.previous, aim.who) for aim in found] == [
        ("hand", True, ("handler",)), ("drafting", False, ("author",))]  # fmt: skip


@pytest.mark.parametrize("stage", MODES)
@pytest.mark.parametrize("target", ["hand", "drafting"])
def test_run_again_closes_what_was_open_and_everybody_signs_anew(people, stage, target):
    told = story.Story(people).to(stage)
    before = told.holders()
    if stage == "all":
        told.sign("signer_b")
    returned(told, target=target)
    assert told.stage == target and told.holders() == ["handler" if target == "hand" else "author"]
    assert set(told.undone().values()) <= {"returned"} and set(told.undone()) < set(before) | {"signer_b", "signer_c"}
    assert not told.waiting() and told.now.round == 1
    assert told.now.signings.get().outcome == "returned"
    if target == "drafting":
        told.move("begin", "author")
    told.move(f"to_{stage}", "handler")
    assert told.holders() == before, "who had signed signs again"
    assert told.finish() == "done" and verify(told.case.uid).ok


@pytest.mark.parametrize("stage", MODES)
def test_straight_back_goes_on_where_it_was_left_and_what_was_signed_stays(people, stage):
    told = story.Story(people).to(stage)
    who, said = "signer_a", ()
    if stage in ("all", "vote", "sequential"):
        told.sign("signer_a")
        who, said = "signer_b", ("signer_a",)
    left = told.holders()
    returned(told, who, "drafting", "straight")
    assert told.holders() == ["author"] and told.now.round == 0
    told.move("begin", "author")
    assert told.stage == stage, "the handler is not asked again"
    assert sorted(told.holders()) == sorted(left) and not set(said) & set(told.holders())
    assert Detour.objects.get().ended_at
    row = told.now.signings.get()
    assert (row.agreed, row.waiting, row.outcome) == (len(said), 3 - len(said), "")
    assert told.finish() == "done"


def test_what_lay_behind_it_still_does_when_it_has_come_straight_back(people):
    told = story.Story(people).to("all")
    before = [aim.stage for aim in trail.targets(told.now)]
    returned(told, target="drafting", mode="straight")
    told.move("begin", "author")
    assert [aim.stage for aim in trail.targets(told.now)] == before == ["hand", "drafting"]
    returned(told, target="hand")
    assert [aim.stage for aim in trail.targets(told.now)] == ["drafting"]


def test_the_term_of_the_stage_begins_anew_when_the_case_is_back(people):
    told = story.Story(people).to("all")
    returned(told, mode="straight")
    told.move("to_all", "handler")
    case = told.now
    assert case.due and case.warn_at and {item.due for item in told.items(status="ASSIGNED")} == {case.due}


def test_straight_back_passes_over_another_choice_of_way(people):
    told = story.Story(people).to("all")
    returned(told, mode="straight")
    told.move("to_any", "handler")
    assert told.stage == "all"


def test_returned_again_on_the_way_it_runs_from_there_and_nobody_waits_any_more(people):
    told = story.Story(people).to("all")
    returned(told, mode="straight")
    returned(told, "handler", "drafting", "rerun")
    assert told.holders() == ["author"] and not Detour.objects.filter(ended_at=None).exists()
    assert told.finish() == "done"


def test_two_detours_come_back_one_after_the_other(people):
    told = story.Story(people).to("all")
    returned(told, mode="straight")
    returned(told, "handler", "drafting", "straight")
    told.move("begin", "author")
    assert told.stage == "hand"
    told.move("to_all", "handler")
    assert told.stage == "all" and told.finish() == "done"


def test_a_decision_is_returned_to_a_signing_that_then_begins_anew(people):
    told = story.Story(people).to("all")
    for name in story.SIGNERS:
        told.sign(name)
    returned(told, "decider", "all")
    assert told.holders() == list(story.SIGNERS) and told.now.signings.count() == 2
    assert told.finish() == "done"


def test_the_returner_has_it_among_what_is_done_and_the_event_says_where_from_and_where_to(people):
    told = story.Story(people).to("all")
    returned(told)
    assert "signer_a" in told.done()
    event = Event.objects.filter(uid=told.case.uid).latest("seq")
    assert (event.kind, event.came_from, event.went_to) == ("act.return_to", "all", "hand")
    topics = dict(Outbox.objects.filter(uid=told.case.uid).values_list("topic", "recipients"))
    assert people["author"].pk in topics["case.returned"] and people["handler"].pk in topics["case.returned"]
    assert "第2轮" in history.of(told.now)[-1].words


@pytest.mark.parametrize(
    "who, target, mode, reason, said",
    [
        ("signer_a", "decision", "rerun", WHY, "可以退回"),
        ("signer_a", "all", "rerun", WHY, "可以退回"),
        ("signer_a", "nowhere", "rerun", WHY, "可以退回"),
        ("signer_a", "hand", "sideways", WHY, "请改选"),
        ("signer_a", "hand", "rerun", "短", "理由"),
        ("handler", "drafting", "rerun", WHY, "不由你办理"),
        ("decider", "hand", "rerun", WHY, "."),
    ],
)
def test_what_is_not_legal_is_refused_with_a_sentence(people, who, target, mode, reason, said):
    told = story.Story(people).to("all")
    seq = told.now.head_seq
    with pytest.raises(Refused, match=said):
        told.act("return_to", who, target=target, mode=mode, reason=reason)
    assert told.now.head_seq == seq and not Detour.objects.exists()


def test_nothing_lies_behind_the_first_stage(people):
    assert trail.targets(story.Story(people).now) == []


@pytest.mark.parametrize("stage", BESIDE)
@pytest.mark.parametrize("mode", ["rerun", "straight"])
def test_a_return_from_one_branch_takes_all_of_them_along(people, stage, mode):
    told = story.Story(people).to(stage)
    left, waiting = told.holders(), told.waiting()
    returned(told, mode=mode)
    assert told.holders() == ["handler"] and told.waiting() == {}, "no branch goes on by itself"
    told.move(f"to_{stage}", "handler")
    assert told.stage == stage and sorted(told.holders()) == sorted(left) and told.waiting() == waiting
    assert told.now.signings.count() == (4 if mode == "rerun" else 2)
    assert told.finish() == "done"


@pytest.mark.parametrize("stage", BESIDE)
def test_what_one_branch_has_settled_stays_settled_when_it_comes_straight_back(people, stage):
    told = story.Story(people).to(stage)
    told.sign("partner")
    returned(told, mode="straight")
    told.move(f"to_{stage}", "handler")
    assert "partner" not in told.holders() and told.now.signings.get(branch="beside").outcome == "agree"
    assert told.finish() == "done"


def test_a_pool_and_a_case_with_work_below_it_are_returned_too(people):
    told = story.Story(people).to("pool")
    returned(told, told.holders()[0])
    assert told.holders() == ["handler"] and told.finish("all") == "done"


@pytest.mark.parametrize("where, first", [("before", "extra"), ("after", "signer_a")])
def test_who_was_asked_to_speak_before_or_after_another_still_is_when_it_comes_straight_back(people, where, first):
    told = story.Story(people).to("all")
    told.act("add_signers", "signer_a", people=[people["extra"].pk], where=where, reason=WHY)
    returned(told, "signer_b", mode="straight")
    told.move("to_all", "handler")
    second = ({"extra", "signer_a"} - {first}).pop()
    assert told.waiting() == {second: where}
    told.sign("signer_b")
    assert told.waiting() == {second: where}, "somebody else's voice brings nobody's turn"
    told.sign(first)
    assert told.waiting() == {} and second in told.holders()
    assert told.finish() == "done"


def test_work_that_was_transferred_before_the_return_keeps_its_turn(people):
    told = story.Story(people).to("all")
    told.act("add_signers", "signer_a", people=[people["extra"].pk], where="before", reason=WHY)
    told.act("transfer", "extra", to=people["deputy"].pk, reason=WHY)
    returned(told, "signer_b", mode="straight")
    told.move("to_all", "handler")
    told.sign("signer_b")
    assert told.waiting() == {"signer_a": "before"}
    told.sign("deputy")
    assert "signer_a" in told.holders() and told.finish() == "done"


def test_taking_back_brings_back_who_waits_for_whom(people):
    told = story.Story(people).to("any")
    told.act("add_signers", "signer_a", people=[people["extra"].pk], where="before", reason=WHY)
    told.sign("signer_b")
    assert told.stage == "decision"
    told.act("take_back", "signer_b")
    assert told.waiting() == {"signer_a": "before"}
    told.sign("signer_c", "abstain")
    assert told.waiting() == {"signer_a": "before"}


def test_who_waits_after_another_still_does_when_that_voice_is_taken_back(people):
    told = story.Story(people).to("all")
    told.act("add_signers", "signer_a", people=[people["extra"].pk], where="after", reason=WHY)
    told.sign("signer_a")
    told.act("take_back", "signer_a")
    told.sign("signer_b")
    assert told.waiting() == {"extra": "after"}
    told.sign("signer_a")
    assert "extra" in told.holders() and told.finish() == "done"
