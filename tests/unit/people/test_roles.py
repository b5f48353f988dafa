from datetime import date

import pytest
from django.core.management.sql import emit_post_migrate_signal

from people import roles
from people.errors import NotDone
from people.models import CalendarDay, CalendarYear, Role, Unit, User
from people.seed import catalogue

pytestmark = pytest.mark.django_db


def test_every_role_is_there_after_migration():
    assert Role.objects.count() == len(catalogue())
    assert Role.objects.get(code="unit_leader").played_by == ["section_head", "township_secretary"]


def test_a_holding_counts_on_its_first_and_last_day_only(person, hold):
    hold(person, "clerk", since=date(2026, 3, 2), until=date(2026, 3, 4))
    days = [date(2026, 3, n) for n in range(1, 6)]
    assert [roles.roles_of(person, day) == {"clerk"} for day in days] == [False, True, True, True, False]


def test_holders_of_one_unit_and_of_the_whole_organisation(person, unit, hold):
    other = Unit.objects.create(code="ZZK", name="组织科")
    hold(person, "clerk", unit)
    everywhere = User.objects.create_user("all", name="全机关")
    hold(everywhere, "clerk")
    assert roles.holders("clerk", unit) == [person, everywhere]
    assert roles.holders("clerk", other) == [everywhere]
    assert roles.holders("clerk") == [person, everywhere]


def test_nobody_who_left_holds_anything(person, hold):
    hold(person, "clerk")
    person.is_active = False
    person.save()
    assert roles.holders("clerk") == []
    assert roles.roles_of(person) == frozenset()


def test_the_leader_of_a_unit_is_derived_from_posts(person, unit, hold):
    hold(person, "section_head", unit)
    assert roles.roles_of(person) == {"section_head", "unit_leader"}
    assert roles.holders("unit_leader", unit) == [person]
    assert roles.heads(person) == [unit.pk]


def test_the_clock_is_a_user(db):
    assert roles.holders("system") == [roles.system_user()]
    assert roles.roles_of(roles.system_user()) == {"system"}


def test_users_are_never_deleted(person):
    with pytest.raises(NotDone, match="停用"):
        person.delete()
    with pytest.raises(NotDone):
        User.objects.filter(pk=person.pk).delete()
    assert User.objects.filter(pk=person.pk).exists()


def test_what_is_missing_after_a_migration_comes_back_and_nothing_else_changes():
    CalendarYear.objects.filter(pk=2027).update(confirmed=True)
    CalendarDay.objects.filter(date__year=2027).delete()
    Role.objects.filter(code="clerk").delete()
    User.objects.filter(username="system").update(username="was")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert Role.objects.count() == len(catalogue()) and roles.system_user().name == "系统"
    assert CalendarYear.objects.get(pk=2027).confirmed and not CalendarDay.objects.filter(date__year=2027).exists()


def test_a_role_speaks_the_reader_s_language(settings):
    from django.utils.translation import override

    said = []
    for language in ("zh-hans", "zh-hant", "en"):
        with override(language):
            said.append(Role.objects.get(code="clerk").label)
    assert said == ["经办人", "經辦人", "handling clerk"]
