"""The rules by which signings are settled, as properties over (rule, counts); no database."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workflows import counting
from workflows.declare import ABSTAIN, AGREE, OPPOSE, Parallel, Signing
from workflows.models import Signing as Row
from workflows.signings import UNMET, settled
from workflows.store.orm import tally

CHOICES = (AGREE, OPPOSE, ABSTAIN)
VOICES = st.lists(st.tuples(st.sampled_from(CHOICES), st.integers(1, 4)), min_size=1, max_size=9)
SHARES = st.sampled_from([(0, 1), (1, 3), (1, 2), (2, 3), (3, 4)])


@st.composite
def rules(draw, modes=("all", "any", "sequential", "vote"), **said):
    """A rule whose shares, base and rejection are anything that may be declared."""
    stated = {
        "threshold": draw(SHARES), "quorum": draw(SHARES), "base": draw(st.sampled_from(["entitled", "present"])),
        "rejection": draw(st.sampled_from(["", "vote", "ends"])), "early": draw(st.booleans()),
    }  # fmt: skip
    return Signing(mode=draw(st.sampled_from(modes)), by=("signers",), **stated | said)


def opened(voices, gone=0):
    total = sum(weight for _choice, weight in voices)
    return Row(entitled=total + gone, waiting=total)


def heard(rule, row, voices):
    """Let people speak until it is settled; returns the outcome and how many have spoken."""
    for n, (choice, weight) in enumerate(voices, 1):
        tally(row, choice, weight)
        if outcome := settled(rule, row):
            return outcome, n
    return "", len(voices)


@given(rules(), VOICES)
def test_when_all_have_spoken_it_is_settled(rule, voices):
    assert heard(rule, opened(voices), voices)[0] in (AGREE, OPPOSE)


@given(rules(), VOICES)
def test_closing_early_never_changes_the_outcome(rule, voices):
    early, full = replace(rule, early=True), replace(rule, early=False)
    assert heard(early, opened(voices), voices)[0] == heard(full, opened(voices), voices)[0]


@given(rules(early=False), VOICES, st.randoms())
def test_the_order_of_voices_does_not_matter(rule, voices, random):
    mixed = random.sample(voices, len(voices))
    assume(rule.mode != "any" or not counting.ends(rule))  # there the first word settles it
    one, other = opened(voices), opened(voices)
    assert heard(rule, one, voices)[0] == heard(rule, other, mixed)[0]


@given(rules(), VOICES, st.integers(0, 8))
def test_one_more_who_agrees_never_turns_agreement_into_refusal(rule, voices, place):
    place %= len(voices)
    better = [(AGREE, weight) if n == place else (choice, weight) for n, (choice, weight) in enumerate(voices)]
    if heard(rule, opened(voices), voices)[0] == AGREE:
        assert heard(rule, opened(better), better)[0] == AGREE


@given(rules(), VOICES)
def test_weights_sum_to_what_was_entitled(rule, voices):
    row = opened(voices)
    total = row.entitled
    for choice, weight in voices:
        tally(row, choice, weight)
        assert row.agreed + row.opposed + row.abstained + row.waiting == total
        assert row.present + row.waiting == total


@given(rules(), VOICES)
def test_a_veto_wins_whatever_the_others_say(rule, voices):
    row = opened(voices)
    for choice, weight in voices[:-1]:
        tally(row, choice, weight)
    assume(rule.mode != "any" or not row.agreed)
    row.vetoed = True
    assert settled(rule, row) == OPPOSE


@given(rules(modes=("vote",), rejection="vote"), VOICES, st.integers(1, 60))
def test_without_its_quorum_a_vote_is_never_carried_nor_lost(rule, voices, gone):
    row = opened(voices, gone)
    outcome, _spoken = heard(rule, row, voices)
    if sum(weight for _choice, weight in voices) < counting.present_needed(rule, row.entitled):
        assert outcome == UNMET
    else:
        assert outcome in (AGREE, OPPOSE) and row.present >= counting.present_needed(rule, row.entitled)


@given(st.lists(st.sampled_from([AGREE, OPPOSE, ""]), min_size=1, max_size=6), st.integers(0, 6))
def test_branches_agree_when_enough_of_them_do_and_are_open_until_then(outcomes, needed):
    found = counting.parallel(Parallel(needed=needed), outcomes)
    enough = outcomes.count(AGREE) >= min(needed or len(outcomes), len(outcomes))
    assert (found == AGREE) == enough
    assert (found == "") == (not enough and "" in outcomes)


@pytest.mark.parametrize("mode", ["all", "any", "vote", "sequential"])
def test_a_signing_in_which_nobody_is_left_is_unmet(mode):
    assert settled(Signing(mode=mode), Row(entitled=0)) == UNMET


def test_in_secret_nothing_is_settled_before_all_have_voted():
    rule = Signing(mode="vote", secret=True)
    assert settled(rule, Row(entitled=5, waiting=1, present=4, agreed=4)) == ""
    assert settled(rule, Row(entitled=5, waiting=0, present=2)) == UNMET


def test_the_threshold_is_a_share_of_those_entitled_or_of_those_who_took_part():
    row = {"entitled": 9, "present": 5, "agreed": 3, "opposed": 2}
    assert settled(Signing(mode="vote", base="entitled"), Row(**row)) == OPPOSE
    assert settled(Signing(mode="vote", base="present"), Row(**row)) == AGREE
