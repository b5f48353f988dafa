"""Handing in and accepting are taken back until the next has begun; the number stays with the case."""

from datetime import date, datetime

import pytest

from people import clock
from people.clock import CHINA
from people.models import User
from processes.innovation_hearing.walk import Walk
from tests.support.remembered_walks import demonstration
from workflows import definitions
from workflows.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        people = {user.username: user for user in User.objects.select_related("unit")}
    yield Walk(people, date(2026, 3, 2), title="一件要收回的事")
    definitions.forget()


def test_a_proposal_is_taken_back_and_keeps_its_number(walk):
    walk.submit()
    number = walk.case.number
    walk.act("take_back", "zz_head")
    assert (walk.case.stage, walk.case.number) == ("draft", number)
    walk.move("submit", "zz_head")
    assert (walk.case.stage, walk.case.number) == ("submitted", number)


def test_not_by_another_and_not_once_it_was_accepted(walk):
    walk.submit()
    with pytest.raises(Refused):
        walk.act("take_back", "office_clk")
    walk.move("accept", "office_clk")
    with pytest.raises(Refused):
        walk.act("take_back", "zz_head")
    walk.act("take_back", "office_clk")
    assert walk.case.stage == "submitted"
