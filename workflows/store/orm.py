"""The reference store: the same few statements through the ORM on both databases."""

from ledger import append
from people.models import User

from workflows.errors import TooLate
from workflows.models import Moment, Outbox, WorkItem

SHARED = (
    "status", "finished", "stage", "stage_since", "number", "title", "owner_unit_id", "classification", "urgency",
    "revision", "round", "open_items", "due", "warn_at", "provisional", "lapse", "head_seq", "head_hash",
)  # fmt: skip


def lock(model, pk):
    """Lock a case and re-read it as its process's model."""
    of = ("case_ptr",) if model._meta.parents else ("self",)
    case = model.objects.select_for_update(of=of).get(pk=pk)
    case._seen = {name: case.__dict__[name] for name in SHARED}
    return case


def item_of(case, **which):
    """The open work item that `which` names, with its owner and signing; None if there is none."""
    found = WorkItem.objects.filter(process=case, status="ASSIGNED", **which).select_related("owner", "signing")
    item = found.order_by("pk").first()
    if item:
        item.process = case  # the locked row, not another copy of it
    return item


def person(pk):
    """The actor as the database knows them."""
    return User.objects.get(pk=pk)


def has_key(case, key):
    """Whether an act with this key already stands in the case's history."""
    from ledger.models import Event

    return Event.objects.filter(uid=case.uid, key=key).exists()


def create(step):
    """Write a new case, its first work and its first event."""
    case = step.case
    record = _record(step)
    case.save(force_insert=True)
    _bear(step)
    _tell(step, record)
    return record.event


def write(step):
    """Write what the step changed."""
    case, item = step.case, step.item
    if item:
        mine = WorkItem.objects.filter(pk=item.pk, status="ASSIGNED", owner=item.owner_id)
        if not mine.update(status=item.status, finished=item.finished, decision=item.decision):
            raise TooLate("")
    if step.closes_stage and step.others:
        WorkItem.objects.filter(process=case, status="ASSIGNED").update(status="CANCELED", finished=step.at)
    if step.changed:
        case.revision += 1
    names = _changed(case)
    record = _record(step)
    case.save(update_fields=names + ["head_seq", "head_hash"] + _own(step))
    _bear(step)
    _keep_moment(step)
    _tell(step, record)
    return record.event


def _changed(case):
    return [name for name, seen in case._seen.items() if case.__dict__[name] != seen and not name.startswith("head_")]


def _own(step):
    shared = set(SHARED)
    return [name for name in step.changed if name not in shared]


def _record(step):
    """The next link of the chain; moves the head of the case onto it."""
    case, item = step.case, step.item
    fields, private = step.record()
    for_id = item.owner_id if item and item.owner_id != step.actor.pk else None
    record = append.build(
        case.uid, case.head_seq + 1, bytes(case.head_hash) or None, at=step.at, kind=step.kind,
        actor_id=step.actor.pk, actor_name=step.actor.name, for_id=for_id,
        for_name=item.owner.name if for_id else "", came_from=step.came_from, went_to=case.stage,
        item_id=item and item.pk, key=step.key, fields=fields, private=private,
    )  # fmt: skip
    case.head_seq, case.head_hash = record.event.seq, record.event.hash
    return record


def _bear(step):
    if step.signing_born:
        step.signing_born.save(force_insert=True)
    for item in step.born:
        item.process = step.case
        item.number, item.title = step.case.number or "", step.case.title
        item.signing = step.signing_born if item.kind == "sign" and step.signing_born else item.signing
    if step.born:
        WorkItem.objects.bulk_create(step.born)


def _keep_moment(step):
    case = step.case
    if case.stage != step.came_from and case.stage in case.rules.moments:
        keep_moment(case, case.stage, step.at)


def keep_moment(case, code, at):
    """Note when something happened from which a term counts."""
    Moment.objects.update_or_create(case=case, code=code, defaults={"at": at})
    case.moments_known()[code] = at


def _tell(step, record):
    append.write([record])
    for row in step.told:
        row.number = step.case.number or ""
    if step.told:
        Outbox.objects.bulk_create(step.told)
    for call in step.after:
        call(step)


def tally(signing, choice):
    """Count one voice; the row is read fresh under the case's lock, so plain arithmetic is safe."""
    names = {"agree": "agreed", "oppose": "opposed", "abstain": "abstained"}
    signing.waiting -= 1
    setattr(signing, names[choice], getattr(signing, names[choice]) + 1)


def retitle(case):
    """Work items show the title; when it changes they follow."""
    WorkItem.objects.filter(process=case).update(title=case.title, number=case.number or "")
