"""A meeting or hearing session: roster, attendance, agenda, ballots, minutes, signatures."""

from django.conf import settings
from django.db import models

from workflows.models.case import Case
from workflows.models.signing import Signing


class Sitting(models.Model):
    """One session held on a case: a hearing, a 部务会, a triage, an acceptance group."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="sittings")
    kind = models.CharField(max_length=20)  # hearing | exec_meeting | acceptance | …
    level = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default="planned")  # planned | open | closed | adjourned
    starts_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    selection = models.TextField(blank=True)  # how the participants were chosen (R1b)
    quorum = models.CharField(max_length=10, default="1/2")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)
    minutes_locked_at = models.DateTimeField(null=True)
    minutes_hash = models.CharField(max_length=64, blank=True)
    signing = models.OneToOneField(Signing, models.PROTECT, null=True, related_name="held_in")


class Seat(models.Model):
    """One participant of a sitting; people without an account are named by the office."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=80)
    group = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=12, default="member")  # chair | member | head | observer
    entitled = models.BooleanField(default=True)  # may vote
    confirmed = models.BooleanField(default=True)
    interest = models.TextField(blank=True)  # declared conflict of interest
    declared_at = models.DateTimeField(null=True)
    recused = models.BooleanField(default=False)
    present = models.BooleanField(default=False)
    absence = models.CharField(max_length=200, blank=True)
    written_opinion = models.TextField(blank=True)  # of an absent member: recorded, not counted (R17)
    signed_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)  # refused to sign, and why

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "person"], name="one_seat_per_person")]


class AgendaItem(models.Model):
    """One question put to a sitting; ballots are cast item by item."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="agenda")
    place = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=400)
    outcome = models.CharField(max_length=20, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "place"], name="agenda_place")]


class Ballot(models.Model):
    """A named vote of one seat on one item of the agenda."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="ballots")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=20)
    opinion = models.TextField(blank=True)  # dissent is recorded as it was said (R1f)
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="one_ballot_per_seat")]


class Opinion(models.Model):
    """Something said in a sitting that must be adopted or declined with a reason."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="opinions")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    adopted = models.CharField(max_length=10, blank=True)  # adopt | part | decline
    reason = models.TextField(blank=True)
