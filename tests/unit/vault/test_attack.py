"""Somebody has every table, the settings and one passphrase, knows the scheme, and tries everything."""

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from tests.unit.vault.conftest import WORDS
from tests.unit.vault.test_unsealing import agreed, ask
from vault import boxes, keepers, shares, unlocking
from vault.models import Entry, Keeper, Share, Unlocked, Unsealing


class Attacker:
    """What can be had from the dump with some passphrases: every key that opens something is tried on everything."""

    def __init__(self, *known):
        self.keys, self.parts = {settings.SECRET_KEY.encode().ljust(32)[:32]}, {}
        for keeper in Keeper.objects.exclude(wrapped=None):
            for words in known:
                self._crack(keeper, words)
        self._harvest()

    def _crack(self, keeper, words):
        key = boxes.stretched(words, bytes(keeper.salt), keeper.cost)
        place = boxes.bound("keeper", keeper.person_id, bytes(keeper.public))
        self._try(boxes.unwrap, key, keeper.wrapped, place)

    def _harvest(self):
        """Twice over: what one box gives may open the next."""
        for _round in range(3):
            for share in Share.objects.select_related("safe"):
                place = boxes.bound("share", share.safe.uid, share.safe.part, share.keeper_id, share.place)
                for found in self._all(share.sealed, place):
                    self.parts.setdefault(share.safe_id, {})[share.place] = found
            for wish in Unsealing.objects.exclude(given=None):
                self._all(wish.given, boxes.bound("unsealing", wish.pk, wish.uid, wish.part))
            for row in Unlocked.objects.all():
                self._all(row.wrapped, unlocking._place(row))
        for parts in self.parts.values():
            pairs = [(x, y) for x in parts for y in parts if x < y]
            self.keys |= {shares.joined((x, parts[x]), (y, parts[y])) for x, y in pairs}

    def _all(self, box, place):
        tried = [self._try(how, key, box, place) for key in list(self.keys) for how in (boxes.unseal, boxes.unwrap)]
        return [found for found in tried if found]

    def _try(self, how, key, box, place):
        try:
            found = how(key, box, place)
        except (boxes.Closed, ValueError):
            return None
        self.keys |= {found[n : n + 32] for n in (0, 1) if len(found) - n >= 32}
        return found

    def loot(self):
        found = []
        for row in Entry.objects.select_related("safe"):
            box = default_storage.open(row.path).read() if row.path else row.sealed
            place = boxes.bound("entry", row.safe.uid, row.safe.part, row.field, row.version)
            found += self._all(box, place)
        return found


@pytest.fixture(params=["nothing asked", "asked", "granted", "at work"])
def moment(request, three, sealed):
    """The dump is taken at every moment at which something more than usual lies in the tables."""
    if request.param == "asked":
        ask(three[0], sealed[0])
    if request.param == "granted":
        agreed(three, sealed[0])
    if request.param == "at work":
        [unlocking.unlock(one, WORDS[one.username]) for one in three]


@pytest.mark.parametrize("known", WORDS)
def test_one_passphrase_opens_nothing(moment, known):
    attacker = Attacker(WORDS[known])
    assert len(attacker.keys) > 1  # the passphrase was good for its own key
    assert attacker.loot() == []


def test_no_passphrase_opens_nothing(moment):
    assert Attacker().loot() == []


def test_the_attack_is_a_real_one_two_passphrases_open_it(three, sealed):
    loot = Attacker(WORDS["first"], WORDS["third"]).loot()
    assert [boxes.unpadded(found).decode() for found in loot] == ["反映人的名字"]


def test_a_second_dump_after_a_new_passphrase_gives_no_more(three, sealed):
    keepers.set_passphrase(three[0], "换过的一句话，没有一个人听过", "换过的一句话，没有一个人听过", old=WORDS["first"])
    assert Attacker(WORDS["first"]).loot() == []


def test_entries_swapped_between_two_matters_do_not_open(three, sealed):
    import uuid

    from vault import safes

    other, _secret = safes.make(uuid.uuid4(), "identity", keepers.among(three), 2)
    safes.put(other, "name", b"another name")
    mine = sealed[1].entries.get()
    other.entries.update(sealed=mine.sealed)
    assert Attacker(WORDS["first"], WORDS["second"]).loot() == [boxes.padded("反映人的名字".encode())]
