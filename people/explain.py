"""Says in words why a term ends when it ends."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from people.calendar import Calendar, Due, Step

# Names that come out of the calendar rather than out of a sentence here; extracted for the catalogues.
NAMES = [
    gettext_noop(name)
    for name in (
        "周六",
        "周日",
        "放假",
        "调休上班",
        "月末",
        "元旦",
        "春节",
        "清明节",
        "劳动节",
        "端午节",
        "中秋节",
        "国庆节",
        "国庆节、中秋节",
    )
]


def date_words(due: Due) -> str:
    """The due date, with 约 when it may still change."""
    day = due.date.isoformat()
    return _("约 %(date)s") % {"date": day} if due.provisional else day


def step_words(step: Step) -> str:
    """One day of the reckoning as a sentence."""
    facts = {"date": step.date.isoformat(), "name": _(step.name) if step.name else ""}
    return {
        "skipped": _("%(date)s：%(name)s，不计入"),
        "added": _("%(date)s：%(name)s，计入"),
        "rolled": _("%(date)s：届满日为%(name)s，顺延"),
        "counted": _("%(date)s：计入"),
    }[step.kind] % facts


def why_words(due: Due) -> list[str]:
    """The days that are not what a plain count would make of them."""
    return [step_words(step) for step in due.why if step.kind != "counted"]


def doubt_words(due: Due, calendar: Calendar) -> str:
    """Why a due date is provisional; nothing when it is not."""
    if not due.provisional:
        return ""
    years = {step.date.year for step in due.why} | {due.date.year}
    unknown = "、".join(str(year) for year in sorted(years - calendar.confirmed))
    return _("约：%(years)s 年的放假调休安排尚未确认，暂按周末和法定节日推算；确认后会重新计算。") % {"years": unknown}


def term_words(n: int, unit: str) -> str:
    """A term: 5 个工作日, 15 天, 1 个月."""
    said = {"wd": _("%(n)s 个工作日"), "cd": pgettext("term", "%(n)s 天"), "m": _("%(n)s 个月")}
    return said[unit] % {"n": n}
