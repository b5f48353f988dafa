"""Smaller rows that belong to a case."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.case import Case

PERSON = settings.AUTH_USER_MODEL


class Participant(models.Model):
    """A person who has to do with a case beyond a work item: appointed, seated, served."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="participants")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person", "role"], name="one_participation")]


class Link(models.Model):
    """Two cases joined, with the reason; it waits for nothing."""

    source = models.ForeignKey(Case, models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Case, models.PROTECT, null=True, related_name="links_in")
    kind = models.CharField(max_length=40)  # L1 … L18 or a plain word
    reason = models.CharField(max_length=200)
    intended = models.CharField(max_length=40, blank=True)  # process that is not built yet
    at = models.DateTimeField()


class Moment(models.Model):
    """When something happened from which a term counts: a stage was entered, papers were served."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="moments")
    code = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="one_moment")]


class Paper(models.Model):
    """A file of a case: the original is kept, its hash stands in the history."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="papers/%Y/%m", max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Service(models.Model):
    """Papers served on a person (送达): how, when, when read, and on paper if not read in time."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="services")
    paper = models.CharField(max_length=60)
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=80)
    way = models.CharField(max_length=12)  # in_app | paper
    served_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=200, blank=True)
    moment = models.CharField(max_length=40, blank=True)  # what terms count from once everybody has received it


class Draft(models.Model):
    """Typed and not yet handed in: overwritten, in no history, deleted by the act."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    act = models.CharField(max_length=40)
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person", "act"], name="one_draft")]


class Counter(models.Model):
    """The last number taken in one series and year."""

    series = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("编号计数")
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter")]


class Climb(models.Model):
    """One rung of the ladder of reminders that was taken for one due date; each is taken once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    due = models.DateTimeField()
    days = models.SmallIntegerField()  # working days after the due date; less than nought: before it
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "due", "days"], name="one_climb")]


class Flag(models.Model):
    """An effect on a person, with its source and its end (F24)."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    source = models.ForeignKey(Case, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
