"""Several people speak on one matter; the counts stand in one row."""

from django.db import models

from workflows.models.case import Case


class Signing(models.Model):
    """One signing of one stage, in one round. Each process says by its mode how it is settled."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="signings")
    stage = models.CharField(max_length=40)
    mode = models.CharField(max_length=12)
    entitled = models.PositiveSmallIntegerField(default=0)
    waiting = models.PositiveSmallIntegerField(default=0)
    agreed = models.PositiveSmallIntegerField(default=0)
    opposed = models.PositiveSmallIntegerField(default=0)
    abstained = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=20, blank=True, default="")
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
