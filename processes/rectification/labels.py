"""What the case page says about a rectification."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from processes.rectification import remedies
from processes.rectification.choices import Severity, Way
from workflows import clock, extensions

OFTEN_RETURNED = 2
RESULTS = {"failed": N_("核查未通过"), "struck": N_("已销号"), "rebound": N_("反弹")}


def at_risk(case):
    """Why the light is yellow before its time, or ""."""
    if case.held_since:
        return ""
    if case.stage in ("accepted", "planning") and case.returned >= OFTEN_RETURNED:
        return _("整改方案已退回 %d 次") % case.returned
    if case.stage not in ("executing", "submitted", "checking"):
        return ""
    late = remedies.late(case.measures, clock.today()) if case.stage == "executing" else ()
    if late:
        return _("有 %d 项措施超过期限没有完成") % len(late)
    if case.failures:
        return _("核查 %d 次未通过") % case.failures
    return _("问题反弹，重新整改") if case.rebounds else ""


def grade(code):
    """The word for a severity."""
    return _(dict(Severity.choices).get(code, code))


def facts(case):
    """(label, value) pairs, in the order in which somebody who must decide wants to read them."""
    shown = [*_finding(case), *_plan(case), *_check(case), *_end(case)]
    return [(label, value) for label, value in shown if value not in ("", None)]


def _finding(case):
    said = case.finding
    yield _("问题"), said.get("fact", "")
    yield _("严重程度"), grade(case.severity)
    yield _("依据条款"), said.get("clause", "")
    yield _("单位回应"), said.get("response", "")
    yield _("复核更正"), said.get("amended", "")
    yield _("来源"), said.get("number", "")
    yield _("整改单位"), str(case.owner_unit or "")
    yield _("暂停，等待复核"), case.held_why


def _plan(case):
    yield _("整改期限"), _term(case)
    yield _("申请延期"), _asked(case)
    yield _("补正期限"), case.again_by if case.stage == "executing" else ""
    yield _("整改责任人"), case.responsible.name if case.responsible else ""
    rows = [f"{n}. {row['text']}　{row['due']}　{_state(row)}" for n, row in enumerate(case.measures, start=1)]
    yield _("整改措施"), "\n".join(rows)
    yield _("问题原因"), case.root_cause
    yield _("整改情况"), case.outcome


def _term(case):
    """The day that counts; once it has moved, the day before stands beside it."""
    before = case.moments_known().get("due_before") if case.extended else None
    if not before:
        return case.due_on
    said = {"day": date_format(case.due_on), "before": date_format(timezone.localdate(before))}
    return _("%(day)s（已延期，原为 %(before)s）") % said


def _asked(case):
    row = extensions.pending(case)
    said = row and {"due_on": row.data["until"], "why": row.reason}
    return _("延长到 %(due_on)s，待分管副部长决定：%(why)s") % said if said else ""


def _state(row):
    return _("已完成：%s") % row["note"] if row["done"] else _("未完成")


def _check(case):
    yield _("核查人"), case.verifier.name if case.verifier and case.way else ""
    way = _(dict(Way.choices).get(case.way, "")) if case.way else ""
    yield _("核查方式"), f"{way}：{case.checked_what}" if way else ""
    yield _("核查情况"), case.check_record
    yield _("差距清单"), "\n".join(case.gaps)
    yield _("核查未通过次数"), case.failures or ""
    yield _("反弹次数"), case.rebounds or ""


def _end(case):
    yield _("销号日期"), timezone.localdate(case.struck_at) if case.struck_at else ""
    yield _("按期销号"), {True: _("是"), False: _("否")}.get(case.in_time, "")
    yield _("回头看日期"), case.re_check_at
    yield _("回头看情况"), case.recheck_record
    yield _("复核决定"), case.decision


def result(row):
    """The word for how a round ended."""
    return _(RESULTS[row["result"]])


def part(code):
    """The words for a part that evidence is about: "round:0", "check:0", "recheck"."""
    kind, _colon, n = code.partition(":")
    if kind == "recheck":
        return _("回头看")
    words = {"round": _("第 %d 轮整改"), "check": _("第 %d 轮核查")}.get(kind)
    return words % (int(n) + 1) if words else code or _("整件事项")
