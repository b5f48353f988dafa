"""What the pages keep for a person. None of it is an event: it is overwritten, and nobody else sees it."""

from django.conf import settings
from django.db import models


class ReadMark(models.Model):
    """How far into a case's history a person had read when they last opened its page."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "case"], name="read_mark")]
