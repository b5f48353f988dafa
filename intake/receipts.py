"""Receipts: sixteen digits that find a report and open its conversation. Only what is derived from them is kept.

One slow derivation (Argon2id) gives both halves: the first finds the row, the second opens the key in it. Finding takes
no scan, and a guess costs the same whichever half it is tried on.
"""

import base64
import secrets
import threading
from os import urandom
from typing import NamedTuple

from intake.models import ReceiptSalt
from vault import boxes

DIGITS = 16
LOCATOR, KEY = 16, 32
# Each derivation takes 64 MiB: two at once, however many ask.
_doors = threading.BoundedSemaphore(2)


class Pass(NamedTuple):
    """What a receipt becomes: where the report is, and what opens it."""

    locator: bytes
    key: bytes

    def told(self):
        """As it travels in a form of the page, so that the digits need not."""
        return base64.urlsafe_b64encode(self.locator + self.key).decode()


def fresh():
    """A new receipt, grouped for reading."""
    return spelled(f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}")


def spelled(digits):
    return " ".join(digits[n : n + 4] for n in range(0, DIGITS, 4))


def read(text):
    """The digits of what somebody typed, or None."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    return "".join(str(int(letter)) for letter in digits) if len(digits) == DIGITS else None


def derived(digits):
    """The pass of sixteen digits."""
    with _doors:
        raw = boxes.stretched(digits, _salt(), boxes.cost(), LOCATOR + KEY)
    return Pass(raw[:LOCATOR], raw[LOCATOR:])


def returned(text):
    """The pass that a form brought back, or None."""
    try:
        raw = base64.urlsafe_b64decode(text.encode())
    except ValueError:
        return None
    return Pass(raw[:LOCATOR], raw[LOCATOR:]) if len(raw) == LOCATOR + KEY else None


def _salt():
    row = ReceiptSalt.objects.order_by("pk").first()
    if row is None:
        # Two at once: the first row counts for both.
        ReceiptSalt.objects.create(salt=urandom(32))
        row = ReceiptSalt.objects.order_by("pk").first()
    return bytes(row.salt)
