from datetime import date

import pytest
from django.db import IntegrityError

from people import absence, conflicts
from people.models import Absence, Conflict, Unit, User

DAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture
def three(db):
    return [User.objects.create_user(name, name=name) for name in ("a", "b", "c")]


def gone(person, substitute=None, starts=DAY, ends=DAY):
    return Absence.objects.create(person=person, substitute=substitute, starts=starts, ends=ends)


def test_a_substitute_stands_in_on_these_days_only(three):
    a, b, _ = three
    gone(a, b)
    assert absence.substitute_of(a, DAY) == b and absence.stands_in_for(b, DAY) == [a]
    assert absence.substitute_of(a, date(2026, 3, 3)) is None


def test_the_substitute_of_a_substitute(three):
    a, b, c = three
    gone(a, b), gone(b, c)
    assert absence.substitute_of(a, DAY) == c


def test_two_who_name_each_other_find_nobody(three):
    a, b, _ = three
    gone(a, b), gone(b, a)
    assert absence.substitute_of(a, DAY) is None


def test_an_absence_without_a_substitute(three):
    gone(three[0])
    assert absence.away(three[0], DAY) and absence.substitute_of(three[0], DAY) is None


def test_nobody_stands_in_for_themselves(three):
    with pytest.raises(IntegrityError):
        gone(three[0], three[0])


def test_a_conflict_holds_in_both_directions(three):
    a, b, c = three
    Conflict.objects.create(person=a, other=b, kind="family", since=DAY)
    assert conflicts.between(a, [b, c], on=DAY) and conflicts.between(b, [a], on=DAY)
    assert not conflicts.between(c, [a, b], on=DAY) and not conflicts.between(a, [b], on=date(2026, 3, 1))


def test_a_conflict_with_a_unit(three):
    unit = Unit.objects.create(code="X", name="某科")
    Conflict.objects.create(person=three[0], unit=unit, kind="former", since=DAY, until=DAY)
    assert conflicts.between(three[0], units=[unit], on=DAY)
    assert not conflicts.between(three[0], units=[unit], on=date(2026, 3, 3))
