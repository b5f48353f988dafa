"""What may stand in a field of a suggestion."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    FORM = "form", _("征求意见表")
    FORUM = "forum", _("座谈会")
    MAILBOX = "mailbox", _("部长信箱")
    BLOG = "blog", _("组工博客")
    PHONE = "phone", _("热线")
    SUPERVISOR = "supervisor", _("监督员")
    CAMPAIGN = "campaign", _("活动")


class Signed(models.TextChoices):
    NAMED = "named", _("实名")
    WITHHELD = "withheld", _("署名不公开")
    ANONYMOUS = "anonymous", _("匿名")


class Disposition(models.TextChoices):
    ADOPT = "adopt", _("采纳")
    PART = "part", _("部分采纳")
    RESERVE = "reserve", _("留作参考")
    DECLINE = "decline", _("不采纳")
    TRANSFER = "transfer", _("转办")
    NOT_SUGGESTION = "not_suggestion", _("转举报核实")


class Ground(models.TextChoices):
    """Why a suggestion is not taken in."""

    REMIT = "remit", _("不属于本部门职责")
    EMPTY = "empty", _("没有实际内容")


ADOPTED = (Disposition.ADOPT, Disposition.PART)
REPLIES = (Disposition.ADOPT, Disposition.PART, Disposition.RESERVE, Disposition.DECLINE, Disposition.TRANSFER)
# Where an adopted suggestion goes on: link L1.
ONWARD = [("innovation_hearing", _("创新性工作听证审定")), ("task_project", _("任务分解立项"))]
WRITTEN = {
    "channel": {"征求意见表": "form", "座谈会": "forum", "部长信箱": "mailbox", "组工博客": "blog", "热线": "phone",
                "监督员": "supervisor", "活动": "campaign"},
    "submitter_kind": {"实名": "named", "署名不公开": "withheld", "匿名": "anonymous"},
    "disposition": {"采纳": "adopt", "部分采纳": "part", "留作参考": "reserve", "不采纳": "decline", "转办": "transfer",
                    "转举报核实": "not_suggestion"},
}  # fmt: skip
