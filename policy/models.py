"""What one administrator proposes and another of a different function confirms."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Change(models.Model):
    """A change of roles or of the calendar, or a case to be opened in an emergency, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "", _("等待确认")
        CONFIRMED = "confirmed", _("已确认")
        DECLINED = "declined", _("不同意")
        TAKEN_BACK = "taken_back", _("已收回")

    kind = models.CharField(max_length=20)
    what = models.JSONField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, blank=True, default="", choices=Outcome.choices)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "policy_change"
        indexes = [models.Index(fields=["at"], condition=models.Q(outcome=""), name="policy_change_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | models.Q(outcome="taken_back")
                | ~models.Q(decided_by=models.F("by")),
                name="policy_change_by_two",
            )
        ]
