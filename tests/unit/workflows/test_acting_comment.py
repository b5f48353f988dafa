"""补充说明: the text can be erased, and who is mentioned is told only if they may see the case."""

import pytest

from ledger import erasing
from workflows.errors import Refused

pytestmark = pytest.mark.django_db


def test_who_is_mentioned_is_told(world):
    one = world()
    one.act("comment", one.decider, text="请补充预算", mentions=[one.author.pk])
    assert one.told("case.mentioned") == [one.author.pk]
    assert one.said("comment")["mentions"] == ["author"]


def test_a_mention_lets_nobody_in(world):
    one = world()
    with pytest.raises(Refused, match="看不到这件事项"):
        one.act("comment", one.decider, text="请补充预算", mentions=[one.third.pk])
    assert one.told("case.mentioned") == [] and one.event("comment") is None


def test_the_text_can_be_erased_and_stands_nowhere_in_clear(world):
    one = world()
    one.act("comment", one.decider, text="请补充预算")
    assert one.said("comment")["opinion"] == "请补充预算"
    erasing.erase(one.case.uid)
    assert "opinion" not in one.said("comment")
