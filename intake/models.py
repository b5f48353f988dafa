"""Reports as the tables know them: a desk, days and counts. What was said, and by whom, lies in the vault."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """One report. Its key is random, and its times are days, so that neither tells when it came."""

    class State(models.TextChoices):
        RECEIVED = "received", _("已收到")
        ACCEPTED = "accepted", _("已受理")
        PASSED_ON = "passed_on", _("已转有权机关")
        CLOSED = "closed", _("已办结")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    desk = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    received_on = models.DateField()
    last_on = models.DateField()
    closed_on = models.DateField(null=True)
    for_desk = models.PositiveIntegerField(default=0)  # unread by the desk
    for_reporter = models.PositiveIntegerField(default=0)  # unread by who reported
    locator = models.BinaryField(max_length=16, unique=True)
    kept = models.BinaryField()  # the key of the conversation, under the receipt
    case_uid = models.UUIDField(null=True)
    noted = models.BooleanField(default=False)  # stands in the event of its day

    class Meta:
        indexes = [models.Index(fields=["desk", "state", "-last_on"], name="report_desk")]

    def __str__(self):
        return self.number


class Message(models.Model):
    """That something was said, by which side and on which day. The words are in the vault."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="messages")
    n = models.PositiveIntegerField()
    from_reporter = models.BooleanField()
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "n"], name="one_message")]


class ReceiptSalt(models.Model):
    """The salt of all receipts of this installation, so that nothing can be computed in advance."""

    salt = models.BinaryField(max_length=32)


class Clearance(models.Model):
    """That the blind check of a case against somebody is over. What it found stands nowhere."""

    case_uid = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case_uid", "person"], name="one_clearance")]
