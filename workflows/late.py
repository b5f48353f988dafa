"""Work that is late goes to somebody else where the ladder says so: the n-th superior of who has it, or a role."""

from people.models import User
from workflows import given, handing, ladder
from workflows.acts import candidates
from workflows.models import WorkItem

WHY = "reassigned"


def reassign(case, step, rung):
    """Close what is late and open the same for whoever is next; voices that were given stay."""
    found = case.task_set.filter(status="ASSIGNED", stage=case.stage, kind__in=("move", "sign"), owner__kind="person")
    moved, taken = {}, set()
    for item in found.select_related("owner", "signing").order_by("pk"):
        person = None if given.voting(case) else _next(case, item, rung, taken)
        if not person:
            step.fields.setdefault("left", []).append(item.owner.name)  # nobody else may do it: it stays
            continue
        taken.add((person.pk, item.kind, item.role, item.signing_id))
        moved[item] = person
    for item, person in moved.items():
        _hand(case, step, item, person)
    step.fields["moved"] = [[item.owner.name, person.name] for item, person in moved.items()]


def _next(case, item, rung, taken):
    """The first who may do this piece of work and does not do it yet."""
    people = _posts(case, rung.to) if rung.to else ladder.superiors(item.owner, rung.level)
    barred = case.barred()
    for person in people:
        if person.pk in barred or (person.pk, item.kind, item.role, item.signing_id) in taken:
            continue
        if person.pk != item.owner_id and not candidates.unable(case, person, item):
            return person
    return None


def _posts(case, roles):
    ids = [pk for role in roles for pk in case.players(role)]
    return sorted(User.objects.filter(pk__in=ids, is_active=True), key=lambda one: ids.index(one.pk))


def _hand(case, step, item, person):
    shut = {"status": "CANCELED", "finished": step.at, "closed_why": WHY}
    case.open_items -= WorkItem.objects.filter(pk=item.pk, status="ASSIGNED").update(**shut)
    handing.pass_on(step, item, person, "reassign")
    told = {"stage": case.stage, "actor": step.actor.name, "reason": ""}
    step.tell("work.reassigned", [person.pk], **told)
    step.tell("work.withdrawn", [item.owner_id], **told)
