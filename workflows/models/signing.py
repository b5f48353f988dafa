"""Several people speak on one matter; the counts stand in one row."""

import uuid

from django.conf import settings
from django.db import models

from workflows.models.case import Case


class Signing(models.Model):
    """One signing of one stage, in one round. Each process says by its mode how it is settled."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="signings")
    stage = models.CharField(max_length=40)
    branch = models.CharField(max_length=20, blank=True, default="")
    mode = models.CharField(max_length=12)
    secret = models.BooleanField(default=False)
    vetoed = models.BooleanField(default=False)
    present = models.PositiveSmallIntegerField(default=0)  # when the shares are of those present
    entitled = models.PositiveSmallIntegerField(default=0)
    waiting = models.PositiveSmallIntegerField(default=0)
    agreed = models.PositiveSmallIntegerField(default=0)
    opposed = models.PositiveSmallIntegerField(default=0)
    abstained = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=20, blank=True, default="")
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)


class Voter(models.Model):
    """Somebody has voted in a secret signing. What they chose is in the box and nothing leads there."""

    signing = models.ForeignKey(Signing, models.PROTECT, related_name="voters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signing", "person"], name="one_secret_vote")]


class BoxBallot(models.Model):
    """One ballot in the box of a secret signing: no person, no time, and a key that has no order.

    Until the close the choice is sealed with a key that is not in the database.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signing = models.ForeignKey(Signing, models.PROTECT, related_name="box")
    choice = models.CharField(max_length=80)
    weight = models.PositiveSmallIntegerField(default=1)
