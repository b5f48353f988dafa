# ruff: noqa: F811 - pytest finds a fixture by the name of a parameter
"""Minutes: a change asks for new signatures, and nobody signs for somebody else."""

import pytest

from processes.innovation_hearing.walk import OPINION
from tests.unit.workflows.test_sittings import people, walk  # noqa: F401
from workflows.errors import Refused
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(walk):
    return walk.to_hearing().hear()


def test_changed_minutes_ask_everybody_to_sign_anew(heard):
    heard.act("sign_record", "expert1").act("sign_record", "cppcc", refusal="没有记全我的意见")
    minutes = "科室介绍方案；专家补充说明了数据来源，委员要求写明退出条件。"
    heard.act("record", "rc_head", minutes=minutes, opinions=[{"text": OPINION, "seat": heard.seat("cppcc").pk}])
    assert not heard.sitting.seats.exclude(signed_at=None, refusal="").exists()
    assert heard.sitting.opinions.get().seat == heard.seat("cppcc")


def test_nobody_signs_for_somebody_with_an_account(heard):
    with pytest.raises(Refused, match="须本人签字"):
        heard.act("note_signature", "rc_head", seat=heard.seat("expert1").pk)
    with pytest.raises(Refused):
        heard.act("sign_record", "gw_head")


def test_an_opinion_belongs_to_a_seat_of_this_sitting_or_to_nobody(heard):
    heard.act(
        "record",
        "rc_head",
        minutes="科室介绍方案，各方陈述和询问，专家作了说明。",
        opinions=[{"text": "一条", "seat": 999999}],
    )
    assert heard.sitting.opinions.get().seat is None


def to_sign(walk):
    items = WorkItem.objects.filter(process=walk.case, role="seat", status="ASSIGNED")
    return set(items.values_list("owner__username", flat=True))


def test_who_was_there_finds_the_record_in_the_inbox_until_it_is_signed(heard):
    assert "expert1" in to_sign(heard) and "rc_head" in to_sign(heard)
    heard.act("sign_record", "expert1")
    heard.act("note_signature", "rc_head", seat=heard.seat("cppcc").pk, refusal="离会前没有签字")
    assert not {"expert1", "cppcc"} & to_sign(heard)
    heard.act("record", "rc_head", minutes="科室介绍方案；专家补充说明了数据来源，各方辩论。")
    assert {"expert1", "cppcc"} <= to_sign(heard)
    heard.sign().move("close_hearing", "rc_head")
    assert not to_sign(heard) and heard.case.open_items == 1
