"""Accounts and units: proposed by one administrator, confirmed by another; a missing one is appointed."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from people import roles
from people.errors import NotDone
from people.models import Unit, User
from policy import two
from tests.support.entering import fresh
from tests.support.world import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    return [_with_a_password(person(code, code)) for code in ("system_admin", "security_admin", "audit_admin")]


def _with_a_password(user):
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return user


def both(three, code, what):
    row = two.propose(three[0], code, what, why="机构调整")
    return two.decide(three[1], row.pk, "confirmed")


def test_an_account_is_made_when_the_second_confirms(three):
    what = {"username": "new", "name": "新来的", "unit": None}
    row = two.propose(three[0], "person_add", what, why="新入职人员")
    assert not User.objects.filter(username="new").exists() and "新来的" in two.told(row)
    with pytest.raises(NotDone):
        two.decide(three[0], row.pk, "confirmed")
    two.decide(three[1], row.pk, "confirmed")
    made = User.objects.get(username="new")
    assert not made.has_usable_password() and not roles.roles_of(made)


def test_one_is_changed_and_closed(three):
    old = person("old")
    old.set_unusable_password()
    old.save(update_fields=["password"])
    both(three, "person_change", {"username": "old", "name": "改了名", "unit": None, "active": True})
    assert User.objects.get(username="old").name == "改了名"
    both(three, "person_change", {"username": "old", "name": "改了名", "unit": None, "active": False})
    assert not User.objects.get(username="old").is_active


def test_the_last_administrator_is_not_closed(three):
    what = {"username": "security_admin", "name": "x", "unit": None, "active": False}
    with pytest.raises(NotDone):
        two.propose(three[0], "person_change", what, why="已经离任")


def test_a_unit_is_made_and_put_elsewhere_and_never_below_itself(three):
    both(three, "unit_add", {"code": "NEW", "name": "新科室", "kind": "section", "parent": None})
    both(three, "unit_change", {"code": "NEW", "name": "综合科", "kind": "section", "parent": None})
    assert Unit.objects.get(code="NEW").name == "综合科"
    with pytest.raises(NotDone):
        two.propose(
            three[0], "unit_change", {"code": "NEW", "name": "x", "kind": "section", "parent": "NEW"}, why="调整机构"
        )


@pytest.mark.parametrize("code", ["person_add", "person_change", "unit_add", "unit_change"])
def test_each_has_its_form(client, three, code):
    client.force_login(three[0])
    assert fresh(client).get(reverse("web:change_propose", args=[code])).status_code == 200


def test_the_form_proposes(client, three):
    client.force_login(three[0])
    form = {"username": "new", "name": "新来的", "unit": "", "reason": "新入职人员"}
    assert fresh(client).post(reverse("web:change_propose", args=["person_add"]), form).status_code == 302
    assert two.waiting().get().what == {"username": "new", "name": "新来的", "unit": None}


def test_a_missing_administrator_is_appointed_and_a_present_one_is_not(db, capsys):
    call_command("administrators", "audit_admin", "aud", "安全审计管理员")
    assert roles.holders("audit_admin") and "/sign-in/link/" in capsys.readouterr().out
    with pytest.raises(CommandError, match="已经有人"):
        call_command("administrators", "audit_admin", "aud2", "另一名")
