"""New keepers come by two who are there; a lost passphrase loses a key and not the matter."""

import pytest

from people.errors import NotDone
from tests.support.world import person
from tests.unit.vault.conftest import WORDS
from tests.unit.vault.test_unsealing import agreed, ask, read
from vault import keepers, resharing, unsealing

NEW = "新来的保管人自己定的一句话"


def both(three):
    return [resharing.pair_of(one, WORDS[one.username]) for one in three[:2]]


def test_who_comes_later_opens_what_was_sealed_before(three, sealed):
    late = person("late")
    keepers.set_passphrase(late, NEW, NEW)
    assert resharing.reshare(*both(three), keepers.among([*three, late]), "identity") == (1, 0)
    wish, key = ask(three[2], sealed[0])
    unsealing.grant(late, wish, NEW)
    assert read(three[2], wish, key)


def test_who_is_left_out_opens_nothing_any_more(three, sealed):
    resharing.reshare(*both(three), keepers.among(three[:2]), "identity")
    wish, key = ask(three[2], sealed[0])
    unsealing.grant(three[1], wish, WORDS["second"])
    assert read(three[2], wish, key) is None


def test_one_person_cannot_be_both(three, sealed):
    one = resharing.pair_of(three[0], WORDS["first"])
    with pytest.raises(ValueError):
        resharing.reshare(one, one, keepers.among(three), "identity")


def test_a_key_that_ended_neither_asks_nor_agrees(three, sealed):
    keepers.forget(three[1])
    wish, _key = ask(three[0], sealed[0])
    with pytest.raises(NotDone, match="还没有设置"):
        unsealing.grant(three[1], wish, WORDS["second"])
    with pytest.raises(NotDone, match="还没有设置"):
        ask(three[1], sealed[0])


def test_two_others_still_open_it(three, sealed):
    keepers.forget(three[2])
    wish, key = agreed(three, sealed[0])
    assert read(three[0], wish, key)
