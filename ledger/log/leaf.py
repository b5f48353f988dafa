"""What of an event stands in the log. The event's hash commits to everything else, whatever its format."""

from uuid import UUID

from ledger.log import merkle


def data(uid: UUID, digest) -> bytes:
    """The bytes of a leaf: the chain and the hash of the event."""
    return uid.bytes + bytes(digest)


def of(uid: UUID, digest) -> bytes:
    return merkle.leaf(data(uid, digest))
