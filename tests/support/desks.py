"""A desk with a reader, a superior desk, and two who keep identities."""

import pytest

from intake import receipts
from people.models import Role
from tests.support.world import person
from vault import keepers

WORDS = "{} 自己定的一句很长的话"
PEOPLE = {
    "reader": ("intake_reader",), "keeper": ("identity_keeper",), "both": ("intake_reader", "identity_keeper"),
    "liaison": ("discipline_liaison",), "second": ("identity_keeper",),
}  # fmt: skip


def words(user):
    return WORDS.format(user.username)


@pytest.fixture
def house(db, settings, tmp_path):
    """username → person, each with an unsealing passphrase."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    found = {name: person(name, *roles) for name, roles in PEOPLE.items()}
    for user in found.values():
        keepers.set_passphrase(user, words(user), words(user))
    assert Role.objects.filter(code__in=["intake_reader", "identity_keeper"]).count() == 2
    return found


@pytest.fixture
def secret(house):
    """The unlocked secret of somebody."""
    return lambda name: keepers.secret_of(house[name], words(house[name]))


@pytest.fixture
def came_back():
    """The pass of a receipt."""
    return lambda receipt: receipts.derived(receipts.read(receipt))
