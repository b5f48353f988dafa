"""Work items that a person wants to decide together: a draft, in no history, until each is done by its own act."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.work import WorkItem


class Bundle(models.Model):
    """What one person chose to do in one go."""

    class State(models.TextChoices):
        CHOSEN = "chosen", _("待确认")
        STAGED = "staged", _("即将办理，可撤销")
        RUNNING = "running", _("正在办理")
        DONE = "done", _("已办完")

    uid = models.UUIDField(unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHOSEN)
    carry_at = models.DateTimeField(null=True)  # not before: until then it can be undone
    opinion = models.CharField(max_length=2000, blank=True)  # the same for every signing in it
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["carry_at"], condition=models.Q(finished_at=None), name="bundle_open")]

    @property
    def active(self):
        return self.state in (self.State.STAGED, self.State.RUNNING)


class BundleRow(models.Model):
    """One work item of a bundle: what will be done with it, and what became of it."""

    class State(models.TextChoices):
        READY = "ready", _("等待办理")
        LEFT = "left", _("没有选入")
        DONE = "done", _("已办理")
        REFUSED = "refused", _("没有办成")

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="rows")
    item = models.ForeignKey(WorkItem, models.CASCADE, db_index=False, related_name="+")
    act = models.CharField(max_length=60, blank=True)  # "move.adopt", "act.sign", "act.seen"
    version = models.PositiveIntegerField(default=0)  # of the case, as the person saw it
    state = models.CharField(max_length=8, choices=State.choices, default=State.LEFT)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["bundle", "item"], name="bundled_once")]
