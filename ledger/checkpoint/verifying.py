"""Whose signatures under a checkpoint hold."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger.checkpoint.text import Note


def signers(note: Note, keys) -> list:
    """The keys, of those given, that have signed the note."""
    return [key for key in keys if any(_holds(one, note, key) for one in note.signatures)]


def _holds(signature, note, key):
    if (signature.name, signature.key_id) != (key.name, key.key_id):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature.value, note.text.encode())
    except InvalidSignature:
        return False
    return True
