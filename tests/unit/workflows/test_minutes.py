# ruff: noqa: F811 - pytest finds a fixture by the name of a parameter
"""Minutes: a change asks for new signatures, and nobody signs for somebody else."""

import pytest

from processes.innovation_hearing.walk import OPINION
from tests.unit.workflows.test_sittings import people, walk  # noqa: F401
from workflows.errors import Refused

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
