from datetime import date

import pytest

from people import mandates
from people.models import Absence, Mandate, User

DAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture
def four(db):
    return [User.objects.create_user(name, name=name) for name in ("a", "b", "c", "d")]


def given(principal, agent, processes="", since=DAY, until=DAY):
    return Mandate.objects.create(
        principal=principal, agent=agent, since=since, until=until, processes=processes, reason="出差"
    )


def gone(person, substitute=None):
    return Absence.objects.create(person=person, substitute=substitute, starts=DAY, ends=DAY)


def of(agent, process=""):
    return {one.principal for one in mandates.lent_to(agent, process, DAY)}


def test_a_mandate_holds_on_its_days_only(four):
    a, b, *_ = four
    given(a, b)
    assert of(b) == {a.pk} and mandates.agents(a, on=DAY) == [b.pk]
    assert mandates.lent_to(b, on=date(2026, 3, 3)) == [] and of(a) == set()


def test_a_mandate_holds_in_its_processes_only(four):
    a, b, *_ = four
    given(a, b, "consultation inspection")
    assert of(b, "inspection") == {a.pk} and of(b, "selection") == set()
    assert mandates.agents(a, "selection", DAY) == []


def test_who_is_away_with_a_substitute_is_acted_for_in_everything(four):
    a, b, *_ = four
    gone(a, b)
    assert of(b, "selection") == {a.pk} and mandates.lent_to(b, on=DAY)[0].away


def test_a_mandate_passes_on_only_while_the_one_between_is_away(four):
    a, b, c, _ = four
    given(a, b), given(b, c)
    assert of(c) == {b.pk} and mandates.agents(a, on=DAY) == [b.pk]
    gone(b)
    assert of(c) == {a.pk, b.pk} and mandates.agents(a, on=DAY) == [c.pk]
    assert [one.via for one in mandates.lent_to(c, on=DAY) if one.principal == a.pk] == [(b.pk,)]


def test_down_the_line_only_what_every_mandate_covers(four):
    a, b, c, _ = four
    given(a, b, "inspection consultation"), given(b, c, "inspection selection"), gone(b)
    (far,) = [one for one in mandates.lent_to(c, on=DAY) if one.principal == a.pk]
    assert far.processes == {"inspection"} and of(c, "selection") == {b.pk}


def test_two_who_are_here_may_act_for_each_other(four):
    a, b, *_ = four
    given(a, b), given(b, a)
    assert of(a) == {b.pk} and of(b) == {a.pk} and mandates.ring(a, DAY) == []


def test_a_line_of_absent_people_that_comes_back_is_a_ring(four):
    a, b, c, _ = four
    gone(a, b), gone(b, c), gone(c, a)
    assert mandates.agents(a, on=DAY) == [] and mandates.ring(a, DAY) == [a.pk, b.pk, c.pk, a.pk]


def test_who_left_is_no_agent_and_is_not_acted_for(four):
    a, b, c, _ = four
    given(a, b), gone(c, b)
    User.objects.filter(pk=b.pk).update(is_active=False)
    assert mandates.agents(a, on=DAY) == [] and mandates.agents(c, on=DAY) == [] and of(b) == set()


def test_everything_is_read_in_one_statement(four, django_assert_num_queries):
    a, b, c, d = four
    given(a, b), given(b, c), gone(b), gone(c, d)
    with django_assert_num_queries(1):
        mandates.edges(DAY)
