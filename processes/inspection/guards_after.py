"""What must hold from the unit's answer to the archive. Each returns the sentence to show, or ""."""

from django.utils.translation import gettext as _

from people import roles
from processes.inspection import limits, missing, parts
from workflows import clock, registry
from workflows.registry import guard


def key(name):
    return guard(f"inspection.{name}")


def answer(step, name):
    said = step.answers.get(name) if step else None
    return said.strip() if isinstance(said, str) else said


@key("the_last_to_answer")
def the_last_to_answer(case, step):
    """The answer that moves the case on is the last one; silence counts only after the term, and never as consent."""
    waiting = case.targets.filter(answered_at=None).count()
    by_clock = step and step.actor.pk == roles.system_user().pk
    if waiting > 1 and not by_clock:
        return _("还有其他单位没有回应：请用“提交本单位回应”。全部收齐或期限届满后，自动进入报告撰写。")
    if step is None:
        return ""
    if by_clock:
        ripe = case.due and clock.now() > case.due
        return "" if ripe else _("回应期限还没有届满，不能按未回应处理。请等待期满。")
    said = [answer(step, "overall") or "", *(answer(step, "answers") or {}).values()]
    return "" if any(text.strip() for text in said) else _("没有提交：还没有写回应。请逐条回应，或在总体意见中说明。")


@key("report_complete")
def report_complete(case, step):
    """Four parts and 1500 characters."""
    lacking = missing.report(case)
    return _("还不能报送：%s") % lacking[0] if lacking else ""


@key("topics_covered")
def topics_covered(case, step):
    """Every topic says what was seen."""
    bare = [topic.title for topic in case.topics.all() if len(topic.note.strip()) < limits.NOTE]
    return _("还不能报送：课题“%s”没有写查看情况。请先填写课题清单。") % bare[0] if bare else ""


@key("all_answered")
def all_answered(case, step):
    """Every finding carries the unit's answer, or that it kept silent."""
    bare = [str(f.no) for f in parts.standing(case) if not f.said]
    return _("还不能签发：问题 %s 没有被督查单位的回应。请退回补记。") % "、".join(bare) if bare else ""


@key("points_fit")
def points_fit(case, step):
    """An objection names findings of the own unit, each with reasons."""
    if step is None:
        own = "" if case.findings.exclude(state="withdrawn").exists() else _("本次督查没有成立的问题，不需要复核。")
        return own
    return why_not_points(case, step.actor, answer(step, "points"))


def why_not_points(case, person, points):
    """Why these points of an objection cannot be taken, or ""."""
    if not points:
        return _("没有提出：请至少选择一个问题，写明申请复核的理由。")
    units = set(roles.heads(person))
    mine = {f.no for f in parts.standing(case) if f.unit_id in units}
    strange = [str(no) for no in points if int(no) not in mine]
    if strange:
        return _("没有提出：问题 %s 不是本单位的，或已经撤回。请刷新页面核对。") % "、".join(strange)
    short = [str(no) for no, text in points.items() if len(text.strip()) < limits.NOTE]
    if short:
        return _("没有提出：问题 %s 的理由少于 10 个字。请写明事实和依据。") % "、".join(short)
    decided = set(case.objections.filter(finding__no__in=points).values_list("finding__no", flat=True))
    again = "、".join(map(str, sorted(decided)))
    return _("没有提出：问题 %s 已经申请过复核。同一问题只复核一次。") % again if again else ""


@key("reviewer_apart")
def reviewer_apart(case, step):
    """Whoever drew the conclusion does not review it (F08)."""
    if step and step.actor.pk in parts.team(case):
        return _("没有决定：督查组成员不能复核自己的结论。请由其他复核人员办理。")
    return ""


@key("points_answered")
def points_answered(case, step):
    """Every point has an answer."""
    open_points = [str(row.no) for row in case.objections.filter(ruling="")]
    return _("还不能作出复核决定：第 %s 点还没有答复。请逐点答复。") % "、".join(open_points) if open_points else ""


@key("all_rectified")
def all_rectified(case, step):
    """Every finding that stands has its rectification."""
    if "rectification" not in registry.KINDS:
        return ""
    bare = [str(f.no) for f in parts.standing(case) if not f.rectification_id]
    return _("还不能归档：问题 %s 还没有整改事项。请联系督查室补办。") % "、".join(bare) if bare else ""


@key("proposals_decided")
def proposals_decided(case, step):
    """Every proposal is decided."""
    left = case.proposed.filter(decision="").count()
    return _("还不能归档：还有 %d 项建议没有决定。请分管副部长先决定。") % left if left else ""
