"""Boxes that only the holder of a secret opens: X25519, HKDF and AES-256-GCM, bound to where they belong.

Anybody with the public half can close a box, so that a report is sealed although no keeper is there.
"""

from os import urandom

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

FORMAT = b"\x01"  # X25519, HKDF-SHA256, AES-256-GCM
NAME = b"duban-box-1"
# Each box has a key of its own, which is used once.
NONCE = bytes(12)
BUCKETS = (1024, 4096, 16384, 65536)


class Closed(Exception):
    """The box does not open: a wrong secret, or it was altered or moved."""


def pair():
    """(secret, public) of a new key."""
    secret = X25519PrivateKey.generate()
    return secret.private_bytes_raw(), secret.public_key().public_bytes_raw()


def public_of(secret):
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def bound(*parts):
    """The associated data of a box: every part with its length, so that no two lists read the same."""
    raw = [part if isinstance(part, bytes) else str(part).encode() for part in parts]
    return b"".join(len(one).to_bytes(4, "big") + one for one in raw)


def seal(public, plain, place):
    """Close `plain` for the holder of a key; it opens only at the same `place`."""
    once, met = pair()
    key = _agreed(once, public, met + public)
    return FORMAT + met + AESGCM(key).encrypt(NONCE, plain, place)


def unseal(secret, box, place):
    """What is in a box. Raises Closed."""
    box = bytes(box)
    if box[:1] != FORMAT or len(box) < 49:
        raise Closed
    met, closed = box[1:33], box[33:]
    key = _agreed(secret, met, met + public_of(secret))
    return _opened(key, NONCE, closed, place)


def _agreed(secret, public, both):
    shared = X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(public))
    return HKDF(SHA256(), 32, salt=None, info=NAME + both).derive(shared)


def wrap(key, plain, place):
    """Close `plain` under a key that may be used again."""
    nonce = urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def unwrap(key, box, place):
    """Undo `wrap`. Raises Closed."""
    box = bytes(box)
    return _opened(key, box[:12], box[12:], place)


def _opened(key, nonce, closed, place):
    try:
        return AESGCM(key).decrypt(nonce, closed, place)
    except InvalidTag:
        raise Closed from None


def stretched(words, salt, cost, length=32):
    """A key from what a person remembers or wrote down (Argon2id). `cost`: "passes:KiB:lanes"."""
    passes, memory, lanes = (int(one) for one in cost.split(":"))
    return hash_secret_raw(words.encode(), salt, passes, memory, lanes, length, Type.ID)


def cost():
    """What a guess shall cost now; stored beside what was made with it."""
    return settings.VAULT_COST


def padded(data):
    """Data at one of few lengths, so that its size tells next to nothing."""
    size = len(data) + 4
    room = next((one for one in BUCKETS if size <= one), -(-size // BUCKETS[-1]) * BUCKETS[-1])
    return len(data).to_bytes(4, "big") + data + bytes(room - size)


def unpadded(data):
    return data[4 : 4 + int.from_bytes(data[:4], "big")]
