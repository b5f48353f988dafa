"""Words that fields of a proposal may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

GROUPS = (
    ("delegates", _("两代表一委员")), ("veterans", _("老干部")), ("townships", _("乡镇")), ("experts", _("专家")),
    ("public", _("群众代表")),
)  # fmt: skip
GROUP_CODES = frozenset(code for code, _label in GROUPS)
RISK_LEVELS = (("high", _("高")), ("medium", _("中")), ("low", _("低")))


class Level(models.TextChoices):
    INTERNAL = "internal", _("内部座谈")
    DEPARTMENT = "department", _("部门座谈")
    PUBLIC = "public", _("公开听证")


class Decision(models.TextChoices):
    LISTED = "listed", _("列入年度要点")
    PILOT = "pilot", _("试点")
    DEFERRED = "deferred", _("缓议")
    REJECTED = "rejected", _("不列入")
