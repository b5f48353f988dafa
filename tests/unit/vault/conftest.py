"""Three keepers with passphrases and a matter whose identity is sealed for them."""

import uuid

import pytest

from tests.support.world import person
from vault import keepers, safes

WORDS = {"first": "沿河五里有渡口，水清见底", "second": "旧城西门七棵槐，三月开花", "third": "山后三块白石头，面朝东南"}


@pytest.fixture
def three(db):
    found = [person(name) for name in WORDS]
    for one in found:
        keepers.set_passphrase(one, WORDS[one.username], WORDS[one.username])
    return found


@pytest.fixture
def sealed(three):
    """(uid, safe) of a matter with a name in it."""
    uid = uuid.uuid4()
    safe, _secret = safes.make(uid, "identity", keepers.among(three), 2)
    safes.put(safe, "name", "反映人的名字".encode())
    return uid, safe
