"""The one door: open, move, act; refusal, repeat, race order (invariants 1-4)."""

import uuid

import pytest

from ledger.models import Event
from ledger.verify import verify
from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import moves
from workflows.errors import NotFound, Refused, TooLate
from workflows.models import Case, WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    author = person("author", "clerk")
    signers = [person(f"signer{n}") for n in (1, 2, 3)]
    return author, signers, person("decider")


def submitted(people):
    author, signers, decider = people
    case = moves.open_case("approval", by=author, title="一件事")
    moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=decider.pk)
    return case


def test_a_case_walks_from_open_to_closed_and_its_chain_verifies(people):
    author, signers, decider = people
    case = submitted(people)
    for signer in signers:
        moves.act(case, "sign", by=signer, decision="agree", opinion="同意")
    assert Approval.objects.get(pk=case.pk).stage == "decision"
    moves.move(case, "adopt", by=decider)
    case = Approval.objects.get(pk=case.pk)
    assert (case.stage, case.status, case.head_seq) == ("adopted", "DONE", 6)
    assert verify(case.uid).ok
    assert not WorkItem.objects.filter(process=case, status="ASSIGNED").exists()


def test_one_objection_settles_and_the_other_signers_work_is_cancelled(people):
    case = submitted(people)
    moves.act(case, "sign", by=people[1][0], decision="oppose", opinion="不同意，理由如下")
    assert Approval.objects.get(pk=case.pk).stage == "refused"
    states = sorted(WorkItem.objects.filter(process=case, kind="sign").values_list("status", flat=True))
    assert states == ["CANCELED", "CANCELED", "DONE"]


def test_the_same_key_twice_is_one_act_and_the_same_answer(people):
    case, key = submitted(people), uuid.uuid4()
    first = moves.act(case, "sign", by=people[1][0], decision="agree", key=key)
    again = moves.act(case, "sign", by=people[1][0], decision="agree", key=key)
    assert again == first or (again.uid, again.seq) == (first.uid, first.seq)
    assert Event.objects.filter(uid=case.uid).count() == 3


def test_a_key_of_somebody_else_answers_nothing(people):
    case, key = submitted(people), uuid.uuid4()
    moves.act(case, "sign", by=people[1][0], decision="agree", key=key)
    with pytest.raises(Refused):
        moves.act(case, "sign", by=people[1][1], decision="agree", key=key)


def test_opening_twice_with_one_key_is_one_case(people):
    key = uuid.uuid4()
    a, b = (moves.open_case("approval", by=people[0], key=key, title="一件事") for _ in "12")
    assert a.pk == b.pk and Case.objects.count() == 1


def test_a_signer_cannot_take_the_move_that_the_signing_takes(people):
    case = submitted(people)
    with pytest.raises(Refused):
        moves.move(case, "pass_on", by=people[1][0])


@pytest.mark.parametrize("name", ["delete", "save", "nonsense", "adopt"])
def test_what_is_not_a_move_of_the_stage_is_refused_and_nothing_changes(people, name):
    case = submitted(people)
    with pytest.raises(Refused):
        moves.move(case, name, by=people[1][0])
    assert Event.objects.filter(uid=case.uid).count() == 2


def test_a_stranger_hears_that_there_is_no_such_case(people):
    case = submitted(people)
    with pytest.raises(NotFound):
        moves.move(case, "pass_on", by=person("stranger"))


def test_the_second_of_two_reads_who_was_first(people):
    case = submitted(people)
    moves.act(case, "sign", by=people[1][0], decision="agree")
    moves.act(case, "sign", by=people[1][1], decision="oppose", opinion="不同意，理由如下")
    with pytest.raises(Refused, match="signer2已先办理，你的这一步没有记入"):
        moves.act(case, "sign", by=people[1][2], decision="agree")


def test_who_presses_twice_with_two_keys_is_told_that_it_is_done_already(people):
    case = submitted(people)
    moves.act(case, "sign", by=people[1][0], decision="agree", key=uuid.uuid4())
    with pytest.raises(Refused, match="signer1（你本人）已先办理，这一次没有重复记入"):
        moves.act(case, "sign", by=people[1][0], decision="agree", key=uuid.uuid4())
    assert Event.objects.filter(uid=case.uid).count() == 3


def test_an_answer_that_the_move_does_not_ask_for_is_refused(people):
    author, signers, decider = people
    case = moves.open_case("approval", by=author, title="一件事")
    with pytest.raises(Refused):
        moves.move(case, "submit", by=author, signers=[s.pk for s in signers], decider=decider.pk, stage="adopted")
    assert Approval.objects.get(pk=case.pk).stage == "draft"


def test_a_move_of_a_stage_left_behind_is_too_late(people):
    case = submitted(people)
    with pytest.raises(TooLate, match="会签"):
        moves.move(case, "submit", by=people[0], signers=[1], decider=1)
