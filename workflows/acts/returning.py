"""退回: who holds work sends the case back to a stage that is done, to run from there or to come straight back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Event
from workflows import assign, sending, subcases, trail
from workflows.errors import Refused
from workflows.models import Detour
from workflows.recusals import at_work
from workflows.registry import act
from workflows.trail import RERUN, STRAIGHT
from workflows.wording import act_label, role_words

act_label("return_to", gettext_lazy("退回"))
role_words("holder", gettext_lazy("本环节承办人"))
role_words("author", gettext_lazy("发起人"))


def holders(case):
    """Ids of those who hold open work of this stage."""
    return [i.owner_id for i in at_work(case) if i.stage == case.stage and i.kind in sending.SIGNS and i.owner_id]


assign.BOUND.setdefault("holder", holders)
assign.BOUND.setdefault("author", lambda case: [case.opened_by_id])


@act("return_to")
def return_to(case, step, *, target, mode=RERUN, reason=""):
    """Send the case back to `target`: run again from there, or come straight back when it is done there."""
    aim = _legal(case, target, mode)
    step.reason = sending.reason(reason)
    sending.undisturbed(case)
    step.item = sending.mine(step, *sending.SIGNS)
    step.decision = "return"
    step.fields |= {"to": target, "mode": mode}
    if mode == STRAIGHT:
        item = step.item if step.item and step.item.kind in sending.SIGNS else None
        Detour.objects.create(case_id=case.pk, source=case.stage, target=target, item=item, at=step.at)
    else:
        _again(case, step, target)
    left = case.stage
    subcases.reach(step, "return")
    # A signer's voice is off the count only when it is given.
    sending.send(step, target, "returned", keeps=mode == STRAIGHT)
    others = set(assign.players(case, "opened_by")) | set(aim.people)
    step.tell("case.returned", others, actor=step.actor.name, stage=target, left=left, reason=step.reason[:200])


def _legal(case, target, mode):
    most = case.rules.stages[case.stage].most_returns
    if most and Event.objects.filter(uid=case.uid, kind="act.return_to", came_from=case.stage).count() >= most:
        raise Refused(_("没有退回：本环节最多退回 %d 次，已经用完。请按现有材料办理，或者报分管领导决定。") % most)
    aims = {aim.stage: aim for aim in trail.targets(case)}
    if target not in aims:
        names = "、".join(_(aim.label) for aim in aims.values())
        if not names:
            raise Refused(
                _("没有退回：这件事项前面没有可以退回的环节。不同意的，请按本环节的办理方式提出意见。"), "target"
            )
        raise Refused(_("没有退回：不能退回到这个环节。可以退回：%s。") % names, "target")
    if mode not in aims[target].modes:
        raise Refused(_("没有退回：本环节等待子事项，退回后只能从退回的环节重新办理。请改选。"), "mode")
    if not aims[target].people:
        raise Refused(_("没有退回：那个环节现在没有人办理。请系统管理员先指定人员。"), "target")
    return aims[target]


def _again(case, step, target):
    """A new round: what was decided after `target` holds no more."""
    stages, since = trail.rerun(case, target), trail.entered(case, target) or case.created
    sending.end_signings(case, step.at, "returned")
    sending.end_detours(case, step.at)
    sending.forget_moments(case, stages, since, step.at)
    case.round += 1
    step.fields["round"] = case.round + 1
