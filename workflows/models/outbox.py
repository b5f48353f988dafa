"""What must be told, written in the transaction that made it true."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outbox(models.Model):
    """A notice on its way out. Recipients and secrecy were resolved by the move; the relay only delivers."""

    uid = models.UUIDField()  # of the case
    number = models.CharField(max_length=40, blank=True)
    topic = models.CharField(max_length=60)
    recipients = models.JSONField()  # ids of people
    data = models.JSONField(default=dict)
    secret = models.BooleanField(default=False)
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("待发通知")
        indexes = [models.Index(fields=["id"], condition=models.Q(sent_at=None), name="outbox_waiting")]
