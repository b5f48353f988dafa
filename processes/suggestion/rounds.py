"""A call for suggestions (征集轮次): the container they come in by."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from processes.suggestion import taxonomy

OPEN_FOR = timedelta(days=30)


class Round(models.Model):
    """One round of asking for suggestions."""

    name = models.CharField(_("名称"), max_length=80)
    theme = models.CharField(_("主题"), max_length=200, blank=True)
    open_at = models.DateTimeField(_("开始"))
    close_at = models.DateTimeField(_("截止"))
    channels = models.JSONField(_("来源"), default=list, blank=True)
    taxonomy_version = models.CharField(_("分类版本"), max_length=12, default=taxonomy.VERSION)
    quota = models.PositiveSmallIntegerField(_("每人条数"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("征集轮次")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.close_at = self.close_at or self.open_at + OPEN_FOR
        super().save(*args, **kwargs)
