"""Names of stages, terms and roles that the two tables of facts share."""

from django.db import models
from django.utils.translation import gettext_noop as _

from workflows.declare import MONTHS, OURS, WORKING_DAYS, Notice, Term

PROPOSER, DEPUTY, MINISTER, COUNTY = "opened_by", "deputy_minister", "minister", "county_committee"
LEGAL, OFFICER, HEAD = "legal_reviewer", "case_officer@owner_unit", "section_head@owner_unit"
RESPONDENT, LEADER, REVIEWER = "respondent", "unit_leader", "appeal_officer"
LOCAL = _("提醒、函询和诫勉的实施细则，待各地核对")


class Stage(models.TextChoices):
    PROPOSED = "proposed", _("提出")
    APPROVED = "approved", _("批准")
    ISSUED = "issued", _("送达")
    TALK_DONE = "talk_done", _("已谈话")
    AWAITING_REPLY = "awaiting_reply", _("待答复")
    REPLIED = "replied", _("已答复")
    ASSESSED = "assessed", _("研判")
    FOLLOW_UP = "follow_up", _("跟踪了解")
    CLOSED = "closed", _("办结")
    UPGRADED = "upgraded", _("转其他程序")
    REFUSED = "refused", _("不予实施")
    WITHDRAWN = "withdrawn", _("撤回")


ENDS = frozenset({Stage.CLOSED, Stage.UPGRADED, Stage.REFUSED, Stage.WITHDRAWN})
UNSERVED = frozenset({Stage.PROPOSED, Stage.APPROVED, Stage.REFUSED})  # the person concerned knows of nothing


def wd(n, start, clause=OURS):
    """A term of working days."""
    return Term(n=n, unit=WORKING_DAYS, start=start, clause=clause)


def months(n, start, clause=OURS):
    """A term of calendar months."""
    return Term(n=n, unit=MONTHS, start=start, clause=clause)


def keys(*names):
    return tuple(f"admonition.{name}" for name in names)


def tell(topic, *to):
    return (Notice(topic=f"admonition.{topic}", to=to),)


REPLY = wd(15, "served", _("函询十五个工作日内说明（2015 年中组部细则的地方操作规程，待核对）"))
