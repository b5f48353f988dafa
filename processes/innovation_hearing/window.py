"""When proposals for a year's plan are handed in: by 20 December of the year before; later with consent (F09, §3.0)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from people import calendar

MONTH, DAY = 12, 20
AHEAD = 2  # a plan is made at most so many years ahead


def last_day(year):
    """The last day on which a proposal for `year` is handed in; it rolls on to a working day."""
    return calendar.load().add(date(year - 1, MONTH, DAY), 0, "cd")


def over(case, at):
    """Whether the window of the case's year is over at `at`; not while its end is not certain."""
    end, today = last_day(case.plan_year), timezone.localdate(at)
    return today > end.date and (not end.provisional or today.year > end.date.year)


def consented(case):
    """Whether a deputy minister agreed that it is handed in late, for this year and no other."""
    return bool(case.late.get("granted")) and case.late.get("year") == case.plan_year


def why_late(case, at):
    """Why the proposal cannot be handed in now for its year, and what to do; "" if it can."""
    today = timezone.localdate(at)
    if case.submitter_id:  # handed in before and returned: it was in time
        return ""
    if not today.year <= case.plan_year <= today.year + AHEAD:
        return _("没有呈报：计划年度应在 %(first)d 至 %(last)d 年之间。请修改后再呈报。") % {
            "first": today.year, "last": today.year + AHEAD}  # fmt: skip
    if not over(case, at) or consented(case):
        return ""
    said = {"year": case.plan_year, "day": last_day(case.plan_year).date.isoformat(), "next": case.plan_year + 1}
    if case.late.get("year") == case.plan_year and "granted" not in case.late:
        return _("没有呈报：%(year)d 年度的呈报已于 %(day)s 截止，迟报申请还没有答复。请等分管副部长答复。") % said
    if case.late.get("year") == case.plan_year:
        return _("没有呈报：分管副部长没有同意迟报。请把计划年度改为 %(next)d 年后再呈报。") % said
    why = _(
        "没有呈报：%(year)d 年度的呈报已于 %(day)s 截止。请把计划年度改为 %(next)d 年，或申请迟报，经同意后再呈报。"
    )
    return why % said
