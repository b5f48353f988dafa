"""What the ledger keeps: events, the salts of their fields, heads, and the access log."""

from django.db import models

from ledger.comments import APPEND_ONLY as COMMENT
from ledger.models_access import AccessDay, AccessEntry
from ledger.models_log import Anchor, Checkpoint, Key, Log, Place, Rollback, Tile, Verification

__all__ = [
    "AccessDay", "AccessEntry", "Anchor", "Checkpoint", "Event", "Head", "Key", "Log", "Place", "Rollback", "Salt",
    "Tile", "Verification",
]  # fmt: skip


class Event(models.Model):
    """One row of history; `docs/event-format-1.md` says how its hash is made."""

    pk = models.CompositePrimaryKey("uid", "seq")
    uid = models.UUIDField()
    seq = models.PositiveIntegerField()
    format = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    for_id = models.BigIntegerField(null=True)
    for_name = models.CharField(max_length=200, default="")
    came_from = models.CharField(max_length=80, default="")
    went_to = models.CharField(max_length=80, default="")
    item_id = models.BigIntegerField(null=True)
    key = models.UUIDField(null=True)
    body = models.TextField()
    commitments = models.TextField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_event"
        db_table_comment = COMMENT
        indexes = [models.Index(fields=["at"], name="ledger_event_at")]


class Salt(models.Model):
    """The salt of an event (name "") or of one private field, with that field's value.

    A private row may be deleted: its value is then erased and the chain still verifies.
    """

    pk = models.CompositePrimaryKey("uid", "seq", "name")
    uid = models.UUIDField()
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    salt = models.BinaryField(max_length=32)
    value = models.TextField(null=True)

    class Meta:
        db_table = "ledger_salt"


class Head(models.Model):
    """Where a chain ends that no case keeps the end of: the system chain."""

    uid = models.UUIDField(primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_head"
