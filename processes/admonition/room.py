"""What whom it is about is told in their room: the term, what they said, what came of it. Nothing of others."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from processes.admonition import complaints, labels
from processes.admonition.choices import Measure
from processes.admonition.words import Stage


def told(case):
    """(label, value) pairs, those that ask for something first."""
    shown = [*_now(case), *_said(case), *_came(case)]
    return [(label, value) for label, value in shown if value not in ("", None)]


def _now(case):
    yield _("种类"), labels.word(Measure.choices, case.measure)
    if case.stage in (Stage.AWAITING_REPLY, Stage.TALK_DONE) and case.due:
        yield _("最后一天"), date_format(localtime(case.due))
    if case.stage == Stage.AWAITING_REPLY and case.measure == Measure.INQUIRE:
        yield _("单位主要负责人签署"), _signing(case)
    yield _("还要说明的问题"), case.asked_again if case.stage == Stage.AWAITING_REPLY else ""


def _signing(case):
    if case.countersigned_at:
        return _("已签署，请提交书面说明")
    return _("等待签署；你按时写好的，等待签署不算逾期") if case.written_at else _("先写好说明送签")


def _said(case):
    if case.talk_at:
        yield _("谈话时间"), date_format(localtime(case.talk_at), "Y-m-d H:i")
    yield _("你的说明"), case.explanation or (case.reply if case.written_at or case.replied_at else "")
    yield _("书面检查"), case.self_check
    yield _("答复情况"), _("期满没有答复，按未说明处理，不等于承认") if case.unanswered else ""
    yield _("整改情况报告"), case.correction


def _came(case):
    if case.told_at:
        yield _("办理结果"), case.result
        yield _("影响期"), labels.effect(case)
    for row in case.complaints:
        yield (_("申诉") if row["kind"] == "complaint" else _("复核")), labels.ruled(row)


def rights(case):
    """What this process gives them beside what everybody has."""
    found = []
    if case.measure == Measure.INQUIRE:
        found.append(_("函询是了解情况，不是结论。说明不清楚的，最多再问一次。"))
    if case.effect_until and not case.revoked_at:
        found.append(_("影响期到期自动解除，不需要申请；到期以后的资格查询里不再显示。"))
    last = complaints.last_day(case) if case.admonishes else None
    if last:
        said = _("不服的，可以在 %s 以前申诉；对部长的答复不服的，可以申请复核，由没有经手的三人进行。")
        found.append(said % date_format(last))
    return found
