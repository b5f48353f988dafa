"""The one door: every change of a case goes through here, in one transaction.

`open_case` begins a case, `move` changes its stage, `act` does work inside a stage. Each takes an idempotency key:
the same key twice, by the same person, is one act and the same answer.
"""

from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ledger.models import Event
from policy import access_log
from workflows import (
    acting,
    agency,
    authorise,
    clock,
    definitions,
    flows,
    registry,
    risk,
    signings,
    skipping,
    subcases,
    taking,
    work,
)
from workflows.errors import NotFound, Refused, TooLate
from workflows.models import Case, new_uid
from workflows.step import Step
from workflows.store import current as store
from workflows.store.queue import turn


@dataclass(frozen=True)
class Receipt:
    """What an act left: the event's place in the case's history and where the case is now."""

    uid: object
    seq: int
    kind: str
    stage: str
    said: str = ""  # what the person is told instead of what became of it


def open_case(code, *, by, key=None, unit=None, number=None, at=None, licensed=False, originals=None, **fields):
    """Open a case and give out its first work; returns the case.

    `by` needs one of the process's starting roles, unless an effect of another case opens it (`licensed`).
    With a `key` the case's uid is the key, so that a repeat finds it. Raises Refused.
    """
    uid = key or new_uid()

    def take(moment):
        starter = store().starter(_pk(by), uid)
        if key and starter.repeats:
            return Case.objects.get(uid=key).own
        actor = starter.person
        _may_start(code, starter, licensed)
        return _opened(code, actor, uid, unit.pk if unit else actor.unit_id, number, at or moment, fields, originals)

    def earlier():
        if key and store().opened(key, _pk(by)):
            return Case.objects.get(uid=key)
        return None

    try:
        with turn(), transaction.atomic():
            return take(clock.now())
    except IntegrityError:
        if found := earlier():  # a repeat that ran at the same moment
            return found.own
        if key and Case.objects.filter(uid=key).exists():
            raise Refused(_("这次提交没有保存：编号已被别人使用。请刷新页面后重试。")) from None
        raise


def _may_start(code, starter, licensed):
    starters = set(registry.kind(code).process.starters)
    if not starter.person.is_active or not licensed and not starters & starter.roles:
        raise Refused(_("你不能发起这类事项，没有保存。请联系办公室代为发起。"))


def _opened(code, actor, uid, unit, number, at, fields, originals=None):
    model, (pk, rules) = registry.kind(code), definitions.current(code)
    flow = getattr(flows, flows.PREFIX + rules.hash[: definitions.SHORT])
    fields.setdefault("classification", rules.process["classification"])
    start = rules.data["start"]
    case = model(
        flow_class=flow, kind=code, uid=uid, number=number, opened_by_id=actor.pk, owner_unit_id=unit, created=at,
        stage=start, stage_since=at, definition_id=pk, **fields,
    )  # fmt: skip
    case._moments = {}
    named = {} if "title" in rules.private else {"title": case.title}
    step = Step(case, actor, "open", at, fields=named, private=_kept(originals))
    step.before = dict.fromkeys(step.before)
    case.opening(step)
    work.begin(case)
    store().create(step)
    _after(step)
    return case


def move(case, name, *, by, key=None, version=None, reason="", originals=None, **answers):
    """Take a move: the case leaves its stage (or comes back into it). Returns a Receipt; raises Refused.

    `originals`: texts as they were typed, where the person let them be cleaned; they stay in the event.
    """

    def take(locked, actor, at):
        kept = _kept(originals)
        step = Step(locked, actor, f"move.{name}", at, key, reason=reason.strip(), answers=answers, private=kept)
        taking.take(step, name, version)
        return step

    return _through(case, by, key, name, take)


def ordered(case, name, *, by, key=None, **answers):
    """An act that is ordered over many cases; whoever orders it was found entitled before (`workflows.departing`)."""

    def take(locked, actor, at):
        step = Step(locked, actor, f"act.{name}", at, key, answers=answers)
        registry.ACTS[name](locked, step, **answers)
        return step

    return _through(case, by, key, name, take)


def pass_on(case, name, *, by, why):
    """The system takes a case on where its rules leave nobody anything to do; `why` stands in the event."""

    def take(locked, actor, at):
        step = Step(locked, actor, f"move.{name}", at, fields={"automatic": True} | why)
        move = locked.rules.find(locked.stage, name)
        taking.check(locked, None, move)
        taking.run(step, move)
        return step

    return _through(case, by, None, name, take)


def act(case, name, *, by, key=None, item=None, version=None, originals=None, **answers):
    """Work inside a stage: sign, serve, attend, cast a ballot, edit. Returns a Receipt; raises Refused."""

    def take(locked, actor, at):
        step = Step(locked, actor, f"act.{name}", at, key, answers=answers, private=_kept(originals))
        acting.take(step, name, item, version)
        return step

    return _through(case, by, key, name, take)


def _kept(originals):
    """What was typed before it was cleaned, for the event: it can be erased like all that people write."""
    return {"originals": originals} if originals else {}


def _through(case, by, key, name, take):
    """Lock, re-read, take, write: all or nothing. A repeat gets the answer of the first time."""
    try:
        with turn(), transaction.atomic():
            locked = _locked(case, _pk(by), key)
            if key and store().has_key(locked, key):
                raise Refused("")
            actor = store().person(_pk(by), locked)
            authorise.active(actor)
            authorise.unchallenged(actor, name, locked)
            step = take(locked, actor, clock.now())
            agency.settle(step)
            risk.settle(step)
            event = store().write(step)
            _after(step)
            return _receipt(event, locked.stage)
    except Refused as refusal:
        if key and (event := Event.objects.filter(uid=case.uid, key=key, actor_id=_pk(by)).first()):
            return replace(_receipt(event, event.went_to), said=signings.answer(event.item_id))
        _note(refusal, case, by, name)
        raise _worded(refusal, case, name, _pk(by)) from None


def _locked(case, by, key):
    model = registry.kind(case.kind)
    if "parent_item_id" not in case.__dict__:  # only its number and process are known
        if locked := store().lock(model, case.pk, by, key, above=False):
            return locked
    subcases.lock_above(case)
    return store().lock(model, case.pk, by, key)


def _after(step):
    """What follows from a step that is written: stages nobody has work in are passed, cases below open or are heard."""
    skipping.settle(step)
    subcases.open_below(step, open_case)
    subcases.heard(step, _after)
    subcases.ended(step, _after)


def _worded(refusal, case, name, by):
    """A refusal that lost a race says who was first: one without words, or a move of the stage just left."""
    if refusal.why and not isinstance(refusal, TooLate):
        return refusal
    last = Event.objects.filter(uid=case.uid).order_by("-seq").first()
    if refusal.why and not (last and last.came_from != last.went_to and case.rules.find(last.came_from, name)):
        return refusal
    first = {"name": last.actor_name if last else "", "why": refusal.why or _("请刷新页面查看最新情况。")}
    # Two presses of one person race as well; nobody is told of themselves as of a stranger.
    mine = _("%(name)s（你本人）已先办理，这一次没有重复记入。%(why)s")
    why = (mine if last and last.actor_id == by else _("%(name)s已先办理，你的这一步没有记入。%(why)s")) % first
    refusal.why, refusal.args = why, (why,)
    return refusal


def _note(refusal, case, by, name):
    """Denials of access are entries of the access log, not events."""
    note = getattr(refusal, "note", "")
    if note or isinstance(refusal, NotFound):
        access_log.record(_pk(by), case.uid, note or "not_found", refusal.why, name)


def _receipt(event, stage):
    return Receipt(event.uid, event.seq, event.kind, stage)


def _pk(by):
    return getattr(by, "pk", by)
