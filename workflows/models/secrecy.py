"""Who is let in to one case beyond its offices, and who is kept out of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from workflows.models.case import Case

PERSON = settings.AUTH_USER_MODEL


class Admission(models.Model):
    """A person, or everybody of a unit, may see a case up to a day, for a reason (知悉范围)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="admissions")
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateField()  # the last day
    emergency = models.BooleanField(default=False)  # opened from outside by two administrators (应急查阅)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(person=None) ^ Q(unit=None), name="admission_of_one"),
        ]
        indexes = [models.Index(fields=["person", "until"], name="admission_person")]


class Exclusion(models.Model):
    """A person is kept out of a case, with those who work under them or act for them."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="exclusions")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], condition=Q(ended=None), name="one_exclusion"),
            models.CheckConstraint(condition=Q(ended=None) | Q(ended__gte=F("since")), name="exclusion_ends_later"),
        ]
