"""A leaver's work goes on in other hands, in one act; nothing is lost and no check is passed over."""

import pytest

from ledger.read import history
from tests.support.world import person, unit
from workflows import departing, moves
from workflows.errors import Refused
from workflows.models import Outbox, WorkItem
from workflows.testing import fresh

pytestmark = pytest.mark.django_db


def signing(title, *names, decider="d"):
    case = moves.open_case("approval", by=person("author", "clerk"), unit=unit(), title=title)
    people = [person(n).pk for n in names]
    moves.move(case, "submit", by=person("author"), signers=people, decider=person(decider).pk)
    return fresh(case)


def hand_over(by, to, **more):
    return departing.hand_over(person(*by), person("leaver"), {"": person(to)}, why="调离本部", **more)


OFFICE = ("office_clk", "office")


def test_all_work_goes_over_with_an_event_in_each_case(db):
    cases = [signing(f"第{n}件", "leaver", "other") for n in range(3)]
    found = hand_over(OFFICE, "heir")
    assert len(found.done) == 3 and not found.left
    assert departing.held(person("leaver")) == {} and departing.held(person("heir")) == {"approval": 3}
    for case in cases:
        old = WorkItem.objects.get(process=case, owner=person("leaver"))
        new = WorkItem.objects.get(process=case, owner=person("heir"))
        assert (old.status, old.closed_why, new.asked, new.parent) == ("CANCELED", "left", "left", old)
        assert (new.due, new.signing_id, fresh(case).open_items) == (old.due, old.signing_id, 2)
        line = history(case.uid)[-1]
        assert line.event.kind == "act.hand_over_leaver" and line.fields["to"] == "heir"
    assert Outbox.objects.filter(topic="work.reassigned").count() == 3


def test_the_case_goes_on_in_the_new_hands(db):
    case = signing("一件事", "leaver")
    hand_over(OFFICE, "heir")
    moves.act(case, "sign", by=person("heir"), decision="agree")
    assert fresh(case).stage == "decision"


def test_one_case_that_cannot_go_over_is_named_and_the_rest_goes(db):
    both, one = signing("两人", "leaver", "heir"), signing("一人", "leaver")
    found = hand_over(OFFICE, "heir")
    assert [case.pk for case in found.done] == [one.pk]
    assert [(case.pk, "已是这次签批的签批人" in why) for case, why in found.left] == [(both.pk, True)]
    assert hand_over(OFFICE, "third").done[0].pk == both.pk


def ordered():
    return departing.order(person(*OFFICE), person("leaver"), {"": person("heir")}, why="调离本部")


def test_what_is_ordered_is_carried_out_in_pieces_that_tell_how_far_it_is(db):
    signing("两人", "leaver", "heir")
    for n in range(4):
        signing(f"第{n}件", "leaver")
    row, far = ordered(), []
    while departing.carry_out(limit=2):
        row.refresh_from_db()
        far.append((row.dealt, row.percent, bool(row.finished_at)))
    assert far == [(2, 40, False), (4, 80, False), (5, 100, True)]
    assert (row.done, len(row.left)) == (4, 1) and "已是这次签批的签批人" in row.left[0][1]
    assert departing.held(person("leaver")) == {"approval": 1}


def test_an_order_whose_process_died_after_an_act_goes_on_and_doubles_nothing(db):
    cases = [signing(f"第{n}件", "leaver") for n in range(3)]
    row = ordered()
    moves.ordered(
        cases[0], "hand_over_leaver", by=person(*OFFICE), leaver=row.leaver, to=person("heir"), reason=row.why
    )
    assert departing.carry_out() == 2 and departing.carry_out() == 0
    row.refresh_from_db()
    assert (row.dealt, row.total, row.left) == (3, 3, []) and departing.held(person("heir")) == {"approval": 3}
    assert all([one.event.kind for one in history(case.uid)].count("act.hand_over_leaver") == 1 for case in cases)


def test_a_receiver_for_each_process(db):
    signing("一件事", "leaver")
    found = departing.hand_over(person(*OFFICE), person("leaver"), {"inspection": person("heir")}, why="调离本部")
    assert not found.done and departing.held(person("leaver")) == {"approval": 1}


@pytest.mark.parametrize("who", [("stranger", "clerk"), ("sysadm", "system_admin"), ("aud", "auditor")])
def test_nobody_else_may_hand_over(db, who):
    signing("一件事", "leaver")
    with pytest.raises(Refused, match="可以交接"):
        hand_over(who, "heir")


@pytest.mark.parametrize("who", [("leaver",), ("head", "section_head"), OFFICE])
def test_the_leaver_the_head_and_the_office_may(db, who):
    signing("一件事", "leaver")
    assert hand_over(who, "heir").done


def test_an_administrator_receives_nothing(db):
    person("sysadm", "system_admin")
    with pytest.raises(Refused, match="不能接收"):
        hand_over(OFFICE, "sysadm")
