"""The monthly ledger: lines that are added and never changed, months that are closed, corrections beside them."""

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL
MONTH = 7  # 2026-10


class MonthEntry(models.Model):
    """One line of the monthly ledger. It is added and never changed."""

    case = models.ForeignKey("task_project.TaskProject", models.PROTECT, related_name="entries")
    month = models.CharField(max_length=MONTH)
    progress = models.PositiveSmallIntegerField()
    done = models.TextField(max_length=1500)
    problem = models.TextField(max_length=1500, blank=True)
    next = models.TextField(max_length=1500, blank=True)
    evidence = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "month"], name="%(app_label)s_one_entry")]
        ordering = ["month"]


class MonthLock(models.Model):
    """A month that is closed: nothing is reported into it any more."""

    case = models.ForeignKey("task_project.TaskProject", models.PROTECT, related_name="locks")
    month = models.CharField(max_length=MONTH)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "month"], name="%(app_label)s_one_lock")]
        ordering = ["month"]


class MonthCorrection(models.Model):
    """What the supervision office puts right in a month, beside the line that stays as it was."""

    case = models.ForeignKey("task_project.TaskProject", models.PROTECT, related_name="corrections")
    month = models.CharField(max_length=MONTH)
    progress = models.PositiveSmallIntegerField(null=True)
    text = models.TextField(max_length=1500)
    reason = models.TextField(max_length=1500)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["month", "pk"]
