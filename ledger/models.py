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
    """One row of history; `docs/event-format-2.md` says how its hash is made."""

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
    commitments = models.TextField()  # format 2: those of private fields only
    previous = models.BinaryField(max_length=32)  # format 2: empty, the row before has it
    salt = models.BinaryField(max_length=16, null=True)  # format 2: of the clear fields
    marks = models.BinaryField(null=True)  # format 2: the first bytes of their commitments
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_event"
        db_table_comment = COMMENT


class Salt(models.Model):
    """The salt of one private field, with that field's value; in format 1 also of an event (name "").

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
