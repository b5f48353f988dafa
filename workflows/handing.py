"""Work given and taken inside a stage, beside what entering it gives out."""

from django.utils.translation import gettext as _

from workflows import due, work
from workflows.errors import Refused
from workflows.store import current as store


def give(step, role, *, term=None, start=None):
    """Give everybody who plays `role` a work item of this stage, due by `term` counted from `start`."""
    case = step.case
    deadline = due.of_term(term, start) if term else due.NONE
    times = {"due": deadline.due, "warn_at": deadline.warn_at, "provisional": deadline.provisional}
    people = case.players(role)
    step.born += [work.item(case, case.stage, owner_id=pk, role=role, **times) for pk in people]
    case.open_items += len(people)
    if case.stage == step.came_from:  # whoever comes into a stage is told by entering it
        step.tell("work.assigned", people, stage=case.stage)


def take_back(step, role):
    """Nobody who plays `role` has anything to do in this stage any more."""
    items = step.case.task_set.filter(status="ASSIGNED", stage=step.case.stage, role=role, kind="move")
    step.case.open_items -= items.update(status="CANCELED", finished=step.at)


def done(step, role, **which):
    """What the actor held of `role` is done and nobody else holds it any more; `which` narrows it, as by due."""
    case = step.case
    items = case.task_set.filter(status="ASSIGNED", stage=case.stage, role=role, kind="move", **which)
    mine = items.filter(owner=step.holder_id).update(status="DONE", finished=step.at, decision=step.decision)
    case.open_items -= mine + items.update(status="CANCELED", finished=step.at)


def mine(step, role):
    """What the actor held of `role` is done; the others go on with theirs."""
    case = step.case
    held = case.task_set.filter(status="ASSIGNED", stage=case.stage, role=role, kind="move", owner=step.actor.pk)
    case.open_items -= held.update(status="DONE", finished=step.at, decision=step.decision)


def redate(case, role, *, term, start, **which):
    """Open work of `role` in this stage is due by `term` counted from `start`; `which` narrows it, as by owner."""
    found = due.of_term(term, start)
    items = case.task_set.filter(status="ASSIGNED", stage=case.stage, role=role, kind="move", **which)
    items.update(due=found.due, warn_at=found.warn_at, provisional=found.provisional)


def undate(case):
    """Open work of this stage waits: it is not due now."""
    case.task_set.filter(status="ASSIGNED", stage=case.stage).update(due=None, warn_at=None, provisional=False)


def mine_to_pass(step, *kinds):
    """The open item that the actor means: the one pointed at, else the only kind of work he holds here."""
    case, which = step.case, {"pk": step.pointed} if step.pointed else {}
    items = (store().item_of(case, owner=step.actor.pk, stage=case.stage, kind=kind, **which) for kind in kinds)
    found = next(filter(None, items), None)
    if found is None:
        raise Refused(_("没有办理：这里没有你可以这样处理的待办。请刷新页面，看现在可以做什么。"))
    return found


def pass_on(step, item, person, asked, **changed):
    """The same work, the same term, somebody else's; returns the new item."""
    case = step.case
    kept = {"kind": item.kind, "role": item.role, "place": item.place, "branch": item.branch, "weight": item.weight}
    times = {"due": item.due, "warn_at": item.warn_at, "provisional": item.provisional}
    if "kind" not in changed:  # whoever takes the work over has it alone, too
        times["claimed_at"] = item.claimed_at
    new = work.item(case, item.stage, owner_id=person.pk, asked=asked, parent=item, **kept | times | changed)
    new.signing = item.signing if new.kind == "sign" else None
    step.born.append(new)
    case.open_items += 1
    if new.kind == item.kind:  # whoever was to speak after me speaks after them
        later = case.task_set.filter(parent=item.pk, status="SCHEDULED", held="after")
        step.after.append(lambda _step: later.update(parent=new))
    return new


def close(step, item, why):
    """An open item of the actor's is closed undone; the store writes it."""
    item.status, item.finished, item.closed_why = "CANCELED", step.at, why
    step.item, step.case.open_items = item, step.case.open_items - 1


def finish(step, item, decision):
    """An item that holds nothing up, or only another item, is done."""
    item.status, item.finished, item.decision = "DONE", step.at, decision
    step.item = item
