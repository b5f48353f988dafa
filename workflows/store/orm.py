"""The reference store: the same few statements on both databases; PostgreSQL takes what a step writes as one."""

from ledger import append, statements
from ledger.batch import Batch
from ledger.models import Event
from workflows import agency
from workflows.errors import TooLate
from workflows.models import Moment, WorkItem
from workflows.models.work import BESIDE
from workflows.store import under_lock

SHARED = (
    "status", "finished", "stage", "stage_since", "number", "title", "owner_unit_id", "classification", "urgency",
    "revision", "round", "open_items", "due", "warn_at", "provisional", "lapse_move", "suspended_at", "waits_since",
    "head_seq", "head_hash",
)  # fmt: skip

UNDONE = ("ASSIGNED", "SCHEDULED")
SAID = {"agree": "agreed", "oppose": "opposed", "abstain": "abstained"}
COUNTS = ["entitled", "waiting", "present", "agreed", "opposed", "abstained", "vetoed", "outcome", "settled_at"]


def lock(model, pk, actor, key=None, above=True):
    """Lock a case and re-read it as its process's model, and with it what `actor` has open in it.

    Without `above` a case that another one waits for is left alone: then None.
    """
    case, known = under_lock.read(model, pk, actor, key, above)
    if case is None:
        return None
    case._seen = {name: case.__dict__[name] for name in SHARED}
    case._actor, case._touched, case._waits = known, known.touched, known.waits
    return case


at, opened, starter = under_lock.at, under_lock.opened, under_lock.starter


def item_of(case, *, owner, by=(), **which):
    """The open work item that `which` names of `owner`, or of whom they act for, with owner and signing; None if none.

    `by`: roles by which it reached its owner. Somebody's own work comes first, and what they act for others counts
    only by such a role.
    """
    known = _about(case, owner)
    mine = [item for item in known.items if _is(item, which)]
    others = agency.lent(case, known.person) if known.lent else ()
    fit = [item for item in (*mine, *(item for item in others if _is(item, which))) if not by or item.role in by]
    return next(iter(fit or mine), None)


def items_of(case, owner):
    """All open work items of `owner` in a case, oldest first."""
    return _about(case, owner).items


def _about(case, owner):
    known = _known(case)
    return known if known and known.person.pk == owner else under_lock.actor_in(case, owner)


def _known(case):
    return getattr(case, "_actor", None)


def _is(item, which):
    return all(str(getattr(item, name)) == str(value) for name, value in which.items())


def acts_for_others(case):
    """Whether who acts now has a mandate from anybody; read under the lock, so that others pay nothing for it."""
    known = _known(case)
    return bool(known and known.lent)


def person(pk, case=None):
    """The actor as the database knows them."""
    known = _known(case)
    return known.person if known and known.person.pk == pk else under_lock.person(pk)


def has_key(case, key):
    """Whether an act with this key already stands in the case's history."""
    known = _known(case)
    if known and known.key == key:
        return known.repeats
    return Event.objects.filter(uid=case.uid, key=key).exists()


def create(step):
    """Write a new case, its first work and its first event."""
    case, batch = step.case, Batch()
    record = _record(step)
    batch.insert_whole(case)
    _bear(step, batch)
    _tell(step, record, batch)
    return record.event


def write(step):
    """Write what the step changed."""
    case, item, batch = step.case, step.item, Batch()
    if item:
        names = ["status", "finished", "decision", *(name for name in ("held", "closed_why") if getattr(item, name))]
        batch.update(item, names, _first, status="ASSIGNED", owner_id=item.owner_id)
    if step.closes_stage and (step.others or case._touched or case._waits):
        _end_of_stage(step)
    if step.voted:
        batch.update(step.voted, COUNTS)
    if step.changed:
        case.revision += 1
    names = _changed(case)
    record = _record(step)
    batch.update(case, [*names, "head_seq", "head_hash", *_own(step)])
    _bear(step, batch)
    _keep_moment(step)
    _tell(step, record, batch)
    return record.event


def _end_of_stage(step):
    """Nobody has work left in the stage; a recusal that waits to be decided goes along, unless the case has ended."""
    case = step.case
    left = WorkItem.objects.filter(process=case, status__in=UNDONE)
    left = left.exclude(pk=step.item and step.item.pk).exclude(kind__in=BESIDE)
    if case._touched and not case.finished:
        left.filter(kind="recusal").update(stage=case.stage)
        left = left.exclude(kind="recusal")
    left.update(status="CANCELED", finished=step.at, closed_why=step.closes_why)


def _first(matched):
    if not matched:
        raise TooLate("")


def _changed(case):
    return [name for name, seen in case._seen.items() if case.__dict__[name] != seen and not name.startswith("head_")]


def _own(step):
    shared = set(SHARED)
    return [name for name in step.changed if name not in shared]


def _record(step):
    """The next link of the chain; moves the head of the case onto it."""
    case, item = step.case, step.item
    fields, private = step.record()
    veiled = case.unnamed()
    whom = step.principal or (item.owner if item and item.owner_id != step.actor.pk else None)
    record = append.build(
        case.uid, case.head_seq + 1, bytes(case.head_hash) or None, at=step.at, kind=step.kind,
        actor_id=step.actor.pk, actor_name=_called(step.actor, "actor_name", veiled, private),
        for_id=whom and whom.pk, for_name=_called(whom, "for_name", veiled, private) if whom else "",
        came_from=step.came_from, went_to=case.stage,
        item_id=item and item.pk, key=step.key, fields=fields, private=private,
    )  # fmt: skip
    case.head_seq, case.head_hash = record.event.seq, record.event.hash
    return record


def _called(person, name, veiled, private):
    """What the history calls somebody; a name that it must not tell is kept with what can be erased."""
    if person.pk not in veiled:
        return person.name
    private[name] = person.name
    return veiled[person.pk]


def _bear(step, batch):
    for row in step.signings_born:
        batch.insert([row])
    for item in step.born:
        statements.know(item, process=step.case)
        item.number, item.title = step.case.number or "", step.case.title
    batch.insert(step.born)


def _keep_moment(step):
    case = step.case
    if case.stage != step.came_from and case.stage in case.rules.moments and not step.keeps:
        keep_moment(case, case.stage, step.at)


def keep_moment(case, code, at):
    """Note when something happened from which a term counts."""
    Moment.objects.update_or_create(case=case, code=code, defaults={"at": at})
    case.moments_known()[code] = at


def drop_moment(case, code):
    """What happened did not happen after all: no term counts from it."""
    Moment.objects.filter(case=case.pk, code=code).delete()
    case.__dict__.pop("_moments", None)


def _tell(step, record, batch):
    append.write([record], batch)
    for row in step.told:
        row.number = step.case.number or ""
    batch.insert(step.told)
    batch.run()
    for call in step.after:
        call(step)


def tally(signing, choice, weight=1):
    """Count one voice; the row is read fresh under the case's lock, so plain arithmetic is safe."""
    signing.waiting -= weight
    signing.present += weight
    if name := SAID.get(choice):  # in secret nothing is counted before the close
        setattr(signing, name, getattr(signing, name) + weight)


def retitle(case):
    """Work items show the title; when it changes they follow."""
    WorkItem.objects.filter(process=case).update(title=case.title, number=case.number or "")
