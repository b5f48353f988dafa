from datetime import UTC, datetime

import pytest

from people import demo, roles
from people.models import Holding, Unit, User
from people.pinyin import spelled

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def loaded(db):
    demo.load(AT)


def test_everybody_is_there(loaded):
    people = User.objects.filter(is_demo=True)
    assert people.count() == 82
    assert not any("演示" in user.name or user.has_usable_password() for user in people)
    assert User.objects.get(username="minister").name == "部长"
    assert Unit.objects.get(code="GBK").parent.code == "YLZZ"


def test_loading_twice_changes_nothing(loaded):
    before = (User.objects.count(), Unit.objects.count(), Holding.objects.count())
    demo.load(AT)
    assert (User.objects.count(), Unit.objects.count(), Holding.objects.count()) == before


def test_roles_of_units_stay_in_their_unit(loaded):
    talent = Unit.objects.get(code="RCK")
    assert [user.username for user in roles.holders("section_head", talent)] == ["rc_head"]
    assert len(roles.holders("deputy_minister", talent)) == 4
    assert roles.heads(User.objects.get(username="rc_head")) == [talent.pk]


def test_administrators_and_auditors_hold_nothing_else(loaded):
    for code in ("system_admin", "security_admin", "auditor"):
        for user in roles.holders(code):
            assert roles.roles_of(user) == {code} and user.is_staff


@pytest.mark.parametrize(
    "name, said",
    [("曾小明", "zengxiaoming zxm"), ("单志强", "shanzhiqiang szq"), ("尉迟恭", "yuchigong ycg"),
     ("办公室主任", "bangongshizhuren bgszr"), ("张A", "zhanga za"), ("", "")],
)  # fmt: skip
def test_names_are_found_by_what_people_type(name, said):
    assert spelled(name) == said


def test_everybody_can_be_given_an_address_that_belongs_to_nobody(loaded):
    demo.give_addresses()
    assert User.objects.get(username="minister").email == "minister@example.org"
    assert not User.objects.filter(is_demo=True, email="").exists()
