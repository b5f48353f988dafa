from datetime import timedelta

import pytest

from ledger.append import SYSTEM
from ledger.read import history
from people import clock, mandates
from people.errors import NotDone
from people.models import Absence, Holding, Mandate, User
from policy import changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(db):
    return [User.objects.create_user(name, name=name) for name in ("甲科长", "乙科长", "丙科长")]


def give(by, principal, agent, days=3, **more):
    today = clock.today()
    return changes.give_mandate(
        by, principal, agent, since=today, until=today + timedelta(days=days), why="外出学习", **more
    )


def test_people_let_somebody_act_for_them_and_it_leaves_an_event(three):
    a, b, _ = three
    given = give(a, a, b, processes=["inspection"])
    event = history(SYSTEM)[-1]
    assert event.event.kind == "mandate_given" and event.fields["processes"] == ["inspection"]
    assert mandates.lent_to(b, "inspection") and given.reason == "外出学习"


def test_nobody_gives_away_what_is_another_persons(three):
    a, b, c = three
    with pytest.raises(NotDone, match="只能由管理员"):
        give(a, b, c)
    Holding.objects.create(person=c, role_id="system_admin", since=clock.today())
    assert give(c, a, b)


def test_an_administrator_is_no_agent(three):
    a, _b, c = three
    Holding.objects.create(person=c, role_id="system_admin", since=clock.today())
    with pytest.raises(NotDone, match="不能做代理人"):
        give(a, a, c)


@pytest.mark.parametrize("days", [-1])
def test_a_mandate_of_the_past_is_refused(three, days):
    with pytest.raises(NotDone, match="结束日期"):
        give(three[0], three[0], three[1], days=days)


def test_the_same_agent_twice_is_refused_for_the_same_process(three):
    a, b, _ = three
    give(a, a, b, processes=["inspection"])
    give(a, a, b, processes=["consultation"])
    with pytest.raises(NotDone, match="已经委托乙科长"):
        give(a, a, b)


def test_a_ring_of_absent_people_is_refused_with_their_names(three):
    a, b, _ = three
    today = clock.today()
    changes.set_absence(a, a, starts=today, ends=today, why="出差", substitute=b)
    with pytest.raises(NotDone, match="乙科长 → 甲科长 → 乙科长"):
        changes.set_absence(b, b, starts=today, ends=today, why="出差", substitute=a)
    changes.set_absence(b, b, starts=today, ends=today, why="出差", substitute=three[2])
    assert mandates.agents(a) == [three[2].pk] and Absence.objects.count() == 2


def test_a_mandate_is_taken_back_at_once(three):
    a, b, _ = three
    changes.end_mandate(a, give(a, a, b), why="已返回")
    assert mandates.lent_to(b) == [] and not Mandate.objects.exists()
    assert history(SYSTEM)[-1].event.kind == "mandate_ended"
