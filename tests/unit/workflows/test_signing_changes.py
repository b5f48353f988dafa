"""Signers who come and go while a signing is open: counts, turns, the denominator, and what can be taken back."""

import pytest

from tests.support import signing as s
from tests.support.world import person
from workflows import moves
from workflows.errors import Refused
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(monkeypatch):
    """Open a case whose signing follows a rule; returns it, its author and its signers."""
    made = []

    def make(mode, heads, **said):
        made.append(s.following(monkeypatch, signing=s.signing(mode, **said)))
        made[-1].__enter__()
        return s.submitted(monkeypatch, heads)

    yield make
    for one in made:
        one.__exit__(None, None, None)


def item_of(case, signer):
    return s.items(case, "ASSIGNED", "SCHEDULED", "DONE").get(owner=signer).pk


def why_closed(case, signer):
    return WorkItem.objects.filter(process=case, owner=signer, status="CANCELED").values_list("closed_why", flat=True)


def test_whoever_joins_beside_counts_like_those_entitled_from_the_start(opened):
    case, author, (a, b) = opened("all", 2)
    new = person("new")
    moves.act(case, "t_join", by=author, people=[new.pk])
    assert s.counts(case)[:2] == (3, 3) and s.open_items(case) == 3
    for one in (a, b):
        s.sign(case, one)
    assert s.stage(case) == "signing"
    s.sign(case, new)
    assert s.stage(case) == "decision"


def test_whoever_asks_others_to_speak_before_waits_for_them(opened):
    case, author, (a, b) = opened("all", 2)
    new = person("new")
    moves.act(case, "t_join", by=author, people=[new.pk], where="before", which=item_of(case, a))
    assert (a.pk, "before") in s.waiting(case) and set(s.able(case)) == {b.pk, new.pk} and s.open_items(case) == 2
    with pytest.raises(Refused, match="new"):
        s.sign(case, a)
    s.sign(case, new)
    assert set(s.able(case)) == {a.pk, b.pk}


def test_whoever_is_added_after_somebody_waits_for_that_person(opened):
    case, author, (a, b) = opened("all", 2)
    new = person("new")
    moves.act(case, "t_join", by=author, people=[new.pk], where="after", which=item_of(case, a))
    assert s.waiting(case) == [(new.pk, "after")]
    with pytest.raises(Refused, match="signer0"):
        s.sign(case, new)
    s.sign(case, a)
    assert set(s.able(case)) == {b.pk, new.pk}


@pytest.mark.parametrize(("where", "order"), [("before", "nab"), ("beside", "anb"), ("after", "anb")])
def test_in_turn_the_line_stands_on_its_rows_and_the_added_speak_in_their_place(opened, where, order):
    case, author, (a, b) = opened("sequential", 2)
    people = {"a": a, "b": b, "n": person("new")}
    moves.act(case, "t_join", by=author, people=[people["n"].pk], where=where, which=item_of(case, a))
    for letter in order:
        assert people[letter].pk in s.able(case), letter
        s.sign(case, people[letter])
    assert s.stage(case) == "decision"


def test_in_turn_somebody_removed_from_the_line_is_passed_over(opened):
    case, author, (a, b, c) = opened("sequential", 3)
    moves.act(case, "t_leave", by=author, person=b.pk)
    assert list(why_closed(case, b)) == ["removed"]
    s.sign(case, a)
    assert s.able(case) == [c.pk]
    moves.act(case, "t_join", by=author, people=[b.pk], where="after", which=item_of(case, c))
    s.sign(case, c)
    assert s.able(case) == [b.pk]


def test_removing_whose_turn_it_is_gives_the_next_the_work(opened):
    case, author, (a, b) = opened("sequential", 2)
    moves.act(case, "t_leave", by=author, person=a.pk)
    assert s.able(case) == [b.pk] and s.open_items(case) == 1


def test_removing_the_last_who_had_not_spoken_settles_it_and_moves_the_case(opened):
    case, author, (a, b) = opened("all", 2)
    s.sign(case, a)
    moves.act(case, "t_leave", by=author, person=b.pk)
    assert s.stage(case) == "decision" and s.items(case).count() == 0


@pytest.mark.parametrize(("recused", "after"), [("shrink", "decision"), ("keep", "signing")])
def test_whether_those_who_left_stay_in_the_denominator_is_the_rules_to_say(opened, recused, after):
    case, author, people = opened("vote", 5, recused=recused)
    for one in people[:2]:
        s.sign(case, one)
    for one in people[3:]:
        moves.act(case, "t_leave", by=author, person=one.pk)
    assert s.stage(case) == after
    assert s.row_of(case).entitled == (3 if recused == "shrink" else 5)


def test_a_quorum_that_can_no_longer_be_met_has_the_outcome_that_the_rule_states(opened):
    case, author, people = opened("vote", 4, recused="keep", unmet="oppose", quorum=(3, 4))
    moves.act(case, "t_leave", by=author, person=people[0].pk)
    assert s.stage(case) == "signing"
    moves.act(case, "t_leave", by=author, person=people[1].pk)
    assert s.stage(case) == "refused" and s.row_of(case).outcome == "oppose"


def test_a_quorum_that_can_no_longer_be_met_goes_one_level_up_if_nothing_else_is_said(opened):
    case, author, people = opened("vote", 4, recused="keep", quorum=(3, 4))
    above = person("enterer", "county_committee")
    moves.act(case, "t_leave", by=author, person=people[0].pk)
    moves.act(case, "t_leave", by=author, person=people[1].pk)
    assert s.stage(case) == "signing" and s.row_of(case).mode == "above" and s.able(case) == []
    said = {"organ": "县委常委会", "number": "纪要1号", "words": "原则同意该事项。"}
    from workflows import clock

    moves.act(case, "enter_decision", by=above, outcome="agree", decided_on=clock.today(), **said)
    assert s.stage(case) == "decision"


def test_recusals_that_leave_too_few_to_vote_go_one_level_up(opened):
    case, author, people = opened("vote", 3)
    with pytest.raises(Refused, match="县委批示录入员"):
        moves.act(case, "t_leave", by=author, person=people[0].pk, why="recused")
    person("enterer", "county_committee")
    moves.act(case, "t_leave", by=author, person=people[0].pk, why="recused")
    assert s.row_of(case).mode == "above"


def test_somebody_else_speaks_in_the_same_place_when_work_is_handed_on(opened):
    case, author, (a, b) = opened("sequential", 2)
    new = person("new")
    moves.act(case, "t_hand_on", by=author, which=item_of(case, b), person=new.pk)
    assert s.waiting(case) == [(new.pk, "line")] and s.counts(case)[:2] == (2, 2)
    moves.act(case, "t_hand_on", by=author, which=item_of(case, a), person=b.pk)
    assert s.able(case) == [b.pk] and list(why_closed(case, a)) == ["transferred"]
    for one in (b, new):
        s.sign(case, one)
    assert s.stage(case) == "decision"


def test_nobody_joins_twice_and_who_has_spoken_stays(opened):
    case, author, (a, b) = opened("all", 2)
    s.sign(case, a)
    with pytest.raises(Refused, match="已经在签批人中"):
        moves.act(case, "t_join", by=author, people=[a.pk])
    with pytest.raises(WorkItem.DoesNotExist):
        moves.act(case, "t_leave", by=author, person=a.pk)


def test_a_voice_taken_back_is_uncounted_and_whose_turn_it_was_waits_again(opened):
    case, author, (a, b) = opened("sequential", 2)
    s.sign(case, a)
    assert s.able(case) == [b.pk]
    moves.act(case, "t_unsay", by=author, which=item_of(case, a))
    assert s.able(case) == [a.pk] and s.waiting(case) == [(b.pk, "line")] and s.counts(case) == (2, 2, 0, 0, 0, 0)
    s.sign(case, a)
    s.sign(case, b)
    assert s.stage(case) == "decision"
