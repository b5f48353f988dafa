"""Lights: a comparison of now with what is stored, and the words that say why (invariant 10)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from people import calendar
from workflows import clock

RED, YELLOW, GREEN, GREY = "red", "yellow", "green", "grey"


def colour(due, warn_at, at=None):
    """red late, yellow near or at risk, green otherwise, "" without a term and without a risk."""
    at = at or clock.now()
    if due is None:
        return YELLOW if warn_at and at >= warn_at else ""
    return RED if at > due else YELLOW if warn_at and at >= warn_at else GREEN


def light(due, warn_at, at=None, provisional=False):
    """(colour, words) of one deadline, in the reader's language."""
    at = at or clock.now()
    shade = colour(due, warn_at, at)
    return shade, _words(due, at, provisional) if due else _("有风险") if shade else ""


def of(case, at=None):
    """(colour, words) of a case: grey while it stands still."""
    if case.suspended_at and not case.finished:
        return GREY, _("已暂停，自 %s") % timezone.localtime(case.suspended_at).strftime("%Y-%m-%d")
    if case.waits_since and case.due is None and not case.finished:
        below = case.rules.stages[case.stage].sub
        said = _("暂停计时，自 %s 起等子事项恢复办理") if below else _("暂停计时，自 %s 起等申请人办理")
        return GREY, said % timezone.localtime(case.waits_since).strftime("%Y-%m-%d")
    return light(case.due, case.warn_at, at, case.provisional)


def _words(due, at, provisional):
    days = calendar.load()
    today, last = timezone.localdate(at), timezone.localdate(due)
    left = days.working_days_between(today, last) if at <= due else days.working_days_between(last, today)
    about = _("约 ") if provisional else ""
    if at > due:
        return about + (_("已逾期 %d 个工作日") % left if left else _("已逾期"))
    if today == last:
        return about + _("今天到期")
    return about + _("还有 %d 个工作日") % left
