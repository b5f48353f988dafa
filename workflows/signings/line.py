"""Who speaks next: work of a signing that waits, and when it is somebody's turn."""

from functools import partial

from workflows import given
from workflows.models import WorkItem
from workflows.voices import OPEN, WAITS

UNDONE = (OPEN, WAITS)
IN_LINE = ("line", "before", "after")


def undone(row):
    """Items of a signing whose owners have not spoken yet, those that wait included, in order of their turns."""
    return WorkItem.objects.filter(signing=row, kind="sign", status__in=UNDONE).order_by("place", "pk")


def advance(step, row):
    """Give work to those whose turn has come. The item that this step completes counts as done."""
    if not step.case._waits:
        return
    left = [item for item in undone(row) if not _completes(step, item)]
    ready = [item for item in left if item.status == WAITS and _ripe(item, left)]
    if not ready:
        return
    WorkItem.objects.filter(pk__in=[item.pk for item in ready]).update(status=OPEN, held="")
    step.case.open_items += len(ready)
    step.tell("work.assigned", [item.owner_id for item in ready], stage=row.stage)


def _completes(step, item):
    return bool(step.item and step.item.pk == item.pk)


def unask(step, items, why):
    """Nobody waits any more for the opinions that were asked for these closed items."""
    waited = [item.pk for item in items if item.held == given.WAITS]
    if waited:
        asked = WorkItem.objects.filter(parent__in=waited, kind="delegate", status=OPEN)
        step.case.open_items -= asked.update(status="CANCELED", finished=step.at, closed_why=why)


def as_asked(item):
    """The item as it was before somebody handed it on or had it back."""
    while item.parent_id and item.asked in ("transfer", "recall"):
        item = item.parent
    return item


def _ripe(item, left):
    """Whether nobody is left for whom this item waits."""
    if item.held == "before":
        return not any(one.parent_id == item.pk and one.asked == "before" for one in map(as_asked, left))
    if item.held == "after":
        return not any(one.pk == item.parent_id for one in left)
    return item.held == "line" and item.place == left[0].place


def rejoin(step, items):
    """Who was asked to speak before or after another still is: the new work knows the new, not what was closed.

    `like` of an item is the closed one that it is open again for.
    """
    new = {item.like.pk: item for item in items}
    for item in items:
        asked = as_asked(item.like)
        if asked.asked in ("before", "after", "beside") and asked.parent_id in new:
            item.asked = asked.asked
            step.after.append(partial(_join, item, new[asked.parent_id]))


def _join(item, asker, _step):
    WorkItem.objects.filter(pk=item.pk).update(parent=asker.pk)
