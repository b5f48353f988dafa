"""Marks compare a name and give none away."""

import json
import uuid

import pytest
from django.conf import settings

from tests.unit.vault.conftest import WORDS
from tests.unit.vault.test_attack import Attacker
from vault import boxes, keepers, marks, safes

NAME, NUMBER = "反映人本名", "138 0000 1234"


@pytest.fixture
def marked(three):
    """(safe, secret) with the marks of somebody, for the first of the three."""
    safe, secret = safes.make(uuid.uuid4(), marks.PART, keepers.among(three[:1]), 1)
    marks.keep(safe, {"name": f"{NAME}（某镇）", "contact": f"电话 {NUMBER}，晚上联系"})
    return safe, secret


@pytest.mark.parametrize(
    "whom", [{"name": NAME}, {"name": " 反映人 本名 "}, {"name": "别名", "contact": "13800001234"}]
)
def test_the_same_person_is_met_however_it_was_written(marked, whom):
    assert marks.meets(*marked, **whom)


@pytest.mark.parametrize("whom", [{"name": "反映人"}, {"name": ""}, {"name": "别名", "contact": "1234"}])
def test_nobody_else_is(marked, whom):
    assert not marks.meets(*marked, **whom)


def test_an_anonymous_report_has_as_many_marks_and_meets_nobody(three, marked):
    nobody, secret = safes.make(uuid.uuid4(), marks.PART, keepers.among(three[:1]), 1)
    marks.keep(nobody, {"name": "", "contact": ""})
    assert len(nobody.entries.get().sealed) == len(marked[0].entries.get().sealed)
    assert not marks.meets(nobody, secret, name="") and not marks.meets(nobody, secret, name=NAME)


def test_the_same_name_has_another_mark_in_each_matter(three, marked):
    """So that tables of two matters, or a list of names, do not join."""
    other, secret = safes.make(uuid.uuid4(), marks.PART, keepers.among(three[:1]), 1)
    marks.keep(other, {"name": NAME, "contact": ""})
    kept = [set(json.loads(safes.get(*one, marks.FIELD))) for one in (marked, (other, secret))]
    assert not kept[0] & kept[1]


def test_a_key_of_the_settings_that_was_changed_compares_what_is_older(marked, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert marks.meets(*marked, name=NAME)


@pytest.mark.parametrize("known", [(), ("second",), ("third",), ("second", "third")])
def test_tables_settings_and_passphrases_of_others_give_no_mark(marked, known):
    assert settings.SECRET_KEY and Attacker(*(WORDS[one] for one in known)).loot() == []


def test_tables_and_the_passphrase_of_who_compares_match_no_name_without_the_settings(marked, settings):
    """The attack is a real one: the marks come out, and with the settings the right name would be told from others."""
    loot = [boxes.unpadded(one).decode() for one in Attacker(WORDS["first"]).loot()]
    assert len(loot) == 1 and NAME not in loot[0]
    assert marks.meets(*marked, name=NAME)
    settings.SECRET_KEY = "what is not known"
    assert not marks.meets(*marked, name=NAME)
