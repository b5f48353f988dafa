"""Names of stages, terms and roles that the two tables of facts share."""

from django.db import models
from django.utils.translation import gettext_noop as _

from processes.consultation import limits
from workflows.declare import OURS, WORKING_DAYS, Notice, Term

REQUESTER, DEPUTY = ("opened_by",), ("deputy_minister",)
CHAIR, OFFICER, PANEL = ("chair",), ("case_officer",), ("panelist",)
OWNER, SUPERVISION, SECRETARY = ("section_head@owner_unit",), ("supervision_office",), ("exec_secretary",)
SEAT, SERVED = ("seat",), ("served",)
ANY_PARTY = {"apply_recusal": ("party",)}  # F02


class Stage(models.TextChoices):
    REQUESTED = "requested", _("申请")
    APPROVED = "approved", _("已立诊")
    GATHERING = "gathering", _("病情收集")
    SESSION = "session", _("会诊中")
    OPINION = "opinion", _("会诊意见")
    DECIDED = "decided", _("已定策")
    FOLLOWING = "following", _("跟踪问效")
    CURED = "cured", _("办结")
    UNRESOLVED = "unresolved", _("未解转报")
    DROPPED = "dropped", _("不予会诊")
    WITHDRAWN = "withdrawn", _("撤回")


ENDS = frozenset({Stage.CURED, Stage.UNRESOLVED, Stage.DROPPED, Stage.WITHDRAWN})


def wd(n, start, clause=OURS):
    """A term of working days."""
    return Term(n=n, unit=WORKING_DAYS, start=start, clause=clause)


def keys(*names):
    return tuple(f"consultation.{name}" for name in names)


def tell(topic, *to):
    return (Notice(topic=f"consultation.{topic}", to=to),)


PACK = wd(limits.PACK_DAYS, "pack_served")
SELF = wd(limits.SELF_DAYS, "gathering")
MISSED = wd(limits.GRACE, "metric_due")
