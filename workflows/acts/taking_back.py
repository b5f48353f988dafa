"""收回: who acted last takes it back while nobody has done anything since; all is as it was before."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Event
from ledger.read import history
from people.memo import is_reading
from workflows import assign, registry, sending, signings, subcases, trail, work
from workflows.errors import Refused
from workflows.history import of as lines_of
from workflows.models import Detour, Draft, Moment, Paper, Signing, WorkItem
from workflows.recusals import at_work
from workflows.registry import act
from workflows.wording import act_label, role_words

act_label("take_back", gettext_lazy("收回我的办理"))
role_words("last_actor", gettext_lazy("刚才办理的人"))
BESIDE = (
    "act.comment",
    "act.urge",
    "act.climb",
    "act.remind_defence",
    "act.copy",
    "act.circulate",
    "act.seen",
    "act.reply",
)


def last(case):
    """The event that could be taken back: the newest that did anything, or None."""
    if is_reading():  # the page reads the whole history anyway
        events = [line.entry.event for line in lines_of(case)]
        return next((event for event in reversed(events) if event.kind not in BESIDE), None)
    return Event.objects.filter(uid=case.uid).exclude(kind__in=BESIDE).order_by("-seq").first()


def _last_actor(case):
    found = last(case)
    return [found.actor_id] if found and found.kind != "open" else []


assign.BOUND |= {"last_actor": _last_actor}


def why_not(case, person, event):
    """Why `person` may not take this event back, or ""."""
    if event is None or event.actor_id != person.pk or not (event.kind.startswith("move.") or event.kind == "act.sign"):
        return _("没有收回：最近一次办理不是你的，或者不能收回。下一位已经办理的，请与对方联系，由对方退回。")
    if Draft.objects.filter(case=case.pk, saved_at__gte=event.at).exclude(person=person.pk).exists():
        return _("没有收回：下一位已经开始填写。请与对方联系，由对方退回。")
    if Paper.objects.filter(case=case.pk, at__gte=event.at).exists():
        return _("没有收回：这一步已经制发文书。需要更正的，请按文书更正的办法办理。")
    if WorkItem.objects.filter(pk=event.item_id, signing__secret=True).exists():
        return _("没有收回：无记名表决投出后不能收回。")
    return _effects(case, event) or _below(case)


def is_mine(case, person, event):
    """Whether `person` took the last step and it can be undone as far as the rules say; the door asks the rest."""
    mine = event is not None and event.actor_id == person.pk
    if not mine or not (event.kind.startswith("move.") or event.kind == "act.sign"):
        return False
    return event.kind == "act.sign" or not _effects(case, event)


def _effects(case, event):
    """Effects that have no way back."""
    found = case.rules.find(event.came_from, _taken(case, event))
    stuck = [key for key in found.effects if key not in registry.UNDO] if found else []
    return _("没有收回：这一步已经产生不能撤销的结果。请与下一环节联系，由对方退回。") if stuck else ""


def _taken(case, event):
    """The move that the event took: its own, or the one that its signing left by."""
    if event.kind.startswith("move."):
        return event.kind.removeprefix("move.")
    row = Signing.objects.filter(items=event.item_id).first()
    facts = case.rules.stages.get(event.came_from)
    rule = facts and (facts.parallel or facts.signing)
    return rule.leaves.get(row.outcome, "") if row and rule and event.came_from != event.went_to else ""


def _below(case):
    if case.parent_item_id and case.is_closed:
        return _("没有收回：这是子事项，等待它的事项已经继续。请在那件事项里办理。")
    if any(child.head_seq > 1 for child in subcases.below(case)):
        return _("没有收回：子事项已经开始办理。请与子事项的承办人联系。")
    return ""


@act("take_back")
def take_back(case, step):
    """My last act is undone: the case, its work and its signing are as they were before it."""
    event = last(case)
    if why := why_not(case, step.actor, event):
        raise Refused(why)
    told = {item.owner_id for item in at_work(case) if item.owner_id}
    step.fields["taken_back"] = event.seq
    name = _taken(case, event)
    old = WorkItem.objects.filter(pk=event.item_id).select_related("signing").first()
    if event.came_from != event.went_to:
        _back(case, step, event, name, old)
    _unsay(case, step, old)
    _restore(case, step, event)
    step.tell("case.taken_back", told, actor=step.actor.name, stage=case.stage)


def _back(case, step, event, name, old):
    """Into the stage it left, with the work that was open there when it did."""
    subcases.reach(step, "return")
    move = case.rules.find(event.came_from, name)
    for key in move.effects if move else ():
        registry.UNDO[key](case, step)
    _forget(case, event)
    since = trail.entered(case, event.came_from)
    closed = WorkItem.objects.filter(process=case.pk, stage=event.came_from, finished=event.at, status="CANCELED")
    if old and old.kind == "sign":  # the signing brings back its own
        closed = closed.exclude(signing=old.signing_id)
    step.restores = (since or case.created, list(closed.order_by("pk")))
    sending.send(step, event.came_from, "taken_back", keeps=True)


def _forget(case, event):
    """Moments and detours that the act noted or ended."""
    Moment.objects.filter(case=case.pk, code=event.went_to, at=event.at).delete()
    Detour.objects.filter(case=case.pk, ended_at=event.at).update(ended_at=None)
    case.__dict__.pop("_moments", None)


def _unsay(case, step, old):
    """The piece of work that the act completed is open again; a voice is uncounted."""
    if old is None:
        return
    if case.stage != step.came_from and old.due:
        case.due, case.warn_at, case.provisional = old.due, old.warn_at, old.provisional
    if old.kind == "sign":
        signings.unsay(step, old)
        return
    WorkItem.objects.filter(pk=old.pk).update(status="CANCELED", closed_why="taken_back")
    step.born.append(sending.copy(case, old, work.item))
    case.open_items += 1


def _restore(case, step, event):
    """Fields that the act changed have their old values again; both stand in the event of the taking back."""
    entry = next(one for one in history(case.uid) if one.event.seq == event.seq)
    changes = dict(entry.fields.get("changes", {})) | {
        name: value for name, value in entry.fields.items()
        if name in entry.fields.get("changed_private", ()) and isinstance(value, list)
    }  # fmt: skip
    known = {field.attname: field for field in case._meta.concrete_fields}
    for name, (before, _after) in changes.items():
        if name in known and name != "number":
            setattr(case, name, known[name].to_python(before))
