"""What must hold before a move. Each returns the sentence to show, or "".

On the page there is no step yet: what only the answers can tell is then left to the form.
"""

from django.utils.translation import gettext as _

from people import roles
from people.calendar import same_day
from processes.task_project import seating, tree
from workflows import evidence
from workflows.acts.minutes import unsigned
from workflows.registry import guard

PROOF_FROM = 90  # per cent; from here on a claim needs evidence
LONGEST_PAUSE = 6  # months


def answer(step, name):
    """What was answered, stripped if it is text; None where nothing was said or nobody acts yet."""
    said = step.answers.get(name) if step else None
    return said.strip() if isinstance(said, str) else said


@guard("task_project.registrable")
def registrable(case, step):
    """Source, lead unit, metric and date are there; what the answers bring counts."""
    if step is None:
        return ""
    here = {
        _("来源"): answer(step, "source") or case.source,
        _("牵头单位"): answer(step, "lead") or case.owner_unit_id,
        _("指标"): answer(step, "metric") or case.metric,
        _("完成期限"): answer(step, "due_on") or case.due_on,
    }
    lacking = [label for label, value in here.items() if not value]
    if lacking:
        return _("还没有立项登记：缺少%s。请补充后再登记。") % "、".join(lacking)
    if (answer(step, "due_on") or case.due_on) <= step.at.date():
        return _("还没有立项登记：完成期限已经过去。请改填以后的日期。")
    return ""


@guard("task_project.upheld")
def upheld(case, step):
    """The office has decided that the unit is right."""
    if not case.contested:
        return _("还不能退办：退办由办公室裁定。请先提出异议，写明理由。")
    if case.arbitration == "rejected":
        return _("办公室裁定不予退办，没有改动。请签收后办理。")
    return "" if case.arbitration == "upheld" else _("办公室还没有裁定，暂不能退办。裁定后会通知你。")


@guard("task_project.planned")
def planned(case, step):
    """Leaves have an owner and a date, weights add up to 100, nothing ends after the project."""
    return _unsound(answer(step, "wbs") or [], case.due_on) if step else ""


def _unsound(wbs, last):
    why = tree.fault(wbs)
    late = [] if why else tree.late(wbs, last)
    if late:
        return _("“%s”的期限晚于项目期限，计划没有提交。请调整日期。") % "、".join(late)
    return why


@guard("task_project.month_entry")
def month_entry(case, step):
    """A month is told once, while open; progress does not fall without a reason; what is nearly done is proved."""
    if step is None:
        return ""
    progress, month = answer(step, "progress"), answer(step, "month") or ""
    if progress is None or not 0 <= progress <= 100:
        return _("进度应为 0 至 100，反馈没有提交。请核对。")
    return _wrong_month(case, step, month) or _unfounded(case, step, progress, month)


def _wrong_month(case, step, month):
    if month > step.at.strftime("%Y-%m"):
        return _("不能反馈以后的月份，反馈没有提交。请核对月份。")
    if month < case.baseline.get("on", month)[:7]:
        return _("%s 还没有分解计划，反馈没有提交。请核对月份。") % month
    if case.locks.filter(month=month).exists():
        return _("%s 已经关账，反馈没有提交。需要补充或更正的，请联系督查室作更正记录。") % month
    if case.entries.filter(month=month).exists():
        return _("%s 已经反馈过，没有重复提交。需要更正的，请联系督查室作更正记录。") % month
    return ""


def _unfounded(case, step, progress, month):
    before = case.entries.filter(month__lt=month).order_by("-month").values_list("progress", flat=True).first() or 0
    if progress < before and len(answer(step, "problem") or "") < 10:
        return _("进度比上次（%d%%）低，反馈没有提交。请在“问题”中写明原因，至少 10 个字。") % before
    about = f"month:{month}"
    attached = case.papers.exclude(kind__startswith="sheet:")  # what the case itself issued proves nothing
    proof = answer(step, "evidence") or answer(step, "uploads") or attached.exists() or evidence.of(case, about)
    if progress >= PROOF_FROM and not proof:
        return _("进度达到 90%，反馈没有提交。请写明佐证或先上传材料。")
    return ""


@guard("task_project.changes_something")
def changes_something(case, step):
    """A change changes the date, the metric, the lead unit or the breakdown, and leaves a sound plan."""
    if step is None:
        return ""
    lead, wbs = _pk(answer(step, "lead")), answer(step, "wbs")
    said = (answer(step, "due_on"), answer(step, "metric"), lead)
    was = (case.due_on, case.metric, case.owner_unit_id)
    if not wbs and not any(new and new != old for new, old in zip(said, was, strict=True)):
        return _("期限、指标、牵头单位和分解都没有变化，没有变更。请填写要改的内容。")
    if lead and not roles.holders(roles.HEAD, lead):
        return _("新的牵头单位没有负责人，没有变更。请系统管理员先指定负责人。")
    gone = tree.lost(wbs, case.wbs) if wbs else []
    if gone:
        return _("“%s”已经完成，新的分解里没有这一项，没有变更。已完成的任务请保留编号。") % "、".join(gone)
    return _unsound(wbs, said[0] or case.due_on) if wbs else _too_short(case, said[0])


def _too_short(case, due_on):
    """Tasks that are still open may not end after the project."""
    left = [leaf for leaf in tree.leaves(case.wbs) if not leaf.get("done")] if due_on else []
    late = tree.late(left, due_on)
    return _("“%s”的期限晚于新的完成期限，没有变更。请同时调整任务分解。") % "、".join(late) if late else ""


@guard("task_project.resumes_in_time")
def resumes_in_time(case, step):
    """Paused work has a day on which it goes on, at most six months away."""
    if step is None:
        return ""
    day, today = answer(step, "resume_on"), step.at.date()
    if not day or not today < day <= same_day(today, LONGEST_PAUSE):
        return _("没有暂缓：恢复日期应在 6 个月以内。请重新选择日期。")
    return ""


@guard("task_project.all_done")
def all_done(case, step):
    """Every task is done."""
    left = [leaf["title"] for leaf in tree.leaves(case.wbs) if not leaf.get("done")]
    return _("还不能申请办结：还有 %(n)d 项没有完成（%(which)s）。请逐项完成后再申请。") % {
        "n": len(left), "which": "、".join(left[:3])} if left else ""  # fmt: skip


@guard("task_project.may_end")
def may_end(case, step):
    """An innovation project ends only after the executive meeting has voted for it."""
    if not case.is_innovation:
        return ""
    last = case.signings.filter(stage=case.stage, opened_at__gte=case.stage_since).order_by("-pk").first()
    if last and last.outcome == "pass":
        return ""
    return _("还不能终止：创新项目须经部务会票决同意。请先“提请部务会表决终止”。")


@guard("task_project.lessons")
def lessons(case, step):
    """Lessons are recorded, and before anybody is blamed the immunity check is made (P13)."""
    if step is None:
        return ""
    if len(answer(step, "lessons") or "") < 10:
        return _("没有终止：请写明经验教训，至少 10 个字。")
    return "" if answer(step, "immunity") else _("没有终止：请写明容错审核的结论；没有涉及追责的，写“不涉及”。")


@guard("task_project.group")
def group(case, step):
    """At least three people, none of whom owns a task or works in the lead unit (F01)."""
    if step is None:
        return ""
    why = seating.fault(case, answer(step, "group") or ())
    return _("没有组织验收：%s") % why if why else ""


def _pk(person):
    return getattr(person, "pk", person)


def _verdict(case):
    """What the acceptance group has decided in this round: "", "pass", "defer" or "reject"."""
    votes = case.signings.filter(stage=case.stage, opened_at__gte=case.stage_since)
    return votes.exclude(outcome="").order_by("-pk").values_list("outcome", flat=True).first() or ""


@guard("task_project.passed")
def passed(case, step):
    """The acceptance group has voted for it."""
    verdict = _verdict(case)
    if not verdict:
        return _("还不能办结：验收组还没有表决。请等督查室组织验收表决后再批准。")
    return "" if verdict == "pass" else _("还不能办结：验收组表决没有通过。请由督查室列出差距退回。")


@guard("task_project.minutes_signed")
def minutes_signed(case, step):
    """Who was there has signed the minutes, or their refusal is noted; a vote one level up has no such sitting."""
    held = seating.voted(case)
    if held is None:
        return ""
    if not held.minutes:
        return _("还不能办结：验收记录还没有写。请督查室写好记录，由到会人签字。")
    left = "、".join(seat.name for seat in unsigned(held))
    return _("还不能办结：%s还没有在验收记录上签字。请本人签字，拒签的由督查室登记理由。") % left if left else ""


@guard("task_project.not_passed")
def not_passed(case, step):
    """What the group has accepted is not sent back by somebody else."""
    return _("不能退回：验收组已经表决通过。请等分管副部长批准办结。") if _verdict(case) == "pass" else ""


@guard("task_project.gap_list")
def gap_list(case, step):
    """Who sends work back says what is missing."""
    if step is None:
        return ""
    said = [line for line in answer(step, "gaps") or () if len(line.strip()) >= 4]
    return "" if said else _("没有退回：请逐条列出差距，每条至少 4 个字。")


@guard("task_project.metric_met")
def metric_met(case, step):
    """The metric is reached, or the deviation explained; the report is there."""
    if step is None:
        return ""
    if not answer(step, "reached") and len(answer(step, "deviation") or "") < 10:
        return _("没有办结：指标没有达到的，须说明偏差和原因，至少 10 个字。")
    return "" if len(answer(step, "report") or "") >= 10 else _("没有办结：请填写办结报告，至少 10 个字。")
