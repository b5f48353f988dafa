import pytest

from ledger.append import SYSTEM
from ledger.models import Event
from ledger.verify import verify
from people import clock, links, roles
from people.errors import NotDone
from people.models import Unit, User
from people.sheet import Row
from policy import install

pytestmark = pytest.mark.django_db
THREE = {"system_admin": ("admin", "系统管理员"), "security_admin": ("sec", "安全"), "audit_admin": ("aud", "审计")}
ROWS = [
    Row(2, "BGS", "办公室", "wang", "王小明", ("section_head", "supervision_office")),
    Row(3, "BGS", "办公室", "li", "李四", ()),
]


def test_the_three_administrators_come_in_by_links():
    made = install.fill(THREE)
    person = links.redeem(made.tokens["admin"], clock.now())
    assert roles.roles_of(person) == {"system_admin"} and not person.has_usable_password() and not person.is_demo


def test_everybody_of_the_sheet_is_there_with_their_events():
    made = install.fill(THREE, ROWS, links=True)
    assert made.counts == {"units": 1, "people": 2, "roles": 2} and set(made.tokens) == {
        "admin",
        "sec",
        "aud",
        "wang",
        "li",
    }
    office = Unit.objects.get()
    assert roles.heads(User.objects.get(username="wang")) == [office.pk]
    assert {event.actor_id for event in Event.objects.all()} == {roles.system_user().pk}
    assert verify(SYSTEM).ok and "clerk" in {role.code for role in install.unfilled()}


@pytest.mark.django_db(transaction=True)
def test_all_or_nothing():
    with pytest.raises(NotDone):
        install.fill(THREE, [*ROWS, Row(4, "BGS", "办公室", "wang", "王五", ())])
    assert not User.objects.filter(kind="person").exists() and not Event.objects.exists()
