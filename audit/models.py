"""What an auditor keeps for their own use: filters that are asked again."""

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A filter of the explorer under a name; each person sees their own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_filter_of_a_name")]
