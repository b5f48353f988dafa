"""Names that the tables of facts share: stages, roles, terms with their grounds."""

from django.db import models
from django.utils.translation import gettext_noop as _

from workflows.declare import CALENDAR_DAYS, WORKING_DAYS, Notice, Term

RULES = _("《政府督查工作条例》第十一条（参照执行）")
OBJECTION_LAW = _("《政府督查工作条例》第十六条、第十七条（参照执行）")
LOCAL = _("本地规定：季度督查调研制度")

LEAD, TEAM = "inspector_lead", "inspector"
DEPUTY, MINISTER, SUPERVISION, OFFICE = "deputy_minister", "minister", "supervision_office", "office"
TARGET = "section_head"  # in this process: heads of the inspected units who are asked now
REVIEWER, ARCHIVIST = "appeal_officer", "archivist"


class Stage(models.TextChoices):
    PLANNED = "planned", _("计划")
    PLAN_REVIEW = "plan_review", _("方案审批")
    FIELDWORK = "fieldwork", _("实地督查")
    FINDINGS_OUT = "findings_out", _("情况反馈")
    REPORT_DRAFT = "report_draft", _("报告撰写")
    REPORT_REVIEW = "report_review", _("报告审定")
    ISSUED = "issued", _("结论已印发")
    OBJECTION = "objection", _("异议复核")
    CLOSED = "closed", _("归档")
    CANCELLED = "cancelled", _("取消")


def wd(n, start, clause=LOCAL):
    """A term of `n` working days."""
    return Term(n=n, unit=WORKING_DAYS, start=start, clause=clause)


def cd(n, start, clause=OBJECTION_LAW):
    """A term of `n` calendar days."""
    return Term(n=n, unit=CALENDAR_DAYS, start=start, clause=clause)


def keys(*names):
    return tuple(f"inspection.{name}" for name in names)


def tell(topic, *to):
    return (Notice(topic=f"inspection.{topic}", to=to),)
