"""What will happen: the stages still to come, who gets their work and why, and by when. Reads only.

A stage is foretold on a copy of the case by what enters it when the case moves (`entering.give_out`, `pauses.entry`):
what is foretold and what is done cannot drift. Each step is thought to be taken on its last day, and along the way that
is hoped for: the signing agrees, the first move that is a duty is taken. The other ways stand beside.
"""

import copy
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from people.memo import anew
from workflows import carrying, definitions, due, entering, pauses, plan, registry, sending, trail
from workflows.errors import Refused
from workflows.models import WorkItem
from workflows.step import Step
from workflows.voices import OPEN, WAITS

AHEAD = 8  # stages; further away nothing can be said


@dataclass(frozen=True)
class Holder:
    """Somebody who will get work: by which role, otherwise than by the role, and whether others come first."""

    person: int
    role: str
    asked: str = ""
    kind: str = "move"
    waits: bool = False
    carried: bool = False  # agreed before to what is shown here; does not sign again


@dataclass(frozen=True)
class Expected:
    """One stage to come."""

    stage: str
    closed: bool
    move: object  # by which the stage before is left; None where no declared move leads here
    at: object  # when it is entered at the latest
    due: object = None
    provisional: bool = False
    holders: tuple = ()
    skipped: str = ""  # key of staffing.SKIPPED: the system passes it
    why_not: str = ""  # it could not be entered as things are now
    unnamed: bool = False  # only because the case has not named yet who works there, which a step on the way does
    sealed: bool = False  # who works here is nobody's business before it is over
    others: tuple = field(default=(), compare=False)  # moves by which it may be left otherwise


def route(case, at, most=AHEAD):
    """The stages still to come on the main way, the first first."""
    return _walked(case, _left_at(case, at), _main(case, case.stage), most)


def taken(case, name, at, most=AHEAD):
    """The stages to come if the move `name` is taken at `at`."""
    move = case.rules.find(case.stage, name)
    return _walked(case, at, (move, _led(case, name)), most) if move else []


def _led(case, name):
    """Where a move leads: from a detour it goes straight back, unless it ends the case or leads further back."""
    to, order = case.rules.target(case.stage, name), list(case.rules.stages)
    onward = to != case.stage and not case.rules.is_closed(to) and order.index(to) >= order.index(case.stage)
    detour = _detour(case) if onward else None
    return detour.source if detour else to


def _detour(case):
    return sending.detoured(case, case.stage) if case.pk else None


def returned(case, target, at, most=AHEAD):
    """The stages to come if the case is returned to the stage `target` now, to run again from there."""
    return _walked(case, at, (None, target), most)


def others(case, stage=None):
    """(move, stage it leads to) of every way out of a stage but the main one."""
    stage = stage or case.stage
    main, rules = _main(case, stage), case.rules
    hoped = main[0].name if main and main[0] else ""
    found = ((move, rules.target(stage, move.name)) for move in rules.moves_from(stage))
    return [(move, to) for move, to in found if to != stage and move.name != hoped]


def targets(case):
    """Stages to which the case may be returned, where the stage allows that."""
    return trail.targets(case) if "return_to" in case.rules.stages[case.stage].acts else []


def before(code, author, at, **fields):
    """What follows once `author` opens a case of a process: its first stage and those after it."""
    model, (pk, rules) = registry.kind(code), definitions.current(code)
    start = rules.data["start"]
    fields.setdefault("classification", rules.process["classification"])
    fields.setdefault("owner_unit", author.unit)
    # Of no row: whatever is looked up about it finds nothing.
    case = model(
        id=0,
        case_ptr_id=0,
        kind=code,
        opened_by=author,
        created=at,
        stage=start,
        stage_since=at,
        definition_id=pk,
        **fields,
    )
    case._moments = {}
    with anew():
        first = _expect(case, None, start, at, None)
    return [first, *route(_stood(case, first), at)]


def _left_at(case, at):
    """When the stage the case is in is left at the latest; the days that are over cannot be used."""
    return max(at, case.due or at)


def _walked(case, at, way, most):
    with anew():  # what is kept of the case while a page is read is not true of its copies
        return _walk(_copy(case), at, way, most)


def _walk(case, at, way, most):
    found, detour = [], _detour(case)
    seen = {case.stage} if way and way[1] != case.stage else set()
    case._foreseen[case.stage] = _here(case)
    while way and len(found) < most and way[1] not in seen:
        move, stage = way
        at = max(at, _earliest(case, move) or at)
        back = detour if detour and not found and stage == detour.source else None
        expected = _expect(case, move, stage, at, _actor(case), back)
        found.append(expected)
        seen.add(stage)
        if expected.closed or expected.why_not and not expected.unnamed:
            break
        case = _stood(case, expected)
        way = _main(case, stage)
        at = at if expected.skipped else max(at, expected.due or at)
        if expected.skipped and case._skip:
            way = case.rules.find(stage, case._skip), case.rules.target(stage, case._skip)
    return found


def _copy(case):
    known = case.moments_known() if case.pk or "_moments" in case.__dict__ else {}
    made = copy.copy(case)
    # Answers that a page remembers are those of the case as it is; the copy asks for itself.
    for name in ("players", "barred", "_lent", "_actor", "_touched"):
        made.__dict__.pop(name, None)
    made._moments, made._foreseen, made.step = dict(known), dict(case.__dict__.get("_foreseen", {})), None
    return made


def _place(made, stage, at):
    # Past the lock on the field: the copy is never saved.
    made.__dict__["stage"], made.stage_since = stage, at


def _here(case):
    """Ids of those who have the work of the stage the case is in."""
    if not case.pk:
        return case._foreseen.get(case.stage, ())
    rows = WorkItem.objects.filter(process=case.pk, stage=case.stage, status="ASSIGNED", kind__in=("move", "sign"))
    return tuple(dict.fromkeys(rows.order_by("pk").values_list("owner", flat=True)))


def _actor(case):
    """Who will take the step: known if one alone can."""
    people = case._foreseen.get(case.stage, ())
    return people[0] if len(people) == 1 else None


def _expect(case, move, stage, at, actor, detour=None):
    """One stage, as it would be entered at `at`. Nothing of it reaches the database."""
    rules, made = case.rules, _copy(case)
    facts = rules.stages[stage]
    step = Step(made, SimpleNamespace(pk=actor), f"move.{move.name}" if move else "open", at)
    _place(made, stage, at)
    made.open_items = 0
    if stage in rules.moments:
        made._moments[stage] = at
    case._skip, found = "", Expected(stage, rules.is_closed(stage), move, at, others=tuple(others(made, stage)))
    if found.closed:
        return found
    try:
        deadline = pauses.entry(made, stage, False)
        found = replace(found, due=deadline.due, provisional=deadline.provisional)
        if detour:
            step.born += sending.as_left(made, detour, _item, {})[0]
        else:
            entering.give_out(made, stage, _item, {})
    except Refused as refused:
        return replace(found, why_not=refused.why, unnamed=_to_be_named(made, stage))
    if step.onward and (not step.born or step.onward.why == carrying.CARRIED):
        case._skip = step.onward.skip
        return replace(found, skipped=step.onward.why)
    sealed = facts.secret or bool(facts.signing and facts.signing.secret)
    holders = tuple(
        Holder(i.owner_id, i.role, i.asked, i.kind, i.status == WAITS, i.status == carrying.DONE) for i in step.born
    )
    return replace(found, holders=holders, sealed=sealed)


def _to_be_named(case, stage):
    """Whether the case itself names who works there, and has not done so yet: a move on the way does."""
    return any(case.named(role) == [] for role in case.rules.duties(stage))


def _item(case, stage, *, owner_id, kind="move", role="", asked="", place=0, branch="", weight=1, **_more):
    return SimpleNamespace(
        owner_id=owner_id, kind=kind, role=role, asked=asked, status=OPEN, held="", signing=None, place=place,
        branch=branch, weight=weight,
    )  # fmt: skip


def _stood(case, expected):
    """The case as it stands in a foretold stage."""
    made = _copy(case)
    made._skip = case.__dict__.get("_skip", "")
    _place(made, expected.stage, expected.at)
    made.due = expected.due
    if expected.stage in made.rules.moments:
        made._moments[expected.stage] = expected.at
    working = (one.person for one in expected.holders if not one.carried)
    made._foreseen[expected.stage] = tuple(dict.fromkeys(working))
    return made


def _main(case, stage):
    """(move, stage) of the way hoped for out of a stage, or None."""
    rules = case.rules
    detour = _detour(case) if stage == case.stage else None
    if detour:
        return None, detour.source
    move = plan.hoped(rules, stage)
    return (move, rules.target(stage, move.name)) if move else None


def _earliest(case, move):
    """The first moment at which the move is legal, where a minimum period runs."""
    if not move or not move.minimum:
        return None
    start = case.stage_since if move.minimum.start == case.stage else case.moments_known().get(move.minimum.start)
    return start and due.earliest(move.minimum, start)[0]
