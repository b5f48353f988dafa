"""Names of stages, terms and roles that the tables of facts share."""

from django.db import models
from django.utils.translation import gettext_noop as _

from workflows.declare import Notice, Term

OURS = _("我方默认，待确认")
LAW = _("《中国共产党问责条例》（条款待核对原文）")

INITIATOR = ("opened_by",)
MINISTER, ARCHIVIST, SECRETARY = ("minister",), ("archivist",), ("exec_secretary",)
OFFICER, RESPONDENT, PANEL = ("case_officer",), ("respondent",), ("appeal_officer",)
TEAM, OFFICE, LEGAL, COUNTY = ("investigator",), ("office",), ("legal_reviewer",), ("county_committee",)
SEAT, SERVED = ("seat",), ("served",)
ANY_PARTY = {"apply_recusal": ("party",)}


class Stage(models.TextChoices):
    PROPOSED = "proposed", _("提出建议")
    OPENED = "opened", _("已启动")
    INVESTIGATING = "investigating", _("调查")
    FACTS_SHOWN = "facts_shown", _("事实见面")
    WEIGHING = "weighing", _("量责")
    DECIDED = "decided", _("作出决定")
    SERVED = "served", _("送达宣布")
    EXECUTING = "executing", _("执行与整改")
    APPEAL = "appeal", _("申诉审理")
    EFFECTIVE = "effective", _("影响期")
    ENDED = "ended", _("期满解除")
    NOT_OPENED = "not_opened", _("不予启动")
    NO_LIABILITY = "no_liability", _("免责不予问责")
    CORRECTED = "corrected", _("纠正撤销")
    TRANSFERRED = "transferred", _("移送")
    WITHDRAWN = "withdrawn", _("撤回")


ENDS = frozenset(
    {Stage.ENDED, Stage.NOT_OPENED, Stage.NO_LIABILITY, Stage.CORRECTED, Stage.TRANSFERRED, Stage.WITHDRAWN}
)
# From here on it is concluded who is accountable; until then nobody is called so (F14).
CONCLUDED = frozenset({Stage.DECIDED, Stage.SERVED, Stage.EXECUTING, Stage.APPEAL, Stage.EFFECTIVE, Stage.ENDED})


def wd(n, start, clause=OURS):
    return Term(n=n, unit="wd", start=start, clause=clause)


def months(n, start, clause=LAW):
    return Term(n=n, unit="m", start=start, clause=clause)


# What the person has to state and defend, counted from receipt.
DEFENCE = Term(n=10, unit="wd", start="received", clause=OURS)


def keys(*names):
    return tuple(f"accountability.{name}" for name in names)


def tell(topic, *to):
    return (Notice(topic=f"accountability.{topic}", to=to),)
