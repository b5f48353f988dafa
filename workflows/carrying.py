"""Change-aware re-approval: after a resubmission only those sign again whose fields changed (StageFacts.carries).

Whoever agrees leaves a digest of each field they were shown. When the case comes to the stage again, the digest is
taken anew: where it is the same the agreement holds and says so, else they are asked again. Only agreement carries
over; an objection is what the resubmission answers. What changed is read from the history, so no value stands twice.
"""

import hashlib
from decimal import Decimal

from django.utils import timezone

from workflows import counting, rules
from workflows.declare import AGREE
from workflows.models import Basis, WorkItem
from workflows.store.orm import COUNTS, tally
from workflows.voices import OPEN, WAITS

CARRIED, DONE, PAPERS = "carried", "DONE", "papers"


def onward(facts):
    """The move that stands for agreement in a stage where one person decides; "" if there is none."""
    return next((move.name for move in facts.moves if move.duty and not (move.adverse or move.reason)), "")


def seen_by(case, stage, role, branch=""):
    """The fields that a decision of this role in a stage rests on."""
    facts = case.rules.stages[stage]
    signing = facts.parallel.branches[branch].signing if branch else facts.signing
    return (signing.sees.get(role) if signing else None) or facts.sees


def digests(case, names):
    """Field → digest of what it says now."""
    return {name: hashlib.sha256(rules.canonical([name, _said(case, name)]).encode()).hexdigest() for name in names}


def _said(case, name):
    """What a field says as text that is the same before it is written and after it is read."""
    if name == PAPERS:
        return sorted(map(list, case.papers.exclude(kind__startswith="sheet:").values_list("kind", "sha256")))
    field = next((one for one in case._meta.concrete_fields if name in (one.name, one.attname)), None)
    value = case.sight(field.attname if field else name)
    value = field.to_python(value) if field and not field.is_relation else value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if hasattr(value, "isoformat"):
        return (timezone.localtime(value) if hasattr(value, "tzinfo") and value.tzinfo else value).isoformat()
    return value


def note(step, item):
    """Keep what the owner of `item` decided on, where the stage they decided in lets decisions carry over."""
    case, stage = step.case, step.came_from
    facts = case.rules.stages[stage]
    if not facts.carries or item is None or item.stage != stage:
        return
    agreed = step.decision == AGREE if item.kind == "sign" else step.kind == f"move.{onward(facts)}"
    if not agreed or item.kind == "move" and step.answers:
        return
    found = digests(case, seen_by(case, stage, item.role, item.branch))
    step.fields["saw"] = found
    step.after.append(lambda step: Basis.objects.update_or_create(item_id=item.pk, defaults={"digests": found}))


def decisions(case, stage):
    """(person, role, branch) → the last piece of work that they did in a stage and that still holds."""
    done = WorkItem.objects.filter(process=case.pk, stage=stage, status=DONE, kind__in=("sign", "move"))
    last = {}
    for item in done.exclude(asked=CARRIED).select_related("basis", "owner").order_by("pk"):
        last[item.owner_id, item.role, item.branch] = item
    return {key: item for key, item in last.items() if holds(case, item)}


def holds(case, item):
    """Whether what its owner agreed to is still what they would be shown."""
    if not hasattr(item, "basis"):
        return False
    names = seen_by(case, item.stage, item.role, item.branch)
    return item.basis.digests == digests(case, names)


def carry(case, row, rule, items):
    """Count those who agreed before to what they would be shown again. Returns the items that remain, done or open."""
    known = decisions(case, row.stage) if case.rules.stages[row.stage].carries and case.pk else {}
    for item in items:
        old = known.get((item.owner_id, item.role, item.branch))
        if old:
            _keep(case, row, item, old)
    left = [item for item in items if item.status != DONE]
    if len(left) == len(items):
        return items
    outcome = counting.settled(rule, row, any(item.role in rule.veto for item in left))
    if outcome == AGREE:
        row.outcome, row.settled_at = outcome, case.step.at
        return [item for item in items if item.status == DONE]
    _advance(left)
    return items


def _keep(case, row, item, old):
    """An item that is done from the start: its owner's agreement of before."""
    item.status, item.held, item.finished = DONE, "", case.step.at
    item.decision, item.asked, item.parent = AGREE, CARRIED, old
    tally(row, AGREE, item.weight)
    _say(case, old)


def _say(case, old):
    said = {"person": old.owner_id, "name": old.owner.name, "role": old.role, "since": old.finished.isoformat()}
    case.step.fields.setdefault(CARRIED, []).append(said)
    case.step.tell("work.carried", [old.owner_id], stage=old.stage)


def _advance(left):
    """Whose turn it is now that some before them need not speak again."""
    for item in left:
        if item.status == WAITS and item.held == "line" and item.place == left[0].place:
            item.status, item.held = OPEN, ""


def moved(case, stage, people):
    """The last decision in a stage that one person leaves, if it still holds and they would be asked again."""
    if not case.pk:
        return None
    items = [item for item in decisions(case, stage).values() if item.kind == "move"]
    old = max(items, key=lambda item: item.pk, default=None)
    if old is None or old.owner_id not in people:
        return None
    _say(case, old)
    return old


def changed(case, stage):
    """Work of those who agreed, in signings of a stage that go on, to what is no longer there. Says who need not."""
    spoken = WorkItem.objects.filter(process=case.pk, stage=stage, kind="sign", status=DONE, decision=AGREE)
    spoken = spoken.filter(signing__outcome="", signing__settled_at=None).select_related("basis", "owner", "signing")
    found = []
    for item in spoken.order_by("place", "pk"):
        if holds(case, _first(item) if item.asked == CARRIED else item):
            _say(case, item)
        else:
            found.append(item)
    return found


def uncount(items):
    """These voices count no more: their owners are asked again."""
    rows = {}
    for item in items:
        row = rows.setdefault(item.signing_id, item.signing)
        row.agreed, row.present, row.waiting = (
            row.agreed - item.weight,
            row.present - item.weight,
            row.waiting + item.weight,
        )
    for row in rows.values():
        row.save(update_fields=COUNTS)


def _first(item):
    return WorkItem.objects.select_related("basis").get(pk=item.parent_id)
