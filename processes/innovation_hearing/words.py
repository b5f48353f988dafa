"""Names of stages, terms and roles that the two tables of facts share."""

from django.db import models
from django.utils.translation import gettext_noop as _

from workflows.declare import Notice, Term

LOCAL = _("本地规定：创新性工作听证审定制度")
HEARING_LAW = _("《重大行政决策程序暂行条例》第十六条（参照执行）")
REVIEW_LAW = _("《重大行政决策程序暂行条例》第二十五条（参照执行）")
OURS = _("我方默认，待确认")
CHOSEN = _("部务会缓议时确定的再报日期，最长三个月（本地规定）")

PROPOSER = ("section_head@owner_unit",)
AUTHORS = ("section_head@owner_unit", "opened_by")
OFFICE, CHAIR, LEGAL = ("office",), ("chair",), ("legal_reviewer",)
SECRETARY, MINISTER, DEPUTY = ("exec_secretary",), ("minister",), ("deputy_minister",)
SEAT, SERVED = ("seat",), ("served",)
ANY_PARTY = {"apply_recusal": ("party",)}


class Stage(models.TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("已呈报")
    PRECHECK = "precheck", _("形式审查")
    HEARING_PLAN = "hearing_plan", _("听证准备")
    HEARING = "hearing", _("听证中")
    SYNTHESIS = "synthesis", _("意见采纳")
    COMPLIANCE = "compliance", _("合规审核")
    EXEC_VOTE = "exec_vote", _("部务会审定")
    PUBLICITY = "publicity", _("公示")
    APPROVED = "approved", _("列入要点")
    PILOT = "pilot", _("试点")
    DEFERRED = "deferred", _("缓议")
    REJECTED = "rejected", _("不列入")
    WITHDRAWN = "withdrawn", _("撤回")


ENDS = frozenset({Stage.APPROVED, Stage.PILOT, Stage.REJECTED, Stage.WITHDRAWN})


def wd(n, start, clause=LOCAL):
    return Term(n=n, unit="wd", start=start, clause=clause)


def keys(*names):
    return tuple(f"innovation_hearing.{name}" for name in names)


def tell(topic, *to):
    return (Notice(topic=f"innovation_hearing.{topic}", to=to),)
