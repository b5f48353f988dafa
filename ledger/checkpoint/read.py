"""Readers of checkpoints and keys."""

from ledger.checkpoint import text
from ledger.models_log import Checkpoint, Key, Rollback


def latest() -> Checkpoint | None:
    """The newest checkpoint."""
    return Checkpoint.objects.order_by("-pk").first()


def covering(place: int) -> Checkpoint | None:
    """The oldest checkpoint that covers a place."""
    return Checkpoint.objects.filter(size__gt=place).order_by("pk").first()


def of_size(size: int) -> Checkpoint | None:
    return Checkpoint.objects.filter(size=size).order_by("pk").first()


def keys() -> list[text.Verifier]:
    """All public keys that have ever signed here."""
    return [text.verifier(line) for line in Key.objects.order_by("pk").values_list("vkey", flat=True)]


def pending() -> Rollback | None:
    """A rollback that nobody has accepted yet; no checkpoint is signed meanwhile."""
    return Rollback.objects.filter(accepted_at=None).order_by("pk").first()
