"""Why a case stands still, and where it goes when it was sent back."""

from django.conf import settings
from django.db import models

from workflows.models.case import Case
from workflows.models.work import WorkItem

PERSON = settings.AUTH_USER_MODEL


class Pause(models.Model):
    """A span in which the clocks of a case stand still. The ledger of pauses outlasts a change of the rules."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="standstills")
    code = models.CharField(max_length=12)  # suspended | applicant
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    planned = models.DateField(null=True)  # the day on which the clock ends it
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"], condition=models.Q(until=None), name="one_open_pause_of_a_kind"
            )
        ]


class Detour(models.Model):
    """A case was sent back from `source` to `target` and comes straight back to whom sent it, unless it ends."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="detours")
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    item = models.ForeignKey(WorkItem, models.PROTECT, null=True, related_name="+")  # of who sent it back
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Proposal(models.Model):
    """Something that one person proposes and another, entitled to, confirms: a jump, an extension."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="requests_made")
    code = models.CharField(max_length=12)  # jump | extension
    data = models.JSONField(default=dict)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, blank=True, default="")  # approved | declined | lapsed
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], condition=models.Q(outcome=""), name="one_open_proposal")
        ]


class Appointee(models.Model):
    """Who will play a role in a stage that is still to come, because somebody entitled chose them."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="appointees")
    stage = models.CharField(max_length=40)
    role = models.CharField(max_length=60)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "stage", "role", "person"], name="appointed_once")]


class Phrase(models.Model):
    """A phrase that a person uses often (常用语)."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    text = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "text"], name="phrase_once")]
