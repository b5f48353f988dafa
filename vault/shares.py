"""A secret in shares, any two of which give it back and one of which says nothing (Shamir, 2 of n)."""

from os import urandom


def split(secret, places):
    """place → share, for places from 1 to 255."""
    slope = urandom(len(secret))
    return {x: bytes(s ^ _times(a, x) for s, a in zip(secret, slope, strict=True)) for x in places}


def joined(one, other):
    """The secret of two (place, share)."""
    (x, first), (y, second) = one, other
    if x == y:
        raise ValueError("two different shares are needed")
    under = _inverse(x ^ y)
    return bytes(_times(_times(a, y) ^ _times(b, x), under) for a, b in zip(first, second, strict=True))


def _times(a, b):
    """The product in GF(256), modulo x⁸+x⁴+x³+x+1; the same steps for all values."""
    found = 0
    for _bit in range(8):
        found ^= a & -(b & 1)
        b >>= 1
        a = (a << 1) ^ (0x11B & -(a >> 7))
    return found


def _inverse(a):
    found = a
    for _step in range(6):  # a**254
        found = _times(_times(found, found), a)
    return _times(found, found)
