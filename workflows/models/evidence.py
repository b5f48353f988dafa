"""Files that prove something: staged while a form is filled in, evidence once an act has taken them."""

from django.conf import settings
from django.db import models

from workflows.models.case import Case

PERSON = settings.AUTH_USER_MODEL


def keep_at(row, name):
    """Where a file lies: under our own name. What the sender called it is a label in the row."""
    return f"evidence/{name[:2]}/{name}"


class FileModel(models.Model):
    """One file as it was received, and for a picture what pages show instead of it."""

    client_id = models.UUIDField()  # made on the page, so that sending twice is one file
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)  # media type, decided by the content
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=keep_at, max_length=100)
    shown = models.FileField(upload_to=keep_at, max_length=100, blank=True)
    thumb = models.FileField(upload_to=keep_at, max_length=100, blank=True)
    taken_at = models.DateTimeField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    accuracy = models.FloatField(null=True)  # metres

    class Meta:
        abstract = True

    def __str__(self):
        return self.sha256[:12]  # never the name: logs print this

    @property
    def is_image(self):
        return bool(self.shown)

    @property
    def has_place(self):
        return self.lat is not None and self.lon is not None


class Upload(FileModel):
    """Staged like a draft: seen by its owner only, in no history, gone after a week unless an act takes it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    received_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "client_id"], name="one_upload")]


class Evidence(FileModel):
    """A file that stands in the history of its case by its hash; never changed, never removed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    about = models.CharField(max_length=60, blank=True)  # "finding:3", "visit:2", "" for the case
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["case", "about"], name="evidence_about"),
            models.Index(fields=["sha256"], name="evidence_hash"),
        ]
        verbose_name_plural = "evidence"
