"""撤回、终止、重新办理: a case ends before its time, or begins again after it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Event
from people.models import User
from workflows import assign, pauses, recusals, sending, subcases, trail
from workflows.errors import Refused
from workflows.recusals import at_work
from workflows.registry import act
from workflows.wording import act_label, role_words

act_label("withdraw", gettext_lazy("撤回"))
act_label("terminate", gettext_lazy("终止办理"))
act_label("reopen", gettext_lazy("重新办理"))
role_words("above_closer", gettext_lazy("办结人的上一级"))
NAMES = {"withdraw": gettext_lazy("撤回"), "terminate": gettext_lazy("终止")}
WHY = {"withdraw": "withdrawn", "terminate": "terminated", "return": "returned"}
TOPICS = {"withdraw": "case.withdrawn", "terminate": "case.terminated", "return": "case.terminated"}


@act("withdraw")
def withdraw(case, step, *, reason):
    """Who opened the case takes it back; nobody has anything to do in it any more."""
    end(case, step, "withdraw", reason)


@act("terminate")
def terminate(case, step, *, reason):
    """The case ends here, undecided."""
    end(case, step, "terminate", reason)


def aim(case, how):
    """The stage that a case comes to when it is ended this way, or "". What ends from above may be terminated."""
    ends = case.rules.process.get("ends", {})
    return ends.get(how) or (ends.get("terminate", "") if how == "return" else "")


def end(case, step, how, reason):
    """End the case `how` its process states; its sub-cases follow by the rule of their stage."""
    to = aim(case, how)
    if not to or to == case.stage:
        said = NAMES.get(how, NAMES["terminate"])
        raise Refused(_("没有办理：这类事项不能“%s”。请按本环节的办理方式处理，或联系办公室。") % said)
    step.reason = sending.reason(reason)
    sending.undisturbed(case)
    working = {item.owner_id for item in at_work(case) if item.owner_id} | {case.opened_by_id}
    if not case.rules.is_closed(to):
        again(case, step, to)
    sending.end_signings(case, step.at, WHY[how])
    sending.end_detours(case, step.at)
    pauses.close(case, step.at)
    subcases.reach(step, how)
    sending.send(step, to, WHY[how])
    step.tell(TOPICS[how], working, actor=step.actor.name, stage=to, reason=step.reason[:200])


def above_closer(case):
    """Ids of those one level above whoever brought the case to its end, and never that person."""
    ends = Event.objects.filter(uid=case.uid, went_to=case.stage).exclude(came_from=case.stage)
    last = ends.order_by("-seq").first() if case.is_closed else None
    if last is None:
        return []
    closers = list(User.objects.filter(pk__in=[last.actor_id, last.for_id]))
    level = max(recusals.level_of(one) for one in closers)
    _level, people = recusals.deciders(case, closers[0], level, closers[-1].pk)
    return people


assign.BOUND |= {"above_closer": above_closer}


@act("reopen")
def reopen(case, step, *, to, reason):
    """An ended case goes on in a stage that it was in."""
    aims = {one.stage: one for one in trail.closed_targets(case)}
    if case.parent_item_id:
        raise Refused(_("没有重新办理：这是子事项，等待它的事项已经继续。请在那件事项里办理。"))
    if to not in aims:
        names = "、".join(_(one.label) for one in aims.values()) or _("无")
        raise Refused(_("没有重新办理：不能回到这个环节。可以回到：%s。") % names, "to")
    if not aims[to].people:
        raise Refused(_("没有重新办理：那个环节现在没有人办理。请系统管理员先指定人员。"), "to")
    step.reason = sending.reason(reason)
    step.fields["to"] = to
    again(case, step, to)
    sending.send(step, to, "superseded")
    told = {*aims[to].people, case.opened_by_id}
    step.tell("case.reopened", told, actor=step.actor.name, stage=to, reason=step.reason[:200])


def again(case, step, to):
    """A new round from `to` on: what was noted after it counts no more."""
    sending.forget_moments(case, trail.rerun(case, to), trail.entered(case, to) or case.created, step.at)
    case.round += 1
    step.fields["round"] = case.round + 1
