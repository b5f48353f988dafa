"""What the vault keeps: closed boxes, who keeps which share, and who asked to open them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Keeper(models.Model):
    """A key that a person keeps under a passphrase, or that stands on paper only (`person` is empty then)."""

    person = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    public = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16, null=True)
    cost = models.CharField(max_length=40, default="")
    wrapped = models.BinaryField(max_length=80, null=True)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True, person__isnull=False), name="one_keeper"
            )
        ]

    def __str__(self):
        return f"keeper {self.pk}"


class Safe(models.Model):
    """The key of one compartment of one matter. What is sealed to it opens with as many keepers as it `needs`."""

    uid = models.UUIDField()
    part = models.CharField(max_length=20)
    public = models.BinaryField(max_length=32)
    needs = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uid", "part"], name="one_safe")]

    def __str__(self):
        return f"safe {self.pk}"


class Share(models.Model):
    """What one keeper has of a safe, sealed for that keeper."""

    safe = models.ForeignKey(Safe, models.CASCADE, related_name="shares")
    keeper = models.ForeignKey(Keeper, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["safe", "keeper"], name="one_share")]


class Entry(models.Model):
    """A sealed value. A changed value is a new version; a large one lies in a file of the vault."""

    safe = models.ForeignKey(Safe, models.CASCADE, related_name="entries")
    field = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    sealed = models.BinaryField(null=True)
    path = models.CharField(max_length=80, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["safe", "field", "version"], name="one_version")]
        verbose_name_plural = "entries"


class Unsealing(models.Model):
    """A wish to open a compartment that needs two people, with what became of it. Kept for good."""

    class Purpose(models.TextChoices):
        CONTACT = "contact", _("联系反映人核实情况")
        PROTECT = "protect", _("保护反映人，防止打击报复")
        COURT = "court", _("司法、监察机关依法调取")
        REWARD = "reward", _("兑现奖励")
        OTHER = "other", _("其他")

    class State(models.TextChoices):
        ASKED = "asked", _("等待另一人答复")
        GRANTED = "granted", _("已同意")
        REFUSED = "refused", _("未同意")
        LAPSED = "lapsed", _("已过期")

    about = models.CharField(max_length=60)  # as it was asked, so that a wrong number is kept, too
    uid = models.UUIDField()
    part = models.CharField(max_length=20)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    meeting = models.BinaryField(max_length=32)  # public half of a key that lives in the browser of who asks
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, default="")
    until = models.DateTimeField(null=True)
    given = models.BinaryField(null=True)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "at"], name="unsealing_state")]


class Unlocked(models.Model):
    """A keeper's secret for some minutes, closed under a key that only the keeper's browser has."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    wrapped = models.BinaryField(max_length=80)
    until = models.DateTimeField()
