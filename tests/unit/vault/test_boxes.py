"""Boxes open for their holder, at their place, and unaltered; two shares are a secret and one is nothing."""

import pytest

from vault import boxes, shares

pytestmark = pytest.mark.embedded
PLACE = boxes.bound("entry", "case", "name", 1)


def test_what_is_sealed_opens_for_the_holder():
    secret, public = boxes.pair()
    assert boxes.unseal(secret, boxes.seal(public, b"words", PLACE), PLACE) == b"words"


@pytest.mark.parametrize(
    "place", [("entry", "other", "name", 1), ("entry", "case", "phone", 1), ("entry", "case", "name", 2)]
)
def test_a_box_moved_to_another_case_field_or_version_does_not_open(place):
    secret, public = boxes.pair()
    with pytest.raises(boxes.Closed):
        boxes.unseal(secret, boxes.seal(public, b"words", PLACE), boxes.bound(*place))


@pytest.mark.parametrize("at", [0, 1, 40, -1])
def test_an_altered_box_does_not_open(at):
    secret, public = boxes.pair()
    box = bytearray(boxes.seal(public, b"words", PLACE))
    box[at] ^= 1
    with pytest.raises(boxes.Closed):
        boxes.unseal(secret, bytes(box), PLACE)


def test_another_key_does_not_open_it():
    with pytest.raises(boxes.Closed):
        boxes.unseal(boxes.pair()[0], boxes.seal(boxes.pair()[1], b"words", PLACE), PLACE)


def test_parts_of_a_place_cannot_be_shifted_into_each_other():
    assert boxes.bound("ab", "c") != boxes.bound("a", "bc") != boxes.bound("abc", "")


@pytest.mark.parametrize("size", [0, 1, 900, 1020])
def test_short_values_have_one_length(size):
    room = boxes.padded(b"x" * size)
    assert len(room) == 1024 and boxes.unpadded(room) == b"x" * size


@pytest.mark.parametrize("size", [1021, 70_000, 65_532, 65_533])
def test_longer_values_have_one_of_few_lengths(size):
    room = boxes.padded(b"x" * size)
    assert len(room) in (4096, 65536, 131072) and boxes.unpadded(room) == b"x" * size


def test_any_two_shares_give_the_secret_back():
    secret = bytes(range(32))
    parts = shares.split(secret, range(1, 6))
    pairs = [(x, y) for x in parts for y in parts if x != y]
    assert all(shares.joined((x, parts[x]), (y, parts[y])) == secret for x, y in pairs)


def test_one_share_fits_every_secret():
    # For each candidate there is a second share that makes it come out, so that one share excludes none.
    x, share = next(iter(shares.split(b"\x2a", [7]).items()))
    found = {shares.joined((x, share), (9, bytes([guess]))) for guess in range(256)}
    assert len(found) == 256


def test_one_share_twice_is_not_two():
    with pytest.raises(ValueError):
        shares.joined((1, b"a"), (1, b"b"))


def test_the_field_multiplies_as_published():
    # FIPS 197, section 4.2.
    assert shares._times(0x57, 0x83) == 0xC1 and shares._times(0x57, 0x13) == 0xFE
    assert all(shares._times(a, shares._inverse(a)) == 1 for a in range(1, 256))
