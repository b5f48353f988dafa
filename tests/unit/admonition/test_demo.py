"""The two of the demonstration agree with the specification's demonstration cases in number, title and stage."""

from datetime import datetime

import pytest

from ledger.verify import verify
from people import clock
from people import demo as people_of_demo
from people.models import User
from processes.admonition import demo, stats
from processes.admonition.models import Admonition
from processes.investigation import demo as investigations

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_what_the_investigation_of_the_demonstration_opened_is_walked_on():
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=clock.CHINA)):
        people_of_demo.load(clock.now())
        people = {user.username: user for user in User.objects.select_related("unit")}
        investigations.build(people)
        demo.build(people)
        reminder = Admonition.objects.get(number=demo.REMINDER)
    assert (reminder.stage, reminder.source.number) == ("closed", demo.INVESTIGATED)
    assert Admonition.objects.count() == 2


def test_one_is_closed_without_effect_and_one_awaits_its_answer():
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=clock.CHINA)):
        people_of_demo.load(clock.now())
        people = {user.username: user for user in User.objects.select_related("unit")}
        demo.build(people)
        demo.build(people)
        inquiry, reminder = Admonition.objects.order_by("number")
        said = [(one.number, one.title, one.stage) for one in (reminder, inquiry)]
        figures = stats.of()
    assert said == [
        ("提〔2026〕0009号", "对评优程序不规范的提醒", "closed"),
        ("函〔2026〕0006号", "就个人借调审批手续的函询", "awaiting_reply"),
    ]
    assert reminder.effect_until is None and reminder.talk_at.astimezone(clock.CHINA).date().isoformat() == "2026-06-11"
    assert len(reminder.talkers) == 2 and reminder.signature == "signed"
    assert inquiry.moments_known()["served"].astimezone(clock.CHINA).date().isoformat() == "2026-11-09"
    assert inquiry.due.astimezone(clock.CHINA).date().isoformat() == "2026-11-30"
    assert all(verify(one.uid).ok for one in (reminder, inquiry))
    assert all(one.hidden for one in figures.kinds if one.n), "fewer than five are not told"
