"""A keeper at work: half of the key in the tables, half in the browser, for half an hour."""

from datetime import timedelta

from people import clock
from tests.unit.vault.conftest import WORDS
from vault import keepers, unlocking


def test_both_halves_give_the_secret(three):
    key = unlocking.unlock(three[0], WORDS["first"])
    assert unlocking.secret(three[0], key) == keepers.secret_of(three[0], WORDS["first"])


def test_neither_another_person_nor_another_half_does(three):
    key = unlocking.unlock(three[0], WORDS["first"])
    unlocking.unlock(three[1], WORDS["second"])
    assert unlocking.secret(three[1], key) is None and unlocking.secret(three[0], bytes(32)) is None


def test_after_half_an_hour_and_after_locking_it_is_gone(three):
    key = unlocking.unlock(three[0], WORDS["first"])
    with clock.frozen(clock.now() + timedelta(minutes=30)):
        assert unlocking.secret(three[0], key) is None and unlocking.sweep() == 1
    key = unlocking.unlock(three[0], WORDS["first"])
    unlocking.lock(three[0])
    assert unlocking.secret(three[0], key) is None
