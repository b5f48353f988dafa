"""What a liaison is told: that work waits at their own desk. They may not see the case, so nothing of it is named."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "desk.check": (
        _("有合规复核等你办理"),
        _("有一件提议等你作合规复核，十个工作日内办理。请到“合规复核”页面比对并写出意见；本通知不载明内容。"),
    ),
}
