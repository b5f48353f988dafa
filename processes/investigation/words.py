"""Names of stages, terms and roles that the tables of facts share."""

from django.db import models
from django.utils.translation import gettext_noop as _

from workflows.declare import CALENDAR_DAYS, MONTHS, OURS, WORKING_DAYS, Notice, Term

REPORTS_LAW = _("《信访工作条例》第二十二、二十三条（参照执行）")
RULES = _("《纪检监察机关处理检举控告工作规则》（参照执行，待核对正式文本）")

CLERK, HEAD = ("clerk@intake_unit",), ("section_head@intake_unit",)
# Who is concerned by a clue has no part in it: then it is the liaison who sends it up.
PASSES_UP = ("minister|discipline_liaison",)
DEPUTY, OFFICER, TEAM = ("deputy_minister",), ("case_officer",), ("investigator",)
SECRETARY, SEAT, RESPONDENT = ("exec_secretary",), ("seat",), ("respondent",)
SERVED = ("served",)
ANY_PARTY = {"apply_recusal": ("party",)}  # F02
# The reporter may take the report back; the case may go on (§3.17 of the specification).
TAKEN_BACK = {"note_withdrawal": HEAD}


class Stage(models.TextChoices):
    RECEIVED = "received", _("已接收")
    REGISTERED = "registered", _("已登记")
    TRIAGE = "triage", _("线索研判")
    PLAN = "plan", _("核查方案")
    VERIFYING = "verifying", _("核查中")
    CONCLUDED = "concluded", _("核查报告")
    DECIDED = "decided", _("处置决定")
    FEEDBACK = "feedback", _("反馈")
    CLOSED = "closed", _("办结")
    STORED = "stored", _("暂存待查")
    DISMISSED = "dismissed", _("了结")
    TRANSFERRED = "transferred", _("移送")


ENDS = frozenset({Stage.CLOSED, Stage.DISMISSED, Stage.TRANSFERRED})


def wd(n, start, clause=OURS):
    return Term(n=n, unit=WORKING_DAYS, start=start, clause=clause)


def cd(n, start, clause=OURS):
    return Term(n=n, unit=CALENDAR_DAYS, start=start, clause=clause)


def months(n, start, clause=OURS):
    return Term(n=n, unit=MONTHS, start=start, clause=clause)


def keys(*names):
    return tuple(f"investigation.{name}" for name in names)


def tell(topic, *to):
    return (Notice(topic=f"investigation.{topic}", to=to),)
