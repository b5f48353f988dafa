"""Signers who come and go while a signing is open. What acts call; each under the lock of the case.

After each call the counts stand in the row and what follows from them has happened: it may be somebody's turn, the
signing may be settled, and with it the case may have left the stage. So an act calls this as the last thing it does,
and reads `step.case.stage` afterwards.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import User
from workflows import counting, work
from workflows.errors import Refused
from workflows.models import WorkItem
from workflows.signings import line, settling
from workflows.store.orm import COUNTS, SAID
from workflows.voices import LAST, OPEN, WAITS

close_rest = settling.close_rest
SWAPPED = ("transferred", "left", "superseded")  # somebody else speaks in their place: the denominator stays


def join(step, row, people, role="", where="beside", by_item=None):
    """Add signers (ids) before, beside or after `by_item`; they count like those entitled from the start.

    `before`: `by_item` waits until they have spoken. `after`: they wait until it is done. Returns the new items,
    which are in `step.born`. Refused if the signing is settled or one of them speaks in it already.
    """
    _open(row)
    _vote_in_sitting(step.case, row)
    _new(row, people)
    rule, role = settling.rule_of(step.case, row), role or (by_item.role if by_item else "")
    weight = rule.weights.get(role, 1)
    place = by_item.place if by_item else _end(row)
    items = [_item(step, row, Seat(person, role, place, weight), where, by_item) for person in people]
    if where == "before":
        _wait(step, by_item)
    row.entitled += weight * len(items)
    row.waiting += weight * len(items)
    row.save(update_fields=COUNTS)
    _bear(step, items)
    return items


def leave(step, row, item, why):
    """A signer who has not spoken leaves (removed, recused, …): recount; the signing or the stage may be settled.

    Whether they stay in the denominator is Signing.recused. Returns whether the signing is settled now.
    """
    _open(row)
    _vote_in_sitting(step.case, row)
    _unsaid(item)
    rule = settling.rule_of(step.case, row)
    _close(step, item, why)
    line.unask(step, [item], why)
    row.waiting -= item.weight
    if rule.recused == "shrink":
        row.entitled -= item.weight
    row.save(update_fields=COUNTS)
    if why == "recused" and counting.too_few(rule, row):
        return settling.unmet(step, row)
    return settling.settle(step, row)


def hand_on(step, item, person, why="transferred", asked="transferred"):
    """Somebody else (an id) speaks in place of the owner of `item`, at the same turn; returns the new item."""
    row = item.signing
    _open(row)
    _vote_in_sitting(step.case, row)
    _unsaid(item)
    _new(row, [person])
    new = _item(step, row, Seat(person, item.role, item.place, item.weight), asked, item.parent)
    new.status, new.held = item.status, item.held
    new.due, new.warn_at, new.provisional = item.due, item.warn_at, item.provisional
    _close(step, item, why)
    _bear(step, [new])
    step.after.append(lambda step: WorkItem.objects.filter(parent=item.pk, status__in=line.UNDONE).update(parent=new))
    return new


def unsay(step, item):
    """Take back what the owner of the done `item` said: the voice is uncounted and they get the work again.

    Whose turn came by it waits again; a signing that it had settled is open again, and with it what was closed by
    that. The act that calls this has brought the case back into the stage and says whether it may be taken back.
    """
    row = item.signing
    if row.secret:
        raise Refused(_("无记名表决投出后不能收回，没有改动。"))
    _vote_in_sitting(step.case, row)
    name = SAID[item.decision]
    setattr(row, name, getattr(row, name) - item.weight)
    row.present, row.waiting, row.vetoed = row.present - item.weight, row.waiting + item.weight, False
    reopened = _reopen(step, row) if row.settled_at else []
    row.outcome, row.settled_at = "", None
    row.save(update_fields=COUNTS)
    _line_up(step, row, item)
    WorkItem.objects.filter(pk=item.pk).update(status="CANCELED", closed_why="taken_back")
    times = {"due": item.due, "warn_at": item.warn_at, "provisional": item.provisional}
    mine = _item(step, row, Seat(item.owner_id, item.role, item.place, item.weight), item.asked, item.parent, times)
    mine.status, mine.held, mine.like = OPEN, "", item
    line.rejoin(step, [mine, *reopened])
    step.after.append(lambda step: WorkItem.objects.filter(parent=item.pk, status__in=line.UNDONE).update(parent=mine))
    _bear(step, [mine, *reopened])
    return mine


@dataclass(frozen=True)
class Seat:
    """Where somebody speaks in a signing."""

    person: int
    role: str
    place: int
    weight: int


def _item(step, row, seat, asked, parent, times=None):
    case = step.case
    times = times or {"due": case.due, "warn_at": case.warn_at, "provisional": case.provisional}
    item = work.item(
        case, row.stage, owner_id=seat.person, kind="sign", role=seat.role, place=seat.place, weight=seat.weight,
        branch=row.branch, asked=asked, parent=parent, **times,
    )  # fmt: skip
    item.signing = row
    if asked == "after":
        item.status, item.held = WAITS, "after"
    elif parent is not None and parent.status == WAITS and parent.held == "line":
        item.status, item.held = WAITS, "line"  # beside somebody whose turn has not come
    return item


def _again(step, row, old, times):
    item = _item(step, row, Seat(old.owner_id, old.role, old.place, old.weight), old.asked, old.parent, times)
    item.status, item.held = (WAITS, old.held) if old.held in line.IN_LINE else (OPEN, "")
    item.like = old
    return item


def _bear(step, items):
    """Items of this step: counted, and their owners told."""
    able = [item for item in items if item.status == OPEN]
    step.born += items
    step.case.open_items += len(able)
    step.case._waits = step.case._waits or len(able) < len(items)
    step.tell("work.assigned", [item.owner_id for item in able], stage=step.case.stage)


def _close(step, item, why):
    WorkItem.objects.filter(pk=item.pk).update(status="CANCELED", finished=step.at, closed_why=why)
    step.case.open_items -= item.status == OPEN
    item.status, item.closed_why = "CANCELED", why


def _wait(step, item):
    """Whoever asked others to speak first waits for them."""
    WorkItem.objects.filter(pk=item.pk).update(status=WAITS, held="before")
    step.case.open_items -= item.status == OPEN
    step.case._waits, item.status, item.held = True, WAITS, "before"


def _line_up(step, row, item):
    """Whose turn came only because `item` was done waits again."""
    later = line.undone(row).filter(status=OPEN).exclude(pk=item.pk)
    after = later.filter(parent=item.pk, asked="after")
    step.case.open_items -= after.update(status=WAITS, held="after")
    if row.mode == "sequential" or item.place < LAST:
        first = LAST if row.mode != "sequential" else item.place + 1
        step.case.open_items -= later.filter(place__gte=first).update(status=WAITS, held="line")
    step.case._waits = True


def _reopen(step, row):
    """What was closed because the signing was settled."""
    closed = WorkItem.objects.filter(signing=row, kind="sign", closed_why="settled", finished=row.settled_at)
    times = {"due": step.case.due, "warn_at": step.case.warn_at, "provisional": step.case.provisional}
    items = [_again(step, row, old, times) for old in closed.order_by("place", "pk")]
    closed.update(closed_why="resumed")
    return items


def _end(row):
    places = WorkItem.objects.filter(signing=row, kind="sign", place__lt=LAST).values_list("place", flat=True)
    return max(places, default=-1) + 1


def _open(row):
    if row.outcome:
        raise Refused(_("签批已有结果，没有改动。请刷新页面查看。"))


def _vote_in_sitting(case, row):
    if settling.rule_of(case, row).sitting:
        raise Refused(_("会议表决由会议自己进行，不能在这里增减或更换表决人，没有改动。请在会议页面办理。"))


def _unsaid(item):
    if item.status not in line.UNDONE:
        raise Refused(_("对方已经签过，没有改动；已经给出的意见仍然有效。"))


def _new(row, people):
    states = ("ASSIGNED", "SCHEDULED", "DONE")
    known = WorkItem.objects.filter(signing=row, kind="sign", status__in=states, owner__in=people)
    if names := list(User.objects.filter(pk__in=known.values("owner")).values_list("name", flat=True)):
        raise Refused(_("没有办理：%s已经在签批人中。请另选人员。") % "、".join(names), "people")
