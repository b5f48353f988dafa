"""Every transition of a reminder, an inquiry or an admonition, by the form on the page or in the room."""

import pytest

from processes.admonition.models import Admonition
from processes.admonition.walk import Walk
from tests.support.fast import edges
from tests.support.pressing import Pressing
from tests.unit.admonition.conftest import DAY, people  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.embedded]  # pages; the engine below is tried on both
WHY = "经核对台账和会议记录，理由充分，依据明确，请按此办理。"
SKIPPED = {"send_letter"}  # taken by the clock


class Pressed(Pressing, Walk):
    """The walk of the demonstration, with its moves pressed."""


def begun(people, measure="remind", mode="talk"):  # noqa: F811
    return Pressed(people, DAY, respondent="resp", measure=measure, mode=mode)


def refused(people):  # noqa: F811
    return begun(people).review().after().move("refuse", "minister", reason=WHY)


def taken_back(people):  # noqa: F811
    return begun(people).move("withdraw_proposal", "gj_head", reason=WHY)


def taken_back_late(people):  # noqa: F811
    return begun(people).approve().move("withdraw_proposal", "gj_head", reason=WHY)


def reminded(people):  # noqa: F811
    """By a talk, after which nothing is left to be done."""
    return begun(people).approve().issue().talk().self_check().close()


def asked_twice(people):  # noqa: F811
    """By a letter; the answer is not clear, and what comes then goes on elsewhere."""
    walk = begun(people, "inquire", "letter").approve().issue().reply(leader="t11_wy")
    walk.after(1).move("ask_again", walk.officer, question="请写明借调由谁批准、何时期满。")
    walk.receive().reply(leader="t11_wy").assess("unexplained", WHY)
    return walk.after(1).move("upgrade", "minister", aim="accountability", basis=WHY)


def silent(people):  # noqa: F811
    """No answer within the term, although reminded; that admits nothing."""
    walk = begun(people, "remind", "letter").approve().issue().after(11).act("remind_reply", "co_a")
    return walk.after(10).move("record_no_reply", "co_a", note="期满未收到书面说明，电话联系本人表示不再说明。")


def admonished(people):  # noqa: F811
    """An admonition that is put right within its six months."""
    walk = begun(people, "admonish").approve().issue().talk().self_check().effect()
    return walk.on(walk.case.follow_up_at).correct()


def not_corrected(people):  # noqa: F811
    walk = begun(people, "admonish").approve().issue().talk().self_check().effect()
    return walk.on(walk.case.follow_up_at).move("record_no_correction", "minister", basis=WHY)


def test_a_reminder_goes_by_the_forms_on_the_page_and_in_the_room(people):  # noqa: F811
    taken = reminded(people).taken
    assert [name for _from, _to, name in sorted(taken)] == [
        "issue", "accept_explanation", "hold_talk", "approve", "hand_in_self_check"
    ]  # fmt: skip


@pytest.mark.nightly
def test_every_edge_is_taken_by_the_form_on_its_page(people):  # noqa: F811
    taken = set()
    for tell in (refused, taken_back, taken_back_late, reminded, asked_twice, silent, admonished, not_corrected):
        taken |= tell(people).taken
    assert {edge for edge in edges(Admonition) if edge[2] not in SKIPPED} - taken == set()
