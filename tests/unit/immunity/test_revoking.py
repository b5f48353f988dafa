"""A certificate is taken away only after its holder was heard, by a vote, with the reason and how to appeal (F04)."""

from datetime import timedelta

import pytest

from people import clock, roles
from workflows import moves
from workflows.defence import readers
from workflows.errors import Refused
from workflows.models import Defence, Outbox, Service
from workflows.papers import PAPERS

pytestmark = pytest.mark.django_db
FACTS = "招标前已把设备型号告知供货单位，相关材料事后补写，时间与台账不符。"
WHY = "材料虚假，已核实。部务会表决通过撤销。"


@pytest.fixture
def proposed(active):
    return active.after(3).act("propose_revocation", "office_head", ground="false", facts=FACTS)


def heard(walk):
    """The holder has read the notice and stated one point, which is answered."""
    walk.after(1).act("acknowledge", "dy_head").act("state_defence", "dy_head", text="材料是按实际情况补登的。")
    (point,) = readers.points(walk.case)
    return walk.act("answer_defence", "office_head", n=point.n, answer="decline", reason="与供货单位的说明不一致。")


def test_the_holder_is_served_the_facts_and_the_term_counts_from_receipt(proposed):
    (row,) = Defence.objects.filter(case=proposed.case)
    assert row.person == proposed.people["dy_head"] and row.served_at is None
    assert Service.objects.filter(case=proposed.case, paper="撤销事先告知书").count() == 1
    told = Outbox.objects.filter(uid=proposed.case.uid, topic="immunity.revocation")
    assert proposed.people["dy_head"].pk in told.get().recipients
    sheet = PAPERS["immunity.notice"].make(proposed.case)
    said = " ".join(block.text for block in sheet.blocks if hasattr(block, "text"))
    assert FACTS in said and "十个工作日" in said


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"ground": "false", "facts": "材料虚假。"}, "至少 20 个字"),
        ({"ground": "line", "facts": FACTS}, "写明是哪一条"),
        ({"ground": "slow", "facts": FACTS}, "只能因为"),
    ],
)
def test_only_a_crossed_line_or_false_material_with_its_facts_is_a_ground(active, said, why):
    with pytest.raises(Refused, match=why):
        active.act("propose_revocation", "office_head", **said)


def test_one_proposal_at_a_time(proposed):
    with pytest.raises(Refused, match="已有撤销建议"):
        proposed.act("propose_revocation", "office_head", ground="false", facts=FACTS)


def test_f04_no_meeting_is_called_before_the_holder_was_heard(proposed):
    with pytest.raises(Refused):
        proposed.meeting("sec_rec", days=6)
    proposed.after(1).act("acknowledge", "dy_head")
    with pytest.raises(Refused):
        proposed.meeting("sec_rec", days=6)


def test_f04_nothing_is_revoked_while_a_point_is_not_answered(proposed):
    proposed.after(1).act("acknowledge", "dy_head").act("state_defence", "dy_head", text="材料是按实际情况补登的。")
    with pytest.raises(Refused):
        proposed.meeting("sec_rec", days=6)


def test_it_is_revoked_by_vote_and_the_decision_is_served(proposed):
    heard(proposed).meeting("sec_rec", days=6).vote("sec_rec")
    case = proposed.move("revoke", "sec_rec", reason=WHY).case
    assert (case.stage, case.revocation["reason"]) == ("revoked", WHY)
    assert Service.objects.filter(case=case, paper="撤销决定书").exists()
    sheet = PAPERS["immunity.revocation"].make(case)
    said = " ".join(block.text for block in sheet.blocks if hasattr(block, "text"))
    assert WHY in said and "一个月内" in said


def test_f04_who_says_nothing_is_heard_when_the_term_is_over(proposed):
    proposed.after(1).act("acknowledge", "dy_head")
    (row,) = readers.rounds(proposed.case)
    end = row.due_at
    with pytest.raises(Refused):
        proposed.on(end - timedelta(days=1)).meeting("sec_rec", days=6)
    proposed.on(end + timedelta(hours=10)).meeting("sec_rec", days=6)


def test_a_vote_that_is_not_carried_revokes_nothing_and_a_later_one_begins_anew(proposed):
    heard(proposed).meeting("sec_rec", days=6).vote("sec_rec", default="reject")
    with pytest.raises(Refused, match="表决结果"):
        proposed.move("revoke", "sec_rec", reason=WHY)
    case = proposed.move("keep_valid", "office_head", reason="部务会没有通过撤销，承诺继续有效。").case
    assert (case.stage, case.revocation) == ("active", {})
    proposed.after(5).act("propose_revocation", "office_head", ground="line", line="B03", facts=FACTS)
    assert len(readers.rounds(proposed.case)) == 1 and readers.rounds(proposed.case)[0].round == 2
    heard(proposed).meeting("sec_rec", days=6).vote("sec_rec").move("revoke", "sec_rec", reason=WHY)
    assert proposed.case.stage == "revoked"


def test_a_carried_vote_is_not_set_aside(proposed):
    heard(proposed).meeting("sec_rec", days=6).vote("sec_rec")
    with pytest.raises(Refused, match="已经通过撤销"):
        proposed.move("keep_valid", "office_head", reason="另有考虑，暂不撤销这份承诺。")


def test_nothing_is_claimed_while_the_holder_is_being_heard(proposed, matter):
    with pytest.raises(Refused, match="正在听取申辩"):
        proposed.claim("respondent", matter, proposed.now.date())


def test_f29_the_clock_never_revokes(proposed):
    with clock.frozen(proposed.now + timedelta(days=200)), pytest.raises(Refused):
        moves.move(proposed.case, "revoke", by=roles.system_user(), reason=WHY)
