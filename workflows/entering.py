"""What happens when a case enters a stage: people, signing, deadline. In memory; the store writes it."""

from django.utils.translation import gettext as _

from policy import rooms
from workflows import assign, carrying, counting, pauses, registry, staffing, voices
from workflows.declare import AGREE
from workflows.errors import Refused


def enter(case, stage, new_item):
    """Open the work of `stage` for everybody with a duty, and set the case's deadline."""
    from workflows import sending, subcases  # both bring cases into stages through here

    step = case.step
    # An effect of the move may already have given out work of this stage.
    since = step.restores[0] if step.restores else step.at
    case.stage_since, case.open_items = since, len(step.born)
    pauses.turn(step, stage)
    deadline = step.deadline = pauses.entry(case, stage, bool(step.restores))
    case.due, case.warn_at = deadline.due, deadline.warn_at
    case.provisional, case.lapse_move = deadline.provisional, deadline.lapse
    times = {"due": deadline.due, "warn_at": deadline.warn_at, "provisional": deadline.provisional}
    if step.restores:
        sending.restore(case, new_item)
    elif step.detour:
        sending.as_it_was(case, step.detour, new_item, times)
    else:
        give_out(case, stage, new_item, times)
    able = [item.owner_id for item in step.born if item.status == voices.OPEN]
    if able:
        step.tell("work.assigned", able, stage=stage)
    if not step.restores:
        subcases.expect(case, stage, new_item, times)


def give_out(case, stage, new_item, times):
    """Gather the work of a stage in the case's step; what is foretold is gathered by this, too. Raises Refused."""
    facts = case.rules.stages[stage]
    if facts.signing and facts.signing.by:
        _open_signing(case, stage, facts.signing, new_item, times)
    if facts.parallel:
        _open_branches(case, stage, facts.parallel, new_item, times)
    _open_duties(case, stage, new_item, times)


def _open_branches(case, stage, parallel, new_item, times):
    """The branches that the case needs, beside each other; one that reaches nobody is left out where facts say so."""
    step = case.step
    wanted = {
        code: branch.signing
        for code, branch in parallel.branches.items()
        if not branch.when or not registry.GUARDS[branch.when](case, step)
    }
    if not wanted:
        raise Refused(_("还不能进入“%s”：没有一个分支需要办理。请核对事项内容后重试。") % _(case.rules.label(stage)))
    for code, signing in wanted.items():
        _open_signing(case, stage, signing, new_item, times, code)
    if step.signings_born:
        step.onward = None
        _agreed_already(step, parallel)


def _agreed_already(step, parallel):
    """Decisions that carry over may settle as many branches as are needed: then the others are not opened."""
    outcomes = [row.outcome for row in step.signings_born]
    if parallel.leaves and counting.parallel(parallel, outcomes) == AGREE:
        step.signings_born = [row for row in step.signings_born if row.outcome]
        step.born = [item for item in step.born if item.status == carrying.DONE or item.kind != "sign"]
        step.case.open_items = sum(item.status == voices.OPEN for item in step.born)
        _carried(step, parallel.leaves[AGREE])


def _carried(step, name):
    step.onward = staffing.Staff([], skip=name, why=carrying.CARRIED)


def _open_duties(case, stage, new_item, times):
    """One item for each holder; the first who moves the case takes it for all."""
    if _decided_already(case, stage):
        return
    seen, passed = set(), None
    for role in case.rules.duties(stage):
        # Whom the case is about finds what they may do in their room: work could be handed on, or reach superiors.
        if case.spares(role) or role in rooms.CONFINED.get(case.kind, ()):
            continue
        found = _staff(case, stage, (role,))
        people = [p for p in found.people if p not in seen]
        passed = found if found.skip and not people else passed
        if not found.people and not found.skip:
            raise Refused(_("还不能进入“%(stage)s”：没有人担任%(role)s。请系统管理员先指定。") % {
                "stage": _(case.rules.label(stage)), "role": assign.role_label(role)})  # fmt: skip
        seen.update(people)
        case.step.born += [
            new_item(case, stage, owner_id=p, role=role, asked=found.asked.get(p, ""), **times) for p in people
        ]
        case.open_items += len(people)
    if passed and not case.step.born:
        case.step.onward = passed


def _decided_already(case, stage):
    """Whether the agreement of whoever decided here before still holds; the system goes on by it then."""
    facts = case.rules.stages[stage]
    if not facts.carries or facts.signing or facts.parallel:
        return False
    roles = [role for role in case.rules.duties(stage) if not case.spares(role)]
    if not carrying.moved(case, stage, {p for role in roles for p in staffing.players(case, stage, role)}):
        return False
    _carried(case.step, carrying.onward(facts))
    return True


def _staff(case, stage, roles):
    """Who gets the work; whom a policy left out stands in the event of the step."""
    found = staffing.staff(case, stage, roles)
    if found.left_out:
        case.step.fields.setdefault("left_out", {}).update({str(pk): why for pk, why in found.left_out.items()})
    return found


def _open_signing(case, stage, signing, new_item, times, branch=""):
    staff = _staff(case, stage, (*signing.by, *filter(None, [signing.head])))
    if staff.skip and not staff.people:
        case.step.onward = staff
        return
    row, items = voices.open_signing(case, stage, signing, staff, new_item, times, branch)
    items = carrying.carry(case, row, signing, items)
    if row.outcome in signing.leaves and not branch:
        _carried(case.step, signing.leaves[row.outcome])
    case.step.signings_born.append(row)
    case.step.born += items
    case.open_items += sum(item.status == voices.OPEN for item in items)
