"""What somebody decided on, so that it can be told later whether the decision still stands for what is there."""

from django.db import models

from workflows.models.work import WorkItem


class Basis(models.Model):
    """A digest of each field that was shown to whoever decided; the values themselves stand in the history alone."""

    item = models.OneToOneField(WorkItem, models.CASCADE, related_name="basis")
    digests = models.JSONField()  # field → SHA-256 in hexadecimal

    class Meta:
        verbose_name_plural = "bases"
