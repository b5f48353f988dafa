"""A change of rules that one person proposes and another confirms."""

from django.conf import settings
from django.db import models

from workflows.models.case import Definition

PERSON = settings.AUTH_USER_MODEL


class RuleChange(models.Model):
    """New values for what a process states, from a day on; or open cases brought to another version."""

    process = models.CharField(max_length=40)
    values = models.JSONField(default=dict)  # slot → value; empty: cases are moved to `target`
    target = models.ForeignKey(Definition, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500)
    effective = models.DateField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, blank=True, default="")  # confirmed | declined | taken_back
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")
    result = models.JSONField(default=dict)  # of a migration: how many cases moved, and which did not

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process"], condition=models.Q(outcome=""), name="one_open_rule_change")
        ]
