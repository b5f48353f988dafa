"""The rows of an inspection: units, topics, team, visits, findings and what follows from them.

Rows that others name keep a number of their own within the case (`no`), which is never given twice.
"""

from django.conf import settings
from django.db import models

from processes.inspection.choices import (
    Agreed,
    Known,
    Late,
    Mode,
    Ruling,
    Said,
    Severity,
    Speaker,
    State,
)  # fmt: skip
from processes.inspection.choices import (
    Proposal as Kind,
)

PERSON = settings.AUTH_USER_MODEL


def of_case(name):
    return models.ForeignKey("inspection.Inspection", models.PROTECT, related_name=name)


def person(**more):
    return models.ForeignKey(PERSON, models.PROTECT, related_name="+", **more)


def unit():
    return models.ForeignKey("people.Unit", models.PROTECT, related_name="+")


def once(*fields):
    return models.UniqueConstraint(fields=fields, name=f"%(app_label)s_one_%(class)s_{fields[-1]}")


class Target(models.Model):
    """One inspected unit; `mode` says how it is visited when the inspection is mixed."""

    case = of_case("targets")
    unit = unit()
    mode = models.CharField(max_length=8, choices=Mode.choices)
    served_at = models.DateTimeField(null=True)  # feedback
    answered_at = models.DateTimeField(null=True)
    overall = models.TextField(blank=True)  # what the unit says about the feedback as a whole
    informed_at = models.DateTimeField(null=True)  # conclusion

    class Meta:
        ordering = ["unit__code"]
        constraints = [once("case", "unit")]


class Topic(models.Model):
    """What is looked into: an approved innovation or another matter, with the checklist filled in the field."""

    case = of_case("topics")
    no = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    source = models.ForeignKey("workflows.Case", models.PROTECT, null=True, related_name="+")
    checklist = models.JSONField(default=list)  # {"ask", "said", "note"}
    note = models.TextField(blank=True)  # what was seen; a topic without it is not covered

    class Meta:
        ordering = ["no"]
        constraints = [once("case", "no")]


class Member(models.Model):
    """One of the team. `conflict` holds what was declared; a declaration of none is the word 无."""

    case = of_case("members")
    person = person()
    lead = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)  # from outside the organ
    trained_on = models.DateField(null=True)
    declared_at = models.DateTimeField(null=True)
    conflict = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True)  # the report, as it was last handed in

    class Meta:
        ordering = ["-lead", "pk"]
        constraints = [once("case", "person")]


class Visit(models.Model):
    """One visit, with the record of what was seen and said."""

    case = of_case("visits")
    no = models.PositiveSmallIntegerField()
    unit = unit()
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="visits")
    place = models.CharField(max_length=120)
    at = models.DateTimeField()
    method = models.CharField(max_length=12)
    notes = models.TextField()
    by = person()
    client_id = models.CharField(max_length=40, blank=True)  # given by a device that was without a network

    class Meta:
        ordering = ["no"]
        constraints = [once("case", "no")]


class VisitSignature(models.Model):
    """An inspector who was there says that the record is true."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="signatures")
    person = person()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [once("visit", "person")]


class Interviewee(models.Model):
    """Somebody without an account who was spoken to. How they were identified, never a number (F20)."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="interviewees")
    no = models.PositiveSmallIntegerField()  # within the case
    kind = models.CharField(max_length=16, choices=Speaker.choices)
    name = models.CharField(max_length=40, blank=True)
    known_by = models.CharField(max_length=12, choices=Known.choices)
    said = models.TextField()
    agreed = models.CharField(max_length=12, choices=Agreed.choices)
    by = person()
    at = models.DateTimeField()

    class Meta:
        ordering = ["no"]


class Finding(models.Model):
    """A problem that was found. It is never deleted: withdrawn, it keeps its number, its words and the reason."""

    case = of_case("findings")
    no = models.PositiveSmallIntegerField()
    unit = unit()
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="findings")
    severity = models.CharField(max_length=8, choices=Severity.choices)
    clause = models.CharField(max_length=8)  # code of the catalogue
    fact = models.TextField()
    systemic = models.BooleanField(default=False)  # a cause beyond this unit: proposal of a consultation
    duty_basis = models.TextField(blank=True)  # whose duty it was and on what ground: proposal to hold to account
    state = models.CharField(max_length=10, choices=State.choices, default=State.STANDING)
    why_changed = models.TextField(blank=True)
    first = models.JSONField(default=dict)  # severity, clause and fact before a review changed them
    said = models.CharField(max_length=8, choices=Said.choices, blank=True, default="")
    response = models.TextField(blank=True)  # the unit's words, unchanged
    responder = models.CharField(max_length=80, blank=True)
    responded_at = models.DateTimeField(null=True)
    rectification = models.ForeignKey("workflows.Case", models.PROTECT, null=True, related_name="+")
    paused = models.CharField(max_length=200, blank=True)  # why its rectification waits for the review
    by = person()
    client_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["no"]
        constraints = [once("case", "no")]


class GoodPractice(models.Model):
    case = of_case("practices")
    no = models.PositiveSmallIntegerField()
    unit = unit()
    text = models.TextField()
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ["no"]
        constraints = [once("case", "no")]


class Dissent(models.Model):
    """What a member of the team holds against the report, in their words; added and never changed."""

    case = of_case("dissents")
    person = person()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class ProposalRow(models.Model):
    """A proposal that the report leads to; it becomes something only when it is approved (R3e)."""

    case = of_case("proposed")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="proposals")
    text = models.TextField()
    decision = models.CharField(max_length=10, blank=True)  # approved | declined
    reason = models.TextField(blank=True)
    by = person(null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["no"]
        constraints = [once("case", "no")]


class LateObjection(models.Model):
    """An objection that came after the term, with the reason why; others decide whether it is heard (F09)."""

    case = of_case("late")
    no = models.PositiveSmallIntegerField()
    unit = unit()
    points = models.JSONField()  # number of the finding → reasons
    why = models.TextField()  # why it comes late
    by = person()
    at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Late.choices, blank=True, default="")
    reason = models.TextField(blank=True)
    decided_by = person(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["no"]
        constraints = [once("case", "no")]


class Objection(models.Model):
    """One point of an objection to one finding, and the answer to it."""

    case = of_case("objections")
    no = models.PositiveSmallIntegerField()
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="objections")
    unit = unit()
    text = models.TextField()
    by = person()
    at = models.DateTimeField()
    ruling = models.CharField(max_length=10, choices=Ruling.choices, blank=True)
    answer = models.TextField(blank=True)
    new = models.JSONField(default=dict)  # severity and fact as the review amends them
    reviewer = person(null=True)
    decided_at = models.DateTimeField(null=True)  # with the decision of the whole review

    class Meta:
        ordering = ["no"]
        constraints = [once("case", "no")]
