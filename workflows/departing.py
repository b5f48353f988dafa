"""Somebody leaves: all their work is handed over in one act, case by case, each with its event.

One case that cannot be handed to the person named spoils nothing: it is named with the reason, and the act taken again
goes on with what is left.
"""

from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from people import roles
from people.models import User
from policy import rules as policy
from workflows import moves
from workflows.acts.leavers import OPEN
from workflows.errors import Refused
from workflows.models import Case, WorkItem

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


def hand_over(by, leaver, receivers, *, why, progress=None):
    """Hand all work of `leaver` to the receiver of each process, or to that under ""; returns a Result.

    `progress` is told (cases dealt with, cases in all) after each.
    """
    _check(by, leaver, receivers, why)
    kinds = [kind for kind in held(leaver) if receivers.get(kind) or receivers.get("")]
    cases = Case.objects.filter(kind__in=kinds, task_set__owner=leaver, task_set__status__in=OPEN)
    cases, found = list(cases.distinct().order_by("pk")), Result()
    for n, case in enumerate(cases, 1):
        try:
            to = receivers.get(case.kind) or receivers[""]
            moves.ordered(case.own, "hand_over_leaver", by=by, leaver=leaver, to=to, reason=why.strip())
            found.done.append(case)
        except Refused as refused:
            found.left.append((case, refused.why))
        if progress:
            progress(n, len(cases))
    return found


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
