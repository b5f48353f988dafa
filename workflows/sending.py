"""The engine brings a case to a stage that no edge leads to: return, withdrawal, end, take back, jump.

What is open in the stage that is left is closed with its reason; the stage that is entered opens its work anew, or
goes on as it was left.
"""

from django.utils.translation import gettext as _

from workflows import carrying, registry, taking, trail, work
from workflows.errors import Refused
from workflows.models import BoxBallot, Detour, Moment, Signing, WorkItem
from workflows.recusals import CHOSEN, MOMENT
from workflows.signings import line
from workflows.store import current as store

SIGNS = ("move", "sign")
COPIED = ("stage", "kind", "role", "place", "branch", "weight", "asked", "parent_id", "due", "warn_at", "provisional",
          "claimed_at")  # fmt: skip


def send(step, to, why, *, detour=None, keeps=False):
    """Bring the step's case to the stage `to`; `why` is the reason with which open work is closed."""
    case = step.case
    case._send(to)
    step.closes_why, step.detour, step.keeps, step.others = why, detour, keeps, True
    if not step.restores:
        for key in case.rules.stages[to].back:
            registry.EFFECTS[key](case, step)
    on(step)


def on(step):
    """Walk the flow on from the stage that is left to the one the case was brought to, past every edge."""
    if step.item:
        step.closes_stage = False  # the item is completed; where the case goes is not for the flow to say
        work.finish(step.item)
    step.closes_stage = True
    work.follow(step.case)


def mine(step, *kinds):
    """The open work of the actor in this stage, the piece by which they act; None if they have none."""
    found = (store().item_of(step.case, owner=step.actor.pk, stage=step.case.stage, kind=kind) for kind in kinds)
    return next((item for item in found if item), None)


def reason(text, least=4):
    """The reason as it is kept; Refused if it says nothing."""
    if len(text.strip()) < least:
        raise Refused(_("没有办理：请写明理由，至少 %d 个字；理由会告知有关人员。") % least, "reason")
    if len(text.strip()) > 500:
        raise Refused(_("没有办理：理由不能超过 500 字。请缩短。"), "reason")
    return text.strip()


def undisturbed(case):
    """Refuse to end or return a stage in the middle of a vote that a sitting takes; that is the sitting's matter."""
    signing = case.rules.stages[case.stage].signing
    row = taking.signed(case) if signing and signing.sitting else None
    if row and not row.settled_at:
        raise Refused(_("会议正在表决，这一步没有办理。请先完成表决，或由会议记录员结束会议。"))


def end_signings(case, at, outcome):
    """Signings of this stay that were not settled are over, with this outcome; a secret box is never counted then."""
    BoxBallot.objects.filter(signing__case=case.pk, signing__stage=case.stage, signing__settled_at=None).delete()
    case.signings.filter(stage=case.stage, settled_at=None).update(outcome=outcome, settled_at=at)


def end_detours(case, at):
    """Nobody waits any more for the case to come straight back."""
    Detour.objects.filter(case=case.pk, ended_at=None).update(ended_at=at)


def forget_moments(case, stages, since, until):
    """Times noted in stages that will run again count from when they are noted anew; dates that were set stay."""
    # A day that was set (a term of no days) was not noted on the way, even if it is past.
    terms = [move.term for facts in case.rules.stages.values() for move in facts.moves if move.term]
    days = {term.start for term in terms if not term.n} - set(case.rules.stages)
    found = Moment.objects.filter(case=case.pk).exclude(code__in=(MOMENT, CHOSEN, *days))
    again = found.filter(code__in=stages) | found.filter(at__gte=since, at__lte=until)
    again.delete()
    case.__dict__.pop("_moments", None)


def copy(case, old, new_item, **fields):
    """A new piece of open work like an old one that was closed."""
    item = new_item(case, old.stage, owner_id=old.owner_id, **{name: getattr(old, name) for name in COPIED[2:]},
                    kind=old.kind, **fields)  # fmt: skip
    item.signing_id, item.like = old.signing_id, old
    if old.held in ("line", "before", "after"):
        item.status, item.held = "SCHEDULED", old.held
    return item


def straight(step):
    """A case that was sent back for a word goes on at once to whom sent it, not through what lies between."""
    case, detour = step.case, detoured(step.case, step.came_from)
    if not detour or case.stage == step.came_from:
        return
    order = list(case.rules.stages)
    if case.is_closed or order.index(case.stage) < order.index(step.came_from):
        end_detours(case, step.at)  # it ends, or goes back further: nobody waits for it any more
        return
    step.detour, step.keeps = detour, True
    if case.stage != detour.source:
        case._send(detour.source)


def detoured(case, stage):
    """The detour that ends when the case leaves `stage`, or None."""
    if not case.rules.returns:
        return None
    return Detour.objects.filter(case=case.pk, target=stage, ended_at=None).order_by("-pk").first()


def restore(case, new_item):
    """The work that was open in a stage when somebody left it is open again, due as it was."""
    step = case.step
    items = [copy(case, old, new_item) for old in step.restores[1] if old.kind not in ("jump", "proposal")]
    _line().rejoin(step, items)
    step.born += items
    case.open_items += sum(item.status == "ASSIGNED" for item in items)


def as_it_was(case, detour, new_item, times):
    """Open a stage again as it was left: whoever had not spoken has work again, what was said stays said."""
    step = case.step
    items, unsaid = as_left(case, detour, new_item, times)
    carrying.uncount(unsaid)
    _line().rejoin(step, items)
    stays = Signing.objects.filter(case=case.pk, stage=detour.source, opened_at__lte=detour.at)
    # They belong to this stay: what they license is asked of it.
    stays.exclude(outcome="returned").filter(opened_at__gte=_since(case, detour)).update(opened_at=step.at)
    step.born += items
    case.open_items += sum(item.status == "ASSIGNED" for item in items)
    detour.ended_at = step.at
    detour.save(update_fields=["ended_at"])


def as_left(case, detour, new_item, times):
    """(open work, voices that count no more) of a stage as it was left. Reads only: it is foretold by this, too.

    Who agreed to what has been changed meanwhile is asked again, where decisions rest on what was shown.
    """
    left = list(
        WorkItem.objects.filter(process=case.pk, stage=detour.source, finished=detour.at, closed_why="returned")
    )
    lent = {old.pk for old in left if old.held == "delegated"}  # it comes back to who had asked for help
    left = [old for old in left if old.parent_id not in lent] + ([detour.item] if detour.item else [])
    items = [copy(case, old, new_item) for old in left if old.kind in (*SIGNS, "seat")]
    unsaid = carrying.changed(case, detour.source) if case.rules.stages[detour.source].carries else []
    again = [_anew(case, old, new_item) for old in unsaid]
    modes = {old.signing_id: old.signing.mode for old in unsaid}
    for item in [*again[1:], *items]:
        if modes.get(item.signing_id) == "sequential" and item.place > again[0].place:
            item.status, item.held = "SCHEDULED", "line"
    for item in (*again, *items):
        for name, value in times.items():
            setattr(item, name, value)
    return [*again, *items], unsaid


def _anew(case, old, new_item):
    """Work like that of somebody who has spoken, open again."""
    item = copy(case, old, new_item)
    if item.asked == carrying.CARRIED:
        item.asked, item.parent_id = "", None
    return item


def _line():
    return line


def _since(case, detour):
    """When the stay began from which the case was sent on its detour."""
    found = [row[2] for row in trail.events(case) if row[1] == detour.source and row[2] < detour.at]
    return found[-1] if found else case.created
