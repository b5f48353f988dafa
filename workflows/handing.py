"""Work given and taken inside a stage, beside what entering it gives out."""

from workflows import due, work


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
