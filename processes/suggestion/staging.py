"""Rows of a file before they are cases: staging only, in no history."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One uploaded file on its way in."""

    class State(models.TextChoices):
        STAGED = "staged", _("待核对")
        QUEUED = "queued", _("排队中")
        RUNNING = "running", _("正在导入")
        CANCELLED = "cancelled", _("已停止")
        DONE = "done", _("已完成")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.STAGED)
    ignored = models.JSONField(default=list)  # columns that are not taken in
    encoding = models.CharField(max_length=12, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    @property
    def active(self):
        return self.state in (self.State.QUEUED, self.State.RUNNING)


class ImportRow(models.Model):
    """One row of the file, as it was read."""

    class State(models.TextChoices):
        READY = "ready", _("可导入")
        BAD = "bad", _("有错误")
        LEFT = "left", _("未导入")
        PRESENT = "present", _("已在系统中")
        DONE = "done", _("已导入")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    key = models.UUIDField()
    number = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    errors = models.JSONField(default=list)  # [[column, sentence], …]
    notes = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["run", "line"], name="import_line")]


def forget(case):
    """Rows of files that hold the text of `case`: it was routed away, nothing of it waits here either."""
    same = models.Q(key=case.uid) | models.Q(number=case.number or "", number__gt="")
    ImportRow.objects.filter(same).update(data={}, errors=[], notes=[])
    ImportRow.objects.filter(same, state__in=["ready", "bad"]).update(state=ImportRow.State.PRESENT)
