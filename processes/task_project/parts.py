"""Who plays which part in a project, and what its page says first."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from people import roles
from people.models import User
from processes.task_project import tree


def named(case, role):
    """Ids of those whom the case names for a role; None if the role is a post."""
    found = NAMED.get(role)
    return found(case) if found else None


def _clerks(case):
    """A clerk of the lead unit; a unit without one is reported on by its head."""
    found = roles.holders("clerk", case.owner_unit) or roles.holders("section_head", case.owner_unit)
    return [person.pk for person in found] if case.owner_unit_id else []


def _if(asked, role):
    """Holders of a post, but only while the case asks something of them."""
    return lambda case: [person.pk for person in roles.holders(role)] if asked(case) else []


NAMED = {
    "clerk": _clerks,
    "leaf_owner": lambda case: tree.owners(case.wbs),
    "acceptor": lambda case: list(case.group),
    "change_reviewer": _if(lambda case: case.review_open, "deputy_minister"),
    "proposal_decider": _if(lambda case: case.proposal.get("state") == "open", "deputy_minister"),
    "vote_reporter": _if(lambda case: case.vote_asked, "exec_secretary"),
}


def interested(case):
    """Person id → why they may not accept this project."""
    owners = tree.owners(case.wbs)
    unit = User.objects.filter(unit=case.owner_unit_id).values_list("pk", flat=True) if case.owner_unit_id else ()
    return dict.fromkeys(unit, _("牵头单位人员")) | dict.fromkeys(owners, _("任务责任人"))


def idle(case, name):
    """Whether an act has nothing to do now."""
    found = IDLE.get(name)
    return bool(found and found(case))


def _no_vote(case):
    """An early end is voted on when somebody has asked for it."""
    return case.stage == case.Stage.RUNNING and not case.vote_asked


IDLE = {
    "contest": lambda case: case.contested,
    "arbitrate": lambda case: not case.contested or case.arbitration,
    "ask_vote": lambda case: not case.is_innovation or case.vote_asked,
    "convene": _no_vote, "recuse": _no_vote, "attend": _no_vote, "start_vote": _no_vote,
    "finish_leaf": lambda case: all(leaf.get("done") for leaf in tree.leaves(case.wbs)),
    "close_month": lambda case: not case.baseline, "correct_month": lambda case: not case.baseline,
}  # fmt: skip


def falls_behind(case):
    """The first moment at which the plan asks for more than is reported."""
    after = [date.fromisoformat(leaf["due"]) + timedelta(days=1) for leaf in tree.leaves(case.wbs)]
    found = next((day for day in sorted(after) if tree.planned_weight(case.wbs, day) > case.progress), None)
    return timezone.make_aware(datetime.combine(found, time.min)) if found else None


def part_label(case, part):
    """What evidence is about: a month or a task."""
    kind, _colon, name = part.partition(":")
    if kind == "month":
        return _("%s 台账") % name
    found = next((leaf["title"] for leaf in tree.leaves(case.wbs) if leaf["code"] == name), name)
    return _("任务“%s”") % found if kind == "task" else ""


def facts(case):
    """(label, value) pairs of the case page, without what is empty."""
    rows = [
        (_("来源"), _(case.source) if case.source else ""), (_("牵头单位"), case.owner_unit),
        (_("责任人"), case.responsible), (_("配合单位"), case.coop), (_("指标"), case.metric),
        (_("目标值"), case.target), (_("完成期限"), case.due_on), (_("进度"), _progress(case)),
        (_("风险提示"), case.at_risk()), (_("变更次数"), case.changes or ""), (_("暂缓至"), case.resume_on),
        (_("差距清单"), "\n".join(case.gaps)), (_("验收退回"), _times(case.returned)), *_course(case),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value not in ("", None)]


def _progress(case):
    if case.stage == case.Stage.RUNNING and case.planned:
        return _("%(now)d%%（按计划应为 %(plan)d%%）") % {"now": case.progress, "plan": case.planned}
    return f"{case.progress}%" if case.wbs else ""


def _times(number):
    return _("%d 次") % number if number else ""


def _course(case):
    """What happened beside the plan."""
    yield _("交办异议"), case.contested
    yield _("裁定"), {"upheld": _("异议成立"), "rejected": _("不予退办")}.get(case.arbitration, "")
    yield _("会诊建议"), _proposal(case.proposal)
    yield _("偏差说明"), case.deviation
    yield _("办结报告"), case.report
    yield _("经验教训"), case.lessons
    yield _("容错审核结论"), case.immunity


def _proposal(proposal):
    state = {
        "open": _("待决定"),
        "accepted": _("已采纳"),
        "inspected": _("已列入下次督查课题"),
        "declined": _("未采纳"),
    }.get(proposal.get("state"), "")
    return f"{state}：{why(proposal)}" if state else ""


def why(proposal):
    """Why a consultation is proposed, in the reader's language: the case keeps codes and numbers."""
    number = proposal.get("n", 0)
    if proposal.get("why") == "late":
        return _("逾期 %d 个工作日") % number
    return _("验收退回 %d 次") % number if proposal.get("why") == "returned" else ""
