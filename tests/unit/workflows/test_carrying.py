"""After a resubmission those sign again whose fields changed; who agreed to what is still there is carried and told."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ledger.read import history
from workflows import clock, foretelling, moves
from workflows.conformance import story
from workflows.models import Basis, Outbox, Signing

pytestmark = pytest.mark.django_db
WHY = "材料不全，请补充后再报。"


@pytest.fixture
def told():
    """`told(route)`: a specimen in a stage in which decisions carry over."""
    return lambda route="all_kept": story.Story(story.people()).to(route)


def back(told, who, mode="rerun", **changed):
    """Somebody sends it back, the author changes something, it is handed in again."""
    told.act("return_to", who, target="hand", mode=mode, reason=WHY)
    if changed:
        told.act("edit", "author", **changed)
    told.move(f"to_{told.route}", "handler")


def last(told):
    return history(told.case.uid)[-1].fields


def test_a_decision_keeps_digests_of_what_was_seen_and_no_values(told):
    one = told()
    one.act("edit", "author", words="十万元")
    one.sign("signer_a")
    (basis,) = Basis.objects.all()
    assert set(basis.digests) == {"words", "papers"} and all(len(hex) == 64 for hex in basis.digests.values())
    assert last(one)["saw"] == basis.digests and "十万元" not in str(basis.digests)


def test_an_objection_keeps_nothing(told):
    told("all_kept").sign("signer_a", "oppose")
    assert not Basis.objects.exists()


def test_who_agreed_to_what_is_still_there_need_not_sign_again(told):
    one = told()
    one.sign("signer_a")
    back(one, "signer_b")
    assert one.holders() == ["signer_b", "signer_c"]
    row = Signing.objects.order_by("-pk").first()
    assert (row.entitled, row.agreed, row.present, row.waiting) == (3, 1, 1, 2)
    (said,) = last(one)["carried"]
    assert said["name"] == "signer_a"
    topics = Outbox.objects.filter(topic="work.carried").values_list("recipients", flat=True)
    assert list(topics) == [[one.people["signer_a"].pk]]
    assert one.finish() == "done"


@pytest.mark.parametrize("changed", [{"words": "另一稿"}, {"words": "另一稿", "title": "新题目"}])
def test_who_saw_what_has_changed_signs_again(told, changed):
    one = told()
    one.sign("signer_a")
    back(one, "signer_b", **changed)
    assert one.holders() == list(story.SIGNERS)
    assert "carried" not in last(one)


def test_what_they_were_not_shown_may_change(told):
    one = told()
    one.sign("signer_a")
    back(one, "signer_b", title="新题目")
    assert one.holders() == ["signer_b", "signer_c"]


def test_a_paper_that_was_added_is_a_change(told):
    one = told()
    one.sign("signer_a")
    one.act("return_to", "signer_b", target="hand", mode="rerun", reason=WHY)
    one.act("attach", "author", kind="other", file=SimpleUploadedFile("新附件.txt", io.BytesIO(b"new").read()))
    one.move("to_all_kept", "handler")
    assert one.holders() == list(story.SIGNERS)


def test_a_change_that_was_undone_is_none(told):
    one = told()
    one.sign("signer_a")
    one.act("return_to", "signer_b", target="hand", mode="rerun", reason=WHY)
    one.act("edit", "author", words="另一稿")
    one.act("edit", "author", words="")
    one.move("to_all_kept", "handler")
    assert one.holders() == ["signer_b", "signer_c"]


def test_it_is_carried_as_often_as_nothing_changes(told):
    one = told()
    one.sign("signer_a")
    back(one, "signer_b")
    back(one, "signer_c")
    assert one.holders() == ["signer_b", "signer_c"]
    back(one, "signer_b", words="另一稿")
    assert one.holders() == list(story.SIGNERS)


def test_who_came_to_another_mind_later_is_asked(told):
    one = told()
    one.sign("signer_a")
    back(one, "signer_b", words="另一稿")
    back(one, "signer_a", words="")
    assert one.holders() == list(story.SIGNERS)


def test_where_all_agreed_to_what_is_there_the_system_goes_on_and_says_so(told):
    one = told()
    for name in story.SIGNERS:
        one.sign(name)
    one.act("return_to", "decider", target="hand", mode="rerun", reason=WHY)
    foretold = foretelling.taken(one.now, "to_all_kept", clock.now())
    one.move("to_all_kept", "handler")
    assert (one.stage, one.holders()) == ("decision", ["decider"])
    assert [(e.stage, e.skipped) for e in foretold] == [("all_kept", "carried"), ("decision", ""), ("done", "")]
    assert last(one)["skipped"] == "carried" and last(one)["automatic"]
    assert history(one.case.uid)[-1].event.actor_name != "signer_c"


def test_one_who_agreed_is_enough_where_one_is_enough(told):
    one = told("any_kept")
    one.sign("signer_b")
    one.act("return_to", "decider", target="hand", mode="rerun", reason=WHY)
    one.move("to_any_kept", "handler")
    assert one.stage == "decision"


def test_in_a_line_the_turn_passes_over_who_agreed_before(told):
    one = told("sequential_kept")
    one.sign("signer_a")
    back(one, "signer_b")
    assert one.holders() == ["signer_b"] and one.waiting() == {"signer_c": "line"}
    one.sign("signer_b")
    assert one.holders() == ["signer_c"]
    assert one.finish() == "done"


def test_beside_each_other_each_signs_again_only_for_what_it_was_shown(told):
    one = told("all_kept_beside")
    one.sign("signer_a")
    one.sign("partner")
    back(one, "signer_b", words="另一稿")
    assert one.holders() == list(story.SIGNERS)
    back(one, "signer_b", title="新题目")
    assert set(one.holders()) == {*story.SIGNERS, "partner"}
    assert one.finish() == "done"


def test_a_branch_that_need_not_sign_lets_the_stage_go_when_the_others_are_done(told):
    one = told("all_kept_beside")
    for name in story.SIGNERS:
        one.sign(name)
    back(one, "partner")
    assert one.holders() == ["partner"]
    one.sign("partner")
    assert one.stage == "decision"


def test_straight_back_those_are_asked_again_whose_fields_changed(told):
    one = told()
    one.sign("signer_a")
    back(one, "signer_b", mode="straight", words="另一稿")
    assert set(one.holders()) == set(story.SIGNERS)
    assert Signing.objects.get().agreed == 0
    assert one.finish() == "done"


def test_straight_back_in_a_line_they_sign_in_their_turns(told):
    one = told("sequential_kept")
    one.sign("signer_a")
    one.sign("signer_b")
    back(one, "signer_c", mode="straight", words="另一稿")
    assert one.holders() == ["signer_a"]
    assert one.finish() == "done"


def test_straight_back_what_was_said_of_the_same_stays(told):
    one = told()
    one.sign("signer_a")
    back(one, "signer_b", mode="straight")
    assert set(one.holders()) == {"signer_b", "signer_c"}


def test_what_the_agent_agreed_to_is_carried_for_who_lent_it(told):
    from people import clock as days
    from people.models import Mandate

    one, today = told(), days.today()
    Mandate.objects.create(
        principal=one.people["signer_a"],
        agent=one.people["deputy"],
        since=today,
        until=today,
        processes="",
        reason="学习",
    )
    one.sign("deputy")
    back(one, "signer_b")
    assert one.holders() == ["signer_b", "signer_c"]


def test_what_was_taken_back_is_not_carried(told):
    one = told()
    one.sign("signer_a")
    one.act("take_back", "signer_a")
    back(one, "signer_b")
    assert one.holders() == list(story.SIGNERS)


def test_what_is_foretold_of_a_resubmission_is_what_happens(told):
    one = told()
    one.sign("signer_a")
    one.act("return_to", "signer_b", target="hand", mode="rerun", reason=WHY)
    (first, *_rest) = foretelling.taken(one.now, "to_all_kept", clock.now())
    assert [(h.carried, h.waits) for h in first.holders] == [(True, False), (False, False), (False, False)]
    one.move("to_all_kept", "handler")
    assert one.holders() == ["signer_b", "signer_c"]


def test_where_nothing_carries_over_nothing_is_kept_and_everybody_signs_again(told):
    one = told("all")
    one.sign("signer_a")
    assert not Basis.objects.exists()
    moves.act(one.case, "return_to", by=one.people["signer_b"], target="hand", mode="rerun", reason=WHY)
    one.move("to_all", "handler")
    assert one.holders() == list(story.SIGNERS)
