"""Holds, appraisals, and the stones that stand where something was destroyed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Hold(models.Model):
    """While it stands, nothing of the matter is destroyed, whatever its term."""

    uid = models.UUIDField(db_index=True)
    number = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid"], condition=models.Q(ended_at__isnull=True), name="one_hold")
        ]


class Appraisal(models.Model):
    """What the archivist proposes at the end of a term, and what was decided."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("等待批准")
        APPROVED = "approved", _("已批准")
        REFUSED = "refused", _("未批准")

    class Outcome(models.TextChoices):
        KEEP = "keep", _("继续保存")
        DESTROY = "destroy", _("销毁")

    uid = models.UUIDField()
    what = models.CharField(max_length=10)
    number = models.CharField(max_length=60)
    rule = models.CharField(max_length=80)
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    keep_until = models.DateField(null=True)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uid", "what"], condition=models.Q(state="proposed"), name="one_open_appraisal"
            )
        ]


class Tombstone(models.Model):
    """That something was here, what rule ended it, and who proposed and approved it. Nothing of what it said."""

    uid = models.UUIDField()
    what = models.CharField(max_length=10)
    number = models.CharField(max_length=60)
    began_on = models.DateField()
    ended_on = models.DateField()
    rule = models.CharField(max_length=80)
    proposed_by = models.CharField(max_length=200)
    approved_by = models.CharField(max_length=200)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uid", "what"], name="one_tombstone")]
