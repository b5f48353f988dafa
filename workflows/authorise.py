"""Whether the actor may take this step; asked under the lock."""

from django.utils.translation import gettext as _

from people import mandates
from policy import rooms
from policy import rules as policy
from workflows import agency, assign, given, recusals, staffing
from workflows.errors import NotFound, Refused, TooLate
from workflows.models.case import AWAKE
from workflows.store import current as store


def demand(user, act, case):
    """Raise unless `user` may take the move or act: NotFound if the case is not theirs to see, else the sentence."""
    answer = policy.may(user, act, case)
    if roles := rooms.roles_in(user, case):
        _in_their_room(user, act, case, roles, answer)
        return
    if answer.ok and _unhidden(user, case):
        return
    if answer.ok or not policy.knows(user, case):
        raise NotFound()
    refusal = (TooLate if case.roles_for(act) is None else Refused)(answer.why)
    refusal.note = answer.note
    raise refusal


def _in_their_room(user, act, case, roles, answer):
    """Whom the case is about does there what is theirs, now or later; all else is not there for them."""
    if not rooms.holds(user, case):
        raise NotFound()
    if answer.ok:
        return
    theirs = (role for facts in case.rules.stages.values() for role in offered(facts, act))
    if not roles & set(theirs):
        raise NotFound()
    # Neither the stage nor who was first: both are the case's own.
    raise Refused(_("这一步现在不能办理，没有改动。请回到“与我有关的事项”，看现在可以做什么。"))


def offered(facts, act):
    """Roles that take an act or a move of this name in a stage."""
    named = (role for move in facts.moves if move.name == act for role in move.by)
    return (*named, *facts.acts.get(act, ()))


def demand_of(step, name):
    """Raise unless who takes the step may, or acts for somebody who may."""
    case, actor = step.case, step.actor
    step.principal = agency.principal(case, actor, name) if store().acts_for_others(case) else None
    if step.principal is None:
        demand(actor, name, case)


def holds(step, name):
    """Whether the actor was handed work of a role that takes this act: it came with what they may do (转办)."""
    case, roles = step.case, step.case.roles_for(name) or ()
    items = store().items_of(case, step.actor.pk)
    item = next(
        (one for one in items if one.asked == "transfer" and one.stage == case.stage and one.role in roles), None
    )
    if item:
        untied(step.actor, case, item.role)
    return item is not None


def not_given_away(step, roles):
    """Refuse somebody who gave this work to another, who still has it: two would decide."""
    if why := given.why_not(step.case, step.holder_id, roles):
        raise Refused(why)


def _unhidden(user, case):
    """A post alone opens no restricted case: who holds it must be entitled to see the case (invariant 7)."""
    return case.classification in policy.OPEN or user.kind == user.Kind.SYSTEM or policy.may_see(user, case)


def awake(step, name):
    """Refuse whatever cannot be done while the case stands still, whatever work the person holds."""
    case = step.case
    if case.suspended_at and name not in AWAKE:
        if not policy.knows(step.actor, case):
            raise NotFound()
        raise Refused(case.halted())


def refusal(user, act, case):
    """What refuses `user` before any form is read, or None; the door asks again, under the lock."""
    mine, wanted = case.task_set.filter(owner=user), case.roles_for(act)
    if act == "sign":
        held = mine.filter(kind="sign")
    else:
        held = mine.filter(status="ASSIGNED", stage=case.stage, role__in=wanted or ())
    answer = policy.may(user, act, case)
    if not answer.ok and mandates.lent_to(user, case.kind):
        lent = agency.lent(case, user)
        if agency.principal(case, user, act) or any(
            one.stage == case.stage and _asks(one, act, wanted) for one in lent
        ):
            return None
    return None if answer.ok or held.exists() else answer


def _asks(item, act, wanted):
    return item.kind == "sign" if act == "sign" else item.role in (wanted or ())


def active(user):
    """Refuse somebody whose account was closed, whatever work they still hold."""
    if not user.is_active:
        raise Refused(policy.may(user, "", None).why)


def untied(user, case, role):
    """Refuse somebody with a tie to whom the case is about, whatever work of a post they still hold (F01)."""
    answer = policy.tied(user, case)
    if answer and not assign.bound(case, role):
        refused = Refused(answer.why)
        refused.note = answer.note
        raise refused


def apart(step):
    """Refuse somebody who did what another must do, for themselves or for whom they act (separation of duties)."""
    owner = step.item.owner_id if step.item else None
    why = staffing.kept_apart(step.case, {step.actor.pk, step.holder_id, owner})
    if why:
        refused = Refused(why)
        refused.note = "denied"
        raise refused


def unchallenged(user, act, case):
    """Refuse somebody whose recusal is asked for or decided, whatever work they still hold (F02)."""
    why = recusals.why_not(case, user) if act not in recusals.FREE else ""
    if why:
        refused = Refused(why)
        refused.note = "recusal_block"
        raise refused


def same_version(case, version):
    """Refuse a form that was opened before somebody else changed the case."""
    if version is not None and int(version) != case.revision:
        raise Refused(_("你打开页面后，事项已被他人更新，你的内容没有保存。请核对最新内容后再提交。"))
