"""Work inside a stage that only proposals know: objections, more time, another chair."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.innovation_hearing import parts, window
from processes.innovation_hearing.terms import ANSWER_LATE
from workflows import due, handing
from workflows.acts import reckoning
from workflows.errors import Refused
from workflows.registry import act
from workflows.store.orm import keep_moment
from workflows.wording import act_label

act_label("record_objection", gettext_lazy("登记公示异议"))
act_label("answer_objection", gettext_lazy("核实并答复异议"))
act_label("ask_more_time", gettext_lazy("申请延期再报"))
act_label("answer_more_time", gettext_lazy("答复延期申请"))
act_label("ask_late", gettext_lazy("申请迟报"))
act_label("answer_late", gettext_lazy("答复迟报申请"))
act_label("remind_resubmit", gettext_lazy("提醒再报"))
act_label("appoint_chair", gettext_lazy("更换主持人"))


def long_enough(text, least, why):
    if len(text.strip()) < least:
        raise Refused(why)
    return text.strip()


@act("record_objection")
def record_objection(case, step, *, source, text):
    """An objection raised during the publicity; ten working days to look into it."""
    text = long_enough(text, 10, _("异议内容至少 10 个字，没有登记。请写明事实和理由。"))
    case.objections = [*case.objections, {"source": source.strip(), "text": text, "at": step.at.isoformat()}]
    keep_moment(case, "objection", step.at)
    term = case.rules.find(case.stage, "uphold_objection").term
    handing.take_back(step, "office")
    handing.give(step, "office", term=term, start=step.at)


@act("answer_objection")
def answer_objection(case, step, *, number, finding, upheld, answer):
    """What was found about an objection, and the answer to who raised it."""
    finding = long_enough(finding, 10, _("核实情况至少 10 个字，没有保存。请写明怎样核实、核实到什么。"))
    answer = long_enough(answer, 4, _("还没有写答复，没有保存。请写明对异议人的答复。"))
    if not 1 <= int(number) <= len(case.objections) or case.objections[int(number) - 1].get("answer"):
        raise Refused(_("没有这条异议，或已经答复，没有改动。请刷新页面核对。"))
    rows = [dict(row) for row in case.objections]
    rows[int(number) - 1] |= {"finding": finding, "upheld": bool(upheld), "answer": answer, "by": step.actor.name}
    case.objections = rows
    if all(row.get("answer") for row in rows) and not upheld:
        handing.take_back(step, "office")


@act("ask_late")
def ask_late(case, step, *, reason):
    """After the window the section asks, once for a year, to hand in late; the deputy minister answers."""
    if case.submitter_id or not window.over(case, step.at):
        raise Refused(_("还在呈报期内，或已经呈报过，不需要申请迟报，没有记入。请直接呈报。"))
    if case.late.get("year") == case.plan_year:
        raise Refused(_("这一年度的迟报已经申请过，没有重复记入。请等答复，或改报下一年度。"))
    reason = long_enough(reason, 10, _("迟报理由至少 10 个字，没有提交。请写明为什么没有按期呈报。"))
    case.late = {"year": case.plan_year, "asked": reason}
    handing.give(step, "deputy_minister", term=ANSWER_LATE, start=step.at)


@act("answer_late")
def answer_late(case, step, *, granted, reason):
    """The deputy minister agrees that it is handed in late, or does not."""
    if not case.late or "granted" in case.late:
        raise Refused(_("没有待答复的迟报申请，没有改动。请刷新页面核对。"))
    reason = long_enough(reason, 4, _("没有保存：请写明同意或不同意的理由，至少 4 个字。"))
    case.late = case.late | {"granted": bool(granted), "answer": reason}
    handing.done(step, "deputy_minister")
    step.tell("innovation_hearing.late_answered", parts.proposers(case))


@act("remind_resubmit")
def remind_resubmit(case, step):
    """The clock reminds the section before the day of the new report; without that nothing lapses."""
    if case.reminded_at and case.reminded_at >= case.stage_since:
        raise Refused(_("已经提醒过，没有重复提醒。"))
    case.reminded_at = step.at
    step.tell("innovation_hearing.remind", parts.proposers(case), until=case.resubmit_date.isoformat())


@act("ask_more_time")
def ask_more_time(case, step, *, until, reason):
    """The section asks, once, for more time before it reports again."""
    if case.more_time:
        raise Refused(_("延期只能申请一次，没有记入。请在期限内再报。"))
    reason = long_enough(reason, 10, _("没有提交：延期理由至少 10 个字。请写明为什么要延期。"))
    if until <= timezone.localdate(step.at):
        raise Refused(_("没有提交：所选日期已经过去。请选择以后的日期。"))
    case.more_time = {"until": until.isoformat(), "asked": reason}
    step.tell("innovation_hearing.more_time", case.players("deputy_minister"))


@act("answer_more_time")
def answer_more_time(case, step, *, granted, reason):
    """The deputy minister grants or refuses more time; a grant moves the date."""
    if not case.more_time or "granted" in case.more_time:
        raise Refused(_("没有待答复的延期申请，没有改动。请刷新页面核对。"))
    reason = long_enough(reason, 4, _("没有保存：请写明同意或不同意的理由，至少 4 个字。"))
    case.more_time = case.more_time | {"granted": bool(granted), "answer": reason}
    if granted:
        case.resubmit_date = date.fromisoformat(case.more_time["until"])
        case.reminded_at = None  # before the new day they are reminded anew
        keep_moment(case, "resubmit_date", due.end_of(case.resubmit_date))
        reckoning.reckon(case, step)
    step.tell("innovation_hearing.more_time_answered", parts.proposers(case))


@act("appoint_chair")
def appoint_chair(case, step, *, chair, reason):
    """Another chair, so that a recusal or an illness never stops a hearing (F02)."""
    long_enough(reason, 4, _("没有更换：请写明更换理由，至少 4 个字。"))
    why = parts.why_not_chair(case, chair) or (chair.pk == case.chair_id and _("此人已是主持人，没有更换。请另选。"))
    if why:
        raise Refused(why)
    step.fields["reason"] = reason.strip()
    handing.take_back(step, "chair")
    case.chair_id = chair.pk
    handing.give(step, "chair")
