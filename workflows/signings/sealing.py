"""What lies in the box of a secret vote, as the database keeps it until the close: sealed, and never the same twice.

Somebody who reads the tables before and after a vote would otherwise see by comparing which choice has come in. The
key is that of the installation, which is not in the database.
"""

import os
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE, LENGTH = 12, 12  # every choice is as long as another


def seal(signing, choice):
    """A choice as it lies in the box of this signing (its id)."""
    nonce, even = os.urandom(NONCE), choice.ljust(LENGTH).encode()
    return b64encode(nonce + _cipher(settings.SECRET_KEY, signing).encrypt(nonce, even, None)).decode()


def unseal(signing, kept):
    """What was chosen. A key of the installation that was changed still opens what it closed."""
    raw = b64decode(kept)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(secret, signing).decrypt(raw[:NONCE], raw[NONCE:], None).decode().strip()
        except InvalidTag:
            continue
    raise ValueError("a ballot was sealed with another SECRET_KEY: put the old one into SECRET_KEY_FALLBACKS")


def _cipher(secret, signing):
    info = f"ballot box {signing}".encode()
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=info).derive(secret.encode()))
