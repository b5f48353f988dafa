"""Sub-cases: a stage that waits for a case of another process to end.

Whoever moves a sub-case locks the cases above it first, the topmost before the others, so that two people in two of
them never wait for each other. The end of a sub-case takes the move of the case above in the same transaction; what
happens above reaches it by the rule that the stage declares.
"""

from django.utils.translation import gettext as _

from people import roles
from workflows import pauses, registry, risk, taking
from workflows.acts import ending, halting
from workflows.errors import Refused
from workflows.models import Case, Link, WorkItem
from workflows.step import Step
from workflows.store import current as store

KIND = "subcase"
FROM_ABOVE = "随等待它的事项一并结束"
OPEN = ("ASSIGNED", "SCHEDULED")


def expect(case, stage, new_item, times):
    """The stage that is entered waits for a case of another process, which is opened with it."""
    sub = case.rules.stages[stage].sub
    if sub:
        item = new_item(case, stage, kind=KIND, role="system", **times)
        case.step.born.append(item)
        case.step.expects = (item, sub)


def open_below(step, open_case):
    """Open the case that the stage just entered waits for."""
    if not step.expects:
        return
    case, (item, sub) = step.case, step.expects
    fields = registry.EFFECTS[sub.fields](case, step) if sub.fields else {"title": case.title}
    child = open_case(sub.process, by=step.actor, licensed=True, unit=case.owner_unit, parent_item=item, **fields)
    label = case.rules.label(item.stage)
    Link.objects.create(source_id=case.pk, target_id=child.pk, kind=KIND, reason=label, at=step.at)


def lock_above(case):
    """Lock the cases that wait for this one, from the top down."""
    chain, item = [], case.parent_item_id
    while item:
        above = WorkItem.objects.filter(pk=item).values_list("process", "process__parent_item").first()
        chain.append(above[0])
        item = above[1]
    for pk in reversed(chain):
        Case.objects.select_for_update().filter(pk=pk).values_list("pk").first()


def below(case):
    """The sub-cases that this stay in the stage waits for and that have not ended."""
    return Case.objects.filter(parent_item__process=case.pk, finished=None).order_by("pk")


def reach(step, what):
    """What happens to the case reaches its sub-cases, if the stage says so; each with its own event."""
    sub = step.case.rules.stages[step.came_from].sub
    if sub and what in sub.follows:
        step.after.append(lambda step: [_reached(step, child.own, what) for child in below(step.case)])


def _reached(above, child, what):
    locked, step = _beneath(above, child, "suspend" if what == "suspend" else "terminate")
    if what == "suspend":
        if locked.suspended_at:
            return
        halting.halt(locked, step)
        reach(step, what)
    else:
        ending.end(locked, step, what if ending.aim(locked, what) else "terminate", step.reason or FROM_ABOVE)
    store().write(step)


def resumed(step, since):
    """Sub-cases that were suspended together with the case go on with it; one that ended meanwhile is heard now."""
    step.after.append(lambda step: _resumed(step, since))


def _resumed(above, since):
    for child in below(above.case).filter(suspended_at=since):
        locked, step = _beneath(above, child.own, "resume")
        halting.go_on(locked, step)
        store().write(step)
        _resumed(step, since)


def paused(step):
    """A sub-case that was suspended by itself stops the clock of the case that waits for it, too."""
    _above(step, "stand_still", lambda above, new: pauses.stop(above, new, pauses.BELOW, step.reason[:200]))


def goes_on(step):
    """The clock of the case that waits runs again with that of the sub-case."""
    _above(step, "run_on", lambda above, new: pauses.run_on(above, new, pauses.BELOW))


def _above(step, name, change):
    """What happens to a sub-case changes the clock of the case above, with an event of its own, and so on upwards."""
    child, stops = step.case, name == "stand_still"
    item = WorkItem.objects.filter(pk=child.parent_item_id, status="ASSIGNED").first()
    if step.above or item is None:
        return
    case = store().lock(registry.kind(item.case_kind), item.process_id, roles.system_user().pk)
    if case.suspended_at or bool(case.waits_since) == stops:
        return
    told = {"automatic": True, "subcase": child.number or str(child.uid)}
    new = Step(case, roles.system_user(), f"act.{name}", step.at, fields=told)
    change(case, new)
    new.after.append(lambda written: _above(written, name, change))
    store().write(new)


def heard(step, after):
    """A sub-case that ended while the case stood still is heard when it goes on."""
    if step.kind != "act.resume":
        return
    for item in WorkItem.objects.filter(process=step.case.pk, kind=KIND, status="ASSIGNED", stage=step.case.stage):
        if found := Case.objects.filter(parent_item=item).exclude(finished=None).first():
            _go_on(item, found.own, step.at, after)


def _beneath(above, child, name):
    """The sub-case under its lock, and the step that what happened above takes in it."""
    locked = store().lock(type(child), child.pk, above.actor.pk)
    told = {"from_above": above.case.number or str(above.case.uid)}
    return locked, Step(locked, above.actor, f"act.{name}", above.at, reason=above.reason, fields=told, above=True)


def ended(step, after):
    """A sub-case that has ended takes the move of the case that waits for it, unless nobody waits any more.

    `after`: what follows each step that was written.
    """
    case = step.case
    if step.above or not case.parent_item_id or not case.is_closed or case.stage == step.came_from:
        return
    item = WorkItem.objects.filter(pk=case.parent_item_id, status__in=OPEN).first()
    if item and not item.held:
        _go_on(item, case, step.at, after)


def _go_on(item, child, at, after):
    system = roles.system_user()
    parent = store().lock(registry.kind(item.case_kind), item.process_id, system.pk)
    facts = parent.rules.stages[parent.stage]
    name = facts.sub.leaves.get(child.stage) or facts.sub.leaves.get("*")
    WorkItem.objects.filter(pk=item.pk).update(status="DONE", finished=at, decision=child.stage[:20])
    if not name:
        return
    move = parent.rules.find(parent.stage, name)
    if move is None:
        raise Refused(_("没有办理：等待本事项的上级事项没有相应的流转动作。请联系系统管理员。"))
    told = {"subcase": child.number or str(child.uid), "ended": child.stage}
    step = Step(parent, system, f"move.{name}", at, fields=told)
    taking.check(parent, None, move)
    taking.run(step, move)
    risk.settle(step)
    store().write(step)
    after(step)
