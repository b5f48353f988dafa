"""What was delivered to whom, by which channel, and who wants mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q

APP, MAIL = "app", "mail"


class Delivery(models.Model):
    """One notice for one person by one channel. The unique row is what makes a repeat harmless."""

    outbox_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=8, default=APP)
    at = models.DateTimeField()
    uid = models.UUIDField()
    number = models.CharField(max_length=40, blank=True, default="")
    topic = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    secret = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    # For channels that leave the house; a row without `next_at` has nothing more to do.
    next_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outbox_id", "person", "channel"], name="delivery_once")]
        indexes = [
            models.Index(fields=["person", "-id"], condition=Q(channel="app"), name="delivery_page"),
            models.Index(fields=["person"], condition=Q(channel="app", read_at=None), name="delivery_unread"),
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="delivery_due"),
            models.Index(fields=["id"], condition=Q(dead_at__isnull=False), name="delivery_dead"),
        ]


class Unread(models.Model):
    """How many notices a person has not read, so that no page counts them."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+")
    count = models.PositiveIntegerField(default=0)


class Preference(models.Model):
    """Whether a person wants mail, and about what; without a row, whoever has an address gets all of it."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+")
    mail = models.BooleanField(default=True)
    muted = models.JSONField(default=list)  # groups of topics about which no mail is sent
