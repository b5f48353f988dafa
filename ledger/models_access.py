"""What the access log keeps: who looked at what, chained day by day, and where each day ends."""

from django.db import models

from ledger.comments import APPEND_ONLY


class AccessEntry(models.Model):
    """Who looked at what, and who was refused. Entries from before the chains have no day."""

    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=80)
    path = models.CharField(max_length=500)
    case_uid = models.UUIDField(null=True)
    why = models.CharField(max_length=500, default="")
    day = models.DateField(null=True)
    seq = models.PositiveIntegerField(null=True)
    previous = models.BinaryField(max_length=32, null=True)
    hash = models.BinaryField(max_length=32, null=True)

    class Meta:
        db_table = "ledger_access"
        db_table_comment = APPEND_ONLY
        indexes = [
            models.Index(fields=["case_uid", "id"], name="ledger_access_case"),
            models.Index(fields=["person_id", "id"], name="ledger_access_person"),
        ]
        constraints = [models.UniqueConstraint(fields=["day", "seq"], name="ledger_access_place")]


class AccessDay(models.Model):
    """Where the chain of one day ends, and where that of the day before ended, so that no day can be left out."""

    day = models.DateField(primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    hash = models.BinaryField(max_length=32)
    before = models.BinaryField(max_length=32)
    closed = models.BooleanField(default=False)

    class Meta:
        db_table = "ledger_access_day"
        constraints = [
            models.UniqueConstraint(fields=["closed"], condition=models.Q(closed=False), name="one_open_access_day")
        ]
