"""What happens when a case enters a stage: people, signing, deadline. In memory; the store writes it."""

from django.utils.translation import gettext as _

from workflows import assign, plan, staffing
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
    seen, passed = set(), None
    for role in case.rules.duties(stage):
        if case.spares(role):
            continue
        found = _staff(case, stage, (role,))
        people = [p for p in found.people if p not in seen]
        passed = found if found.skip and not people else passed
        if not found.people and not found.skip:
            raise Refused(_("还不能进入“%(stage)s”：没有人担任%(role)s。请系统管理员先指定。") % {
                "stage": case.rules.label(stage), "role": assign.role_label(role)})  # fmt: skip
        seen.update(people)
        case.step.born += [
            new_item(case, stage, owner_id=p, role=role, asked=found.asked.get(p, ""), **times) for p in people
        ]
        case.open_items += len(people)
    if passed and not case.step.born:
        case.step.onward = passed


def _staff(case, stage, roles):
    """Who gets the work; whom a policy left out stands in the event of the step."""
    found = staffing.staff(case, stage, roles)
    if found.left_out:
        case.step.fields.setdefault("left_out", {}).update({str(pk): why for pk, why in found.left_out.items()})
    return found


def _open_signing(case, stage, signing, new_item, times):
    found = _staff(case, stage, signing.by)
    people = found.people
    if found.skip and not people:
        case.step.onward = found
        return
    if not people:
        raise Refused(_("还不能进入“%(stage)s”：没有指定签批人。请先指定。") % {"stage": case.rules.label(stage)})
    row = Signing(
        case=case, stage=stage, mode=signing.mode, entitled=len(people), waiting=len(people), opened_at=case.step.at
    )
    case.step.signing_born = row
    first = people[:1] if signing.mode == "sequential" else people
    role = signing.by[0]
    items = [
        new_item(
            case,
            stage,
            owner_id=p,
            kind="sign",
            role=role,
            asked=found.asked.get(p, ""),
            place=people.index(p),
            **times,
        )
        for p in first
    ]
    case.step.signing_queue = people
    case.step.born += items
    case.open_items += len(items)
