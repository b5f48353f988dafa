"""Somebody leaves: all their work is handed over in one act, case by case, each with its event.

One case that cannot be handed to the person named spoils nothing: it is named with the reason, and the act taken again
goes on with what is left.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from people import roles
from people.models import User
from policy import rules as policy
from workflows import clock, moves
from workflows.acts.leavers import OPEN
from workflows.errors import Refused
from workflows.models import Case, Handover, WorkItem
from workflows.store.queue import turn

CHUNK = 25
WATCH = frozenset({"office", "minister", "deputy_minister"})


@dataclass
class Result:
    """Cases that were handed over, and those that were not, each with the sentence."""

    done: list = field(default_factory=list)
    left: list = field(default_factory=list)  # (case, why)


def may(by, leaver):
    """Whether somebody may hand over a person's work: the person, the head of their unit, who watches over all."""
    if not by.is_active or policy.is_admin(by) or policy.is_auditor(by):
        return False
    own_unit = leaver.unit_id is not None and leaver.unit_id in roles.heads(by)
    return by.pk == leaver.pk or own_unit or bool(WATCH & roles.roles_of(by))


def held(leaver):
    """Process → how many pieces of work somebody holds, waiting ones included."""
    items = WorkItem.objects.filter(owner=leaver, status__in=OPEN).values("case_kind").annotate(n=Count("pk"))
    return {row["case_kind"]: row["n"] for row in items.order_by("case_kind")}


def hand_over(by, leaver, receivers, *, why):
    """Hand all work of `leaver` to the receiver of each process, or to that under ""; returns a Result."""
    _check(by, leaver, receivers, why)
    found = Result()
    for case in _cases(leaver, receivers):
        if said := _handed(case, by, leaver, receivers, why):
            found.left.append((case, said))
        else:
            found.done.append(case)
    return found


def order(by, leaver, receivers, *, why):
    """Have the background hand over all work of `leaver`; returns the Handover, whose page shows how far it is."""
    _check(by, leaver, receivers, why)
    total = _cases(leaver, receivers).count()
    if not total:
        raise Refused(_("没有交接：%s手上没有要交给这些人的待办。请核对后再交。") % leaver.name)
    told = {kind: one.pk for kind, one in receivers.items() if one}
    with turn():
        return Handover.objects.create(
            by=by, leaver=leaver, receivers=told, why=why.strip(), at=clock.now(), total=total
        )


def carry_out(limit=CHUNK):
    """Hand over the next cases of the oldest order; the background's job. Returns how many were dealt with.

    A case is handed over by one act. After a crash between the act and the note of it, the case has no work of the
    leaver any more and is not found again; the count is made up when the order is finished.
    """
    row = Handover.objects.filter(finished_at=None).select_related("by", "leaver").order_by("at").first()
    if row is None:
        return 0
    people = User.objects.in_bulk(row.receivers.values())
    receivers = {kind: people[pk] for kind, pk in row.receivers.items()}
    cases = list(_cases(row.leaver, receivers).filter(pk__gt=row.past)[:limit])
    for case in cases:
        if said := _handed(case, row.by, row.leaver, receivers, row.why):
            row.left.append([str(case), said])
        row.past, row.dealt = case.pk, row.dealt + 1
        _save(row, "past", "dealt", "left")
    if len(cases) < limit:
        row.dealt, row.finished_at = row.total, clock.now()
        _save(row, "dealt", "finished_at")
    return len(cases)


def _save(row, *names):
    with turn(), transaction.atomic():
        row.save(update_fields=names)


def _cases(leaver, receivers):
    kinds = [kind for kind in held(leaver) if receivers.get(kind) or receivers.get("")]
    cases = Case.objects.filter(kind__in=kinds, task_set__owner=leaver, task_set__status__in=OPEN)
    return cases.distinct().order_by("pk")


def _handed(case, by, leaver, receivers, why):
    """Why a case was not handed over, or ""."""
    try:
        to = receivers.get(case.kind) or receivers[""]
        moves.ordered(case.own, "hand_over_leaver", by=by, leaver=leaver, to=to, reason=why.strip())
    except Refused as refused:
        return refused.why
    return ""


def _check(by, leaver, receivers, why):
    if not may(by, leaver):
        raise Refused(_("没有交接：只有本人、所在单位负责人、办公室和部领导可以交接。请联系办公室。"))
    if len(why.strip()) < 4:
        raise Refused(_("没有交接：请写明离任或调整的原因。"), "why")
    people = [one for one in receivers.values() if one]
    if not people:
        raise Refused(_("没有交接：还没有选择接收人。请至少选择一人。"))
    for one in people:
        fit = one.is_active and one.kind == User.Kind.PERSON and one.pk != leaver.pk
        if not fit or policy.is_admin(one) or policy.is_auditor(one):
            raise Refused(_("没有交接：%s不能接收。请选择另一名在用的办理人员。") % one.name)
