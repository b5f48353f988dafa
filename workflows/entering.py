"""What happens when a case enters a stage: people, signing, deadline. In memory; the store writes it."""

from django.utils.translation import gettext as _

from workflows import assign, plan
from workflows.errors import Refused
from workflows.models import Signing


def enter(case, stage, new_item):
    """Open the work of `stage` for everybody with a duty, and set the case's deadline."""
    from workflows import sending

    step, rules = case.step, case.rules
    # An effect of the move may already have given out work of this stage.
    case.stage_since, case.open_items = step.at, len(step.born)
    deadline = step.deadline = plan.entry(rules, stage, step.at, case.moments_known).deadline
    case.due, case.warn_at = deadline.due, deadline.warn_at
    case.provisional, case.lapse_move = deadline.provisional, deadline.lapse
    times = {"due": deadline.due, "warn_at": deadline.warn_at, "provisional": deadline.provisional}
    if step.detour:
        sending.as_it_was(case, step.detour, new_item, times)
    else:
        _anew(case, stage, new_item, times)
    if step.born:
        step.tell("work.assigned", [item.owner_id for item in step.born], stage=stage)


def _anew(case, stage, new_item, times):
    signing = case.rules.stages[stage].signing
    if signing and signing.by:
        _open_signing(case, stage, signing, new_item, times)
    _open_duties(case, stage, new_item, times)


def _open_duties(case, stage, new_item, times):
    """One item for each holder; the first who moves the case takes it for all."""
    seen = set()
    for role in case.rules.duties(stage):
        if case.spares(role):
            continue
        people = [p for p in assign.players(case, role) if p not in seen]
        if not people and not seen.intersection(assign.players(case, role)):
            raise Refused(_("还不能进入“%(stage)s”：没有人担任%(role)s。请系统管理员先指定。") % {
                "stage": case.rules.label(stage), "role": assign.role_label(role)})  # fmt: skip
        seen.update(people)
        case.step.born += [new_item(case, stage, owner_id=p, role=role, **times) for p in people]
        case.open_items += len(people)


def _open_signing(case, stage, signing, new_item, times):
    people = list(dict.fromkeys(p for role in signing.by for p in assign.players(case, role)))
    if not people:
        raise Refused(_("还不能进入“%(stage)s”：没有指定签批人。请先指定。") % {"stage": case.rules.label(stage)})
    row = Signing(
        case=case, stage=stage, mode=signing.mode, entitled=len(people), waiting=len(people), opened_at=case.step.at
    )
    case.step.signing_born = row
    first = people[:1] if signing.mode == "sequential" else people
    role = signing.by[0]
    items = [new_item(case, stage, owner_id=p, kind="sign", role=role, place=people.index(p), **times) for p in first]
    case.step.signing_queue = people
    case.step.born += items
    case.open_items += len(items)
