"""The monthly ledger: the clerk is asked for a month, a month is closed, a closed month is corrected beside."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import calendar
from processes.task_project import books, effects, months
from processes.task_project.stages import CLERK
from workflows import handing, papers
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

SHORT, LONGEST = 10, 1500
MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")
act_label("ask_month", gettext_lazy("下达月度反馈"))
act_label("close_month", gettext_lazy("关账"))
act_label("correct_month", gettext_lazy("更正台账"))


@act("ask_month")
def ask_month(case, step):
    """On the first of a month the clerk is asked for it; what was missed before stays asked for."""
    month = months.key(step.at.date())
    if asked(case, month):
        raise Refused(_("本月的反馈已经下达，没有重复下达。"))
    effects.give_month(case, step, months.last_working_day(month, calendar.load()))
    step.fields["month"] = month


def asked(case, month):
    """Whether a month is reported, closed, or waits with the clerk."""
    items = case.task_set.filter(role=CLERK, status="ASSIGNED", **effects.within(month))
    return items.exists() or case.entries.filter(month=month).exists() or case.locks.filter(month=month).exists()


@act("close_month")
def close_month(case, step, *, month):
    """Nothing is reported into the month any more; whoever still had to, has no work left on it."""
    _is_month(month)
    today, first = step.at.date(), case.baseline.get("on", "")[: books.MONTH]
    if not first or month < first:
        raise Refused(_("%s 还没有台账，没有关账。台账从分解计划当月开始。") % month)
    if today < months.last_working_day(month, calendar.load()):
        raise Refused(_("%s 还没有结束，没有关账。请在当月最后一个工作日以后关账。") % month)
    if case.locks.filter(month=month).exists():
        raise Refused(_("%s 已经关账，没有重复关账。需要更正的，请作更正记录。") % month)
    books.MonthLock.objects.create(case=case, month=month, by=step.actor, at=step.at)
    missing = not case.entries.filter(month=month).exists()
    step.fields |= {"month": month, "missing": missing}
    handing.done(step, CLERK, **effects.within(month))
    papers.issue(case, step, "task_project.ledger")
    if missing:
        step.tell("task_project.missed", case.players("section_head@owner_unit"), month=month)


@act("correct_month")
def correct_month(case, step, *, month, text, reason, progress=None):
    """The supervision office puts something right, with its reason; the line itself stays as it was written."""
    _is_month(month)
    entry, locked = case.entries.filter(month=month).first(), case.locks.filter(month=month).exists()
    if not entry and not locked:
        raise Refused(_("%s 没有反馈也没有关账，没有更正。请由牵头单位先反馈。") % month)
    if len(text.strip()) < SHORT or len(reason.strip()) < SHORT:
        raise Refused(_("没有更正：请写明更正内容和理由，各至少 10 个字。"))
    if len(text) > LONGEST or len(reason) > LONGEST or progress is not None and not 0 <= progress <= 100:
        raise Refused(_("没有更正：进度应为 0 至 100，文字不超过 1500 字。请核对。"))
    said = {"month": month, "progress": progress, "text": text.strip()}
    books.MonthCorrection.objects.create(case=case, reason=reason.strip(), by=step.actor, at=step.at, **said)
    step.fields, step.reason = step.fields | said, reason.strip()
    if progress is not None and not case.entries.filter(month__gt=month).exists():
        case.progress = progress
    if locked:
        papers.issue(case, step, "task_project.ledger")
    step.tell("task_project.corrected", [*case.players("section_head@owner_unit"), *case.players("clerk")], month=month)


def _is_month(month):
    if not MONTH.match(month or ""):
        raise Refused(_("月份“%s”看不懂，没有记入。请写成 2026-10 的样子。") % month)
