"""A leaver's work on its way to others: who ordered it, how far it is, what could not be handed over."""

import uuid

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


class Handover(models.Model):
    """One order to hand everything over that somebody holds; the background carries it out, case by case."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    leaver = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    receivers = models.JSONField()  # process → id; "": all others
    why = models.CharField(max_length=200)
    at = models.DateTimeField()
    total = models.PositiveIntegerField()  # cases
    past = models.BigIntegerField(default=0)  # the last case that was dealt with
    dealt = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=list)  # pairs of what the case is called and why it was not handed over
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["at"], condition=models.Q(finished_at=None), name="handover_open")]

    @property
    def done(self):
        """Cases that were handed over."""
        return self.dealt - len(self.left)

    @property
    def percent(self):
        return 100 * self.dealt // self.total if self.total else 100
