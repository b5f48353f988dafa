"""Deciding many work items in one go (批量办理): chosen, shown, staged for a moment, then each done by its own act.

A bundle is a draft. Nothing in it is done before its time to undo is over, and then every item goes through the one
door in a transaction of its own, so that one that is refused spoils nothing. The key of each act comes from the bundle
and the item: after a crash, or with two dispatchers, an item is done once.
"""

import logging
from datetime import timedelta
from uuid import uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from workflows import clock, moves, registry
from workflows.errors import NotFound, Refused
from workflows.models import Bundle, BundleRow, Draft, WorkItem
from workflows.store.queue import turn

log = logging.getLogger(__name__)
MOST, CHUNK = 500, 25
UNDO = timedelta(seconds=20)
KEPT = timedelta(days=7)
State, RowState = Bundle.State, BundleRow.State


def choose(items, *, by):
    """Put together some of the open work items (ids) in a person's inbox. Raises Refused."""
    wanted = list(dict.fromkeys(items))
    if not wanted:
        raise Refused(_("没有开始：还没有选择事项。请先在待办里勾选。"))
    if len(wanted) > MOST:
        raise Refused(_("没有开始：一次最多批量办理 %d 件。请少选一些。") % MOST)
    with turn(), transaction.atomic():
        Bundle.objects.filter(by=by, at__lt=clock.now() - KEPT).exclude(
            state__in=(State.STAGED, State.RUNNING)
        ).delete()
        bundle = Bundle.objects.create(uid=uuid4(), by=by, at=clock.now())
        known = set(WorkItem.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        BundleRow.objects.bulk_create(BundleRow(bundle=bundle, item_id=pk) for pk in wanted if pk in known)
    return bundle


def stage(bundle, chosen, *, opinion=""):
    """Let what was chosen be done once the time to undo is over. `chosen`: item id → (act, version seen)."""
    if not chosen:
        raise Refused(_("没有办理：没有一件选了办法。请为要办的各组选择办法，或返回待办逐件办理。"))
    with turn(), transaction.atomic():
        locked = _locked(bundle)
        if locked.state != State.CHOSEN:
            return locked  # the second press of a button
        rows = list(locked.rows.all())
        for row in rows:
            row.act, row.version = chosen.get(row.item_id, ("", 0))
            row.state = RowState.READY if row.act else RowState.LEFT
        BundleRow.objects.bulk_update(rows, ["act", "version", "state"], batch_size=200)
        locked.state, locked.carry_at, locked.opinion = State.STAGED, clock.now() + UNDO, opinion.strip()
        locked.save(update_fields=["state", "carry_at", "opinion"])
    return locked


def undo(bundle):
    """Take the whole back while nothing is done; once it runs, stop it: what is done stays done. Returns the bundle."""
    with turn(), transaction.atomic():
        locked = _locked(bundle)
        if locked.state == State.STAGED:
            locked.rows.update(state=RowState.LEFT, act="")
            locked.state, locked.carry_at = State.CHOSEN, None
            locked.save(update_fields=["state", "carry_at"])
        elif locked.state == State.RUNNING:
            locked.rows.filter(state=RowState.READY).update(state=RowState.LEFT)
            _finish(locked)
    return locked


def again(bundle):
    """A new bundle of what was refused in this one, to be looked at anew. Raises Refused."""
    left = bundle.rows.exclude(state=RowState.DONE).filter(item__status="ASSIGNED")
    return choose(list(left.values_list("item", flat=True)), by=bundle.by)


def carry_out(limit=CHUNK):
    """Do the next items of the oldest bundle that can no longer be undone; the background's job. Returns how many."""
    bundle = Bundle.objects.filter(finished_at=None, carry_at__lte=clock.now()).order_by("carry_at").first()
    if bundle is None or not _begin(bundle):
        return 0
    rows = list(bundle.rows.filter(state=RowState.READY).select_related("item")[:limit])
    for row in rows:
        _carry(bundle, row)
    _drop_drafts(bundle, rows)
    if len(rows) < limit:
        with turn(), transaction.atomic():
            locked = _locked(bundle)
            if not locked.rows.filter(state=RowState.READY).exists():
                _finish(locked)
    return len(rows)


def _drop_drafts(bundle, rows):
    """What somebody had begun to write for an item that is signed by now; a move takes the drafts of its case along."""
    signed = bundle.rows.filter(pk__in=[row.pk for row in rows if row.act == "act.sign"], state=RowState.DONE)
    Draft.objects.filter(person=bundle.by_id, act="sign", case__in=signed.values("item__process")).delete()


def _locked(bundle):
    return Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)


def _begin(bundle):
    """From here on it cannot be undone; False if it was undone this moment."""
    with turn(), transaction.atomic():
        return Bundle.objects.filter(pk=bundle.pk, state__in=(State.STAGED, State.RUNNING)).update(state=State.RUNNING)


def _finish(bundle):
    bundle.state, bundle.finished_at, bundle.opinion = State.DONE, clock.now(), ""
    bundle.save(update_fields=["state", "finished_at", "opinion"])


def _carry(bundle, row):
    # It may have been stopped since the rows were read.
    if not BundleRow.objects.filter(pk=row.pk, state=RowState.READY).exists():
        return
    try:
        _act(bundle, row)
        state, why = RowState.DONE, ""
    except NotFound:
        state, why = RowState.REFUSED, _("没有办理：这件事项你已经看不到了。")
    except Refused as refused:
        state, why = RowState.REFUSED, refused.why
    except Exception:
        log.exception("bundle %s item %s", bundle.uid, row.item_id)
        state, why = RowState.REFUSED, _("系统出错，这一件没有办理。请逐件办理，或告诉系统管理员。")
    with turn(), transaction.atomic():
        BundleRow.objects.filter(pk=row.pk).update(state=state, why=why[:500])


def _act(bundle, row):
    item = row.item
    case = registry.kind(item.case_kind).objects.get(pk=item.process_id)
    shared = {"by": bundle.by_id, "key": uuid5(bundle.uid, str(row.item_id)), "version": row.version}
    head, _dot, name = row.act.partition(".")
    if head == "move":
        moves.move(case, name, **shared)
        return
    answers = {"decision": "agree", "opinion": bundle.opinion} if name == "sign" else {}
    moves.act(case, name, item=item.pk, **shared, **answers)
