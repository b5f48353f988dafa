"""Why a deadline is when it is, in one or two sentences for the strip under a case's title."""

from datetime import timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from people.explain import term_words
from web import words
from workflows import due, pauses
from workflows.models import Pause

SHOWN = 3


def of(case):
    """The sentences behind the light of a case's stage: its risk, its term; nothing without either."""
    return words.gap().join(filter(None, (case.at_risk(), *_standing(case), _term(case, _deadline(case)))))


def _deadline(case):
    """The deadline; what moved the day is looked up only where something did."""
    found = due.of_stage(case.rules, case.stage, case.stage_since, case.moments_known)
    return found if found.due == case.due else pauses.deadline(case)


def _standing(case):
    """Why its clock stands still now."""
    if not (case.suspended_at or case.waits_since):
        return
    for pause in Pause.objects.filter(case=case.pk, until=None).order_by("since"):
        said = {"since": words.day(pause.since), "why": pause.reason}
        if pause.code == pauses.SUSPENDED:
            yield _("自 %(since)s 起暂停办理，期限暂停计时，恢复后接着计算。") % said
            if pause.planned:
                yield _("最迟 %s 自动恢复。") % words.day(pause.planned)
        elif pause.code == pauses.BELOW:
            yield _("自 %(since)s 起子事项暂停办理，本事项的期限暂停计时，子事项恢复后接着计算。") % said
        else:
            yield _("自 %(since)s 起等申请人办理，期限暂停计时，办好后接着计算。") % said
        if pause.reason:
            yield _("原因：%(why)s。") % {"why": pause.reason.rstrip("。.")}


def _term(case, deadline):
    if not deadline.due or case.due is None:
        return ""
    term = deadline.term
    if not term.n:  # the day itself was fixed, nothing is counted
        said = _("到期日定为 %(day)s（%(weekday)s）。依据：%(clause)s。")
        return said % _day(case, term) + _moved(deadline) + (_doubt(case) if case.provisional else "")
    said = _("%(stage)s期限 %(term)s，%(day)s（%(weekday)s）到期。依据：%(clause)s。") % {
        "stage": _(case.stage_label), "term": term_words(term.n, term.unit), **_day(case, term),
    }  # fmt: skip
    return said + _skipped(deadline.why) + _moved(deadline) + (_doubt(case) if case.provisional else "")


def _moved(deadline):
    """What moved the day: pauses, and more time that was granted."""
    found = [_("%(span)s暂停计时，不计入") % {"span": words.span(*_inside(span))} for span in deadline.still]
    said = words.gap() + _("；").join(found) + _("。") if found else ""
    if row := deadline.granted:
        facts = {"day": words.day(row.decided_at), "until": row.data["until"], "why": row.reason.rstrip("。")}
        said += words.gap() + _("%(day)s 批准延期到 %(until)s：%(why)s。") % facts
    return said


def _inside(span):
    """The first and the last day that did not count."""
    begun, ended = span
    return begun + timedelta(days=1), ended


def _day(case, term):
    return {"day": words.day(case.due), "weekday": words.weekday(case.due), "clause": _(term.clause)}


def _doubt(case):
    return words.gap() + _("%d 年放假安排未确认，日期为约数，确认后会重新计算。") % words.as_date(case.due).year


def _skipped(steps):
    """Days left out or worked instead, neighbours joined; the first few."""
    told = [(s.kind, s.date, s.name) for s in steps if s.kind in ("skipped", "added", "rolled")]
    runs = []
    for _key, run in groupby(enumerate(told), lambda pair: (pair[1][0], pair[1][1].toordinal() - pair[0])):
        days = [one for _n, one in run]
        runs.append(_run(days[0][0], days[0][1], days[-1][1]))
    more = "……" if len(runs) > SHOWN else _("。")
    return words.gap() + _("；").join(runs[:SHOWN]) + more if runs else ""


def _run(kind, first, last):
    span = words.span(first, last)
    said = {"skipped": _("%s休息，不计"), "added": _("%s调休上班，计入"), "rolled": _("%s休息，顺延")}
    return said[kind] % span
