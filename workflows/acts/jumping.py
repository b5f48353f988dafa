"""跳转: the owner of the process proposes to take a case to another stage, one level up confirms it.

Never over a stage that is mandatory: facts shown, a person heard, a legal review, a vote, a service.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from policy import rules as policy
from workflows import assign, due, jumps, recusals, sending, subcases, trail, work
from workflows.acts.ending import again
from workflows.declare import Term
from workflows.errors import Refused
from workflows.models import Proposal, WorkItem
from workflows.recusals import LADDER, at_work
from workflows.registry import act
from workflows.store import current as store
from workflows.wording import act_label, role_words

KIND, DECIDER, TERM = "jump", "jump_decider", Term(n=3, unit="wd", start="jump")
act_label("propose_jump", gettext_lazy("提请跳转"))
act_label("decide_jump", gettext_lazy("决定是否跳转"))
role_words(DECIDER, gettext_lazy("跳转的决定人"))
assign.BOUND |= {DECIDER: lambda case: [item.owner_id for item in at_work(case) if item.kind == KIND]}


@act("propose_jump")
def propose_jump(case, step, *, to, reason):
    """Ask one level up whether the case may go to the stage `to` at once."""
    _legal(case, to)
    step.reason = sending.reason(reason, 10)
    _lapse(case, step.at)
    if jumps.pending(case):
        raise Refused(_("没有提请：已有一件跳转提请等待决定。请等决定后再提。"))
    level, people = recusals.deciders(case, step.actor, recusals.level_of(step.actor), step.actor.pk)
    people = [pk for pk in people if not policy.is_admin(User.objects.get(pk=pk))]
    if not people:
        raise Refused(_("没有提请：没有上一级可以决定。请系统管理员先指定人员。"))
    data = {"to": to, "from": case.stage, "since": case.stage_since.isoformat()}
    Proposal.objects.create(case_id=case.pk, code=KIND, data=data, by=step.actor, reason=step.reason, at=step.at)
    found = due.of_term(TERM, step.at)
    times = {"due": found.due, "warn_at": found.warn_at, "provisional": found.provisional}
    step.born += [work.item(case, case.stage, owner_id=pk, kind=KIND, role=DECIDER, **times) for pk in people]
    step.fields |= {"to": to, "level": LADDER[level]}
    told = {"actor": step.actor.name, "stage": to, "left": case.stage, "reason": step.reason[:200]}
    step.tell("jump.asked", people, **told)


def _legal(case, to):
    aims = jumps.targets(case)
    if to in aims:
        return
    why = jumps.why_not(case, to)
    names = "、".join(_(case.rules.label(stage)) for stage in aims)
    raise Refused(f"{why}{_('可以跳到：%s。') % names if names else ''}", "to")


def _lapse(case, at):
    """A proposal about a stage that the case has left meanwhile is void."""
    old = jumps.pending(case)
    if old and not jumps.stands(case, old):
        Proposal.objects.filter(pk=old.pk).update(outcome="lapsed", decided_at=at)


@act("decide_jump")
def decide_jump(case, step, *, outcome, reason):
    """One level up approves or declines; approved, the case goes there at once."""
    found = jumps.pending(case)
    if found is None or not jumps.stands(case, found):
        raise Refused(_("没有办理：提请已经失效，事项已离开当时的环节。请刷新页面查看。"))
    if outcome not in ("approve", "decline"):
        raise Refused(_("没有办理：请选择同意或不同意。"), "outcome")
    if found.by_id == step.actor.pk or policy.is_admin(step.actor):
        raise Refused(_("没有办理：跳转须由提请人的上一级决定。"))
    step.reason, step.decision = sending.reason(reason), outcome
    to = found.data["to"]
    mine = store().item_of(case, owner=step.actor.pk, kind=KIND)
    found.outcome = "approved" if outcome == "approve" else "declined"
    found.decided_by, found.decided_at = step.actor, step.at
    found.save(update_fields=["outcome", "decided_by", "decided_at"])
    others = WorkItem.objects.filter(process=case.pk, kind=KIND, status="ASSIGNED")
    others.exclude(pk=mine and mine.pk).update(status="CANCELED", finished=step.at, closed_why="settled")
    step.item = mine
    told = {found.by_id, case.opened_by_id, *(item.owner_id for item in at_work(case) if item.owner_id)}
    if outcome == "approve":
        _jump(case, step, to)
    elif mine:
        work.finish(mine)
    step.tell("jump.decided", told, reason=step.reason[:200])


def _jump(case, step, to):
    _legal(case, to)
    sending.undisturbed(case)
    step.fields["to"] = to
    if to in [visit.stage for visit in trail.of(case)]:
        again(case, step, to)
    sending.end_signings(case, step.at, "jumped")
    sending.end_detours(case, step.at)
    subcases.reach(step, "terminate")
    sending.send(step, to, "jumped")
