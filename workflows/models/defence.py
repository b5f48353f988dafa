"""What somebody a case is about may say to it, and what was answered: rows of the right to be heard (F04, F05)."""

from django.conf import settings
from django.db import models

from workflows.models.case import Case
from workflows.models.evidence import Evidence
from workflows.models.facts import Service

PERSON = settings.AUTH_USER_MODEL


class Defence(models.Model):
    """One chance of one person to state and defend; facts that are shown anew begin another round."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="defences")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    n = models.PositiveSmallIntegerField()  # the term, as it was when the paper was served
    unit = models.CharField(max_length=2)
    clause = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField()  # when the paper was sent
    served_at = models.DateTimeField(null=True)  # when it was received: the term counts from here
    due_at = models.DateTimeField(null=True)  # as first reckoned; readers reckon it anew
    reminded_at = models.DateTimeField(null=True)  # that the term ends soon
    received_at = models.DateTimeField(null=True)
    waived_at = models.DateTimeField(null=True)
    waiver = models.TextField(blank=True)
    text = models.TextField(blank=True)
    late_reason = models.CharField(max_length=500, blank=True)
    way = models.CharField(max_length=12, blank=True)  # in_app | paper | oral
    note = models.CharField(max_length=300, blank=True)  # who took it down, who represents, what proves it
    signed = models.CharField(max_length=12, blank=True)  # signed | refused: the record of what was said

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person", "round"], name="one_defence")]


class DefencePoint(models.Model):
    """One point of a defence; nothing goes on before each is adopted or declined with a reason."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="defence_points")
    n = models.PositiveSmallIntegerField()  # counted through the case, so that papers can name it
    text = models.TextField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    for_person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)
    answer = models.CharField(max_length=8, blank=True)  # adopt | decline
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "n"], name="one_defence_point")]


class Released(models.Model):
    """Evidence that somebody whom the case is about may read, by whose decision and why."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="released")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "person"], name="one_release")]


class Clarification(models.Model):
    """Somebody asks that it be said that a thing was not so (澄清正名); public only with their consent (F25)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="clarifications")
    n = models.PositiveSmallIntegerField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = models.TextField()
    consent = models.BooleanField()  # to an announcement in the scope of the damage
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "n"], name="one_clarification")]
