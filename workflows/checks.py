"""What a process says is checked from its code alone: `manage.py check` runs this for every process found.

Each rule takes a `Subject` and yields sentences; each has a test with a process that breaks it.
"""

import keyword
from functools import cached_property

from django.core.checks import Error, Warning, register
from django.db.models import Model

from workflows import (
    act_faults,
    assign,
    carrying_faults,
    choosing,
    moments,
    naming,
    registry,
    rung_faults,
    signing_faults,
    signings,
    soundness,
    staffing_faults,
    topics,
)
from workflows.declare import StageFacts

RULES = {}  # check id → (rule, hint, level)
UNITS = ("wd", "cd", "m")
AUTHOR = "opened_by"


class Subject:
    """A process's model, and what the rules ask of it."""

    def __init__(self, model):
        self.model, self.code = model, model.process.code
        self.facts = {str(stage): facts for stage, facts in model.facts.items()}
        self.closed = {str(stage) for stage in model.closed}
        self.start = str(model.start)

    @cached_property
    def stages(self):
        return [str(value) for value, _label in self.model.Stage.choices]

    @cached_property
    def edges(self):
        return registry.edges(self.model)

    @cached_property
    def moves(self):
        """(stage, move) of every move in the facts."""
        return [(stage, move) for stage, facts in self.facts.items() for move in facts.moves]

    @cached_property
    def signings(self):
        """(place, signing) of every signing; the place of a branch is stage.branch."""
        found = [(stage, facts.signing) for stage, facts in self.facts.items() if facts.signing]
        side = [(stage, facts.parallel.branches) for stage, facts in self.facts.items() if facts.parallel]
        return found + [(f"{stage}.{code}", one.signing) for stage, some in side for code, one in some.items()]

    def leaving(self, stage):
        """Moves of a stage that the engine takes when what was decided in it is settled."""
        facts = self.facts[stage]
        deciding = (facts.signing, facts.parallel, facts.sub)
        return [name for one in deciding if one for name in one.leaves.values()]

    @cached_property
    def names(self):
        """Every name that would be a method: moves of the facts and of the edges."""
        return {move.name for _stage, move in self.moves} | {name for _source, name, _to in self.edges}

    def reached(self, start, back=False):
        """Stages that can be reached from some stages, or from which they can be."""
        found, waiting = set(), list(start)
        while waiting:
            stage = waiting.pop()
            if stage not in found:
                found.add(stage)
                pairs = ((to, source) if back else (source, to) for source, _name, to in self.edges)
                waiting += [b for a, b in pairs if a == stage]
        return found


def rule(number, hint, level=Error):
    """Register a rule under its check id."""

    def mark(function):
        RULES[f"workflows.{level.__name__[0]}{number:03}"] = (function, hint, level)
        return function

    return mark


def faults(model):
    """Every fault of one process as a Django check message."""
    subject = Subject(model)
    return [
        level(f"{subject.code}: {why}", hint=hint, obj=model, id=number)
        for number, (broken, hint, level) in RULES.items()
        for why in broken(subject)
    ]


@register("workflows")
def processes(app_configs, **_kwargs):
    """Check every process that was discovered."""
    apps = {config.label for config in app_configs} if app_configs is not None else None
    models = [model for model in registry.KINDS.values() if apps is None or model._meta.app_label in apps]
    return [fault for model in models for fault in faults(model)]


@rule(1, "Write StageFacts for each member of Stage, StageFacts() for a closed one.")
def every_stage_has_facts(p):
    yield from (f"stage {stage} has no facts" for stage in p.stages if stage not in p.facts)
    yield from (f"facts for {stage}, which is no stage" for stage in p.facts if stage not in p.stages)
    yield from (f"{stage} is closed or the start, and no stage" for stage in {p.start, *p.closed} - set(p.stages))


@rule(2, "Give it an edge from a stage that is reached.")
def every_stage_is_reachable(p):
    found = p.reached([p.start])
    yield from (f"stage {stage} can never be reached" for stage in p.stages if stage not in found)


@rule(3, "Give it a way to a closed stage.")
def every_stage_can_end(p):
    found = p.reached(p.closed, back=True)
    yield from (f"a case in {stage} can never end" for stage in p.stages if stage not in found)


@rule(4, "The edge is a @transition on the model, the move a Move in the facts of its source.")
def moves_and_edges_agree(p):
    stated, written = {(stage, m.name) for stage, m in p.moves}, {(source, name) for source, name, _to in p.edges}
    yield from (f"move {name} of {stage} has no edge" for stage, name in sorted(stated - written))
    yield from (f"edge {name} from {source} has no move" for source, name in sorted(written - stated))
    listed = [(stage, move.name) for stage, move in p.moves]
    yield from (f"move {name} stands twice in {stage}" for stage, name in stated if listed.count((stage, name)) > 1)


@rule(5, "A term counts from a stage of the process or from a moment in workflows/moments.py.")
def terms_start_somewhere(p):
    known = {*p.stages, *moments.KNOWN, *getattr(p.model, "moment_codes", ())}
    for stage, move in p.moves:
        for term in filter(None, (move.term, move.urgent, move.minimum)):
            if term.start not in known:
                yield f"the term of {move.name} in {stage} counts from {term.start}, which is not known"
            if term.unit not in UNITS:
                yield f"the term of {move.name} in {stage} has the unit {term.unit}"


@rule(6, "Register it with @guard, @effect or @act in a module that the AppConfig imports.")
def keys_are_registered(p):
    for stage, move in p.moves:
        yield from (f"{move.name} in {stage}: no guard {key}" for key in move.guards if key not in registry.GUARDS)
        yield from (f"{move.name} in {stage}: no effect {key}" for key in move.effects if key not in registry.EFFECTS)
    for stage, facts in p.facts.items():
        yield from (f"{stage}: no effect {key}" for key in facts.back if key not in registry.EFFECTS)
        yield from (f"{stage}: no act {name}" for name in facts.acts if name not in registry.ACTS)


@rule(7, "Word it in the process's notice_texts.py.")
def notices_have_words(p):
    said = dict.fromkeys(notice.topic for _stage, move in p.moves for notice in move.notices)
    yield from (f"the notice {topic} has no text" for topic in said if not topics.known(topic))


@rule(8, "Let somebody else decide, too.")
def nobody_approves_alone_what_they_wrote(p):
    for stage, signing in p.signings:
        if signing.by and set(signing.by) == {AUTHOR}:
            yield f"only its author signs in {stage}"
    targets = {(source, name): to for source, name, to in p.edges}
    for stage, move in p.moves:
        ends = targets.get((stage, move.name)) in p.closed
        if ends and move.duty and set(move.by) == {AUTHOR}:
            yield f"{move.name} in {stage} lets the author alone close the case"


@rule(9, "Choose another name; the specification's names are free of this.")
def names_are_free(p):
    own = {field.name for field in p.model._meta.local_fields} - {"case_ptr"}
    for name in sorted(p.names | own):
        if keyword.iskeyword(name) or not name.isidentifier():
            yield f"{name} is a keyword of Python or no name"
        elif hasattr(Model, name) or name in own and any(hasattr(base, name) for base in p.model.__mro__[1:]):
            yield f"{name} is an attribute that every case has"
        elif name in p.names and (name in own or any(hasattr(base, name) for base in p.model.__mro__[1:])):
            yield f"{name} is a move, and a field or attribute as well"
    for stage, facts in p.facts.items():
        both = {move.name for move in facts.moves} & set(facts.acts)
        yield from (f"{name} is a move and an act of {stage}" for name in sorted(both))


@rule(10, "A signing's outcomes name moves of its own stage; a licensed move names an outcome that is licensed.")
def signings_lead_somewhere(p):
    for stage in p.facts:
        here = {move.name for move in p.facts[stage].moves}
        yield from (f"{stage} leaves by {name}, no move" for name in p.leaving(stage) if name not in here)
    for stage, signing in p.signings:
        if signing.mode not in signings.MODES:
            yield f"the signing of {stage} has the mode {signing.mode}"
    for stage, move in p.moves:
        signing = p.facts[stage].signing
        if move.outcome and (not signing or move.outcome not in signing.licenses):
            yield f"{move.name} in {stage} waits for the outcome {move.outcome}, which nothing licenses"


@rule(32, "See workflows/declare.py: what each word of Signing, Parallel and pool may say.")
def signings_can_be_kept(p):
    for place, signing in p.signings:
        yield from signing_faults.of(place, signing)
    for stage, facts in p.facts.items():
        yield from signing_faults.of_parallel(stage, facts.parallel) if facts.parallel else ()
        yield from signing_faults.of_pool(stage, facts)


@rule(33, "See Rung in workflows/declare.py: a day of its own, what it does, and to whom.")
def rungs_can_be_climbed(p):
    yield from rung_faults.of(p.code, p.model.process.rungs)
    for stage, facts in p.facts.items():
        yield from rung_faults.of(stage, facts.rungs)


@rule(35, "Leave the act out of this stage, or state in Process.ends where it leads.")
def acts_disturb_nothing(p):
    for stage, facts in p.facts.items():
        yield from act_faults.of(stage, facts, p.model.process.ends, p.stages)


@rule(11, "Give the lapse a term, and let a person decide what is adverse (F29).")
def the_clock_is_harmless(p):
    for stage, move in p.moves:
        if move.lapses and not move.term:
            yield f"{move.name} in {stage} lapses and has no term"
        if move.adverse and (move.lapses or "system" in move.by):
            yield f"the clock could take {move.name} in {stage}, which is adverse"


@rule(12, "Name a role, a signing that leaves by it, or let it lapse.")
def somebody_takes_every_move(p):
    for stage, move in p.moves:
        if not move.by and not move.lapses and move.name not in p.leaving(stage):
            yield f"nobody can take {move.name} in {stage}"


@rule(13, "See “Who” in docs/who.md: section_head@owner_unit, superior:2@opened_by, field:leader, group:experts, …")
def roles_are_in_the_language(p):
    by = {role for _stage, move in p.moves for role in move.by}
    by |= {role for facts in p.facts.values() for roles in facts.acts.values() for role in roles}
    by |= {role for _stage, signing in p.signings for role in signing.by}
    for role in sorted(by):
        yield from naming.faults(role, p.model, assign.BOUND)


@rule(
    30,
    "nobody: skip[:move] | role:<role> | unit_above; author: skip[:move] | superior | unit_head; repeat: adjacent | "
    "keep_first | keep_last, each with [:move]; a skip needs a move that a person need not word and is not adverse.",
)
def policies_can_be_kept(p):
    for stage, facts in p.facts.items():
        yield from (f"{stage}: {why}" for why in staffing_faults.of(p, stage, facts))


@rule(31, "Let a person's move lead there, or choose in another way.")
def who_is_chosen_can_be_chosen(p):
    for source, name, to in p.edges:
        if not any(role in choosing.PREVIOUS for role in choosing.words(p.facts.get(to, StageFacts()))):
            continue
        signing = p.facts[source].signing if source in p.facts else None
        move = next((m for s, m in p.moves if (s, m.name) == (source, name)), None)
        if move and (move.lapses or not move.by or signing and name in signing.leaves.values()):
            yield f"{name} leads to {to}, whose people must be chosen, and nobody is there to choose them"


@rule(14, "Put the form's class under this key into `forms`; without it nothing is asked.", level=Warning)
def forms_exist(p):
    yield from (f"{m.name} in {s}: no form {m.form}" for s, m in p.moves if m.form and m.form not in p.model.forms)


@rule(34, "See workflows/carrying.py: say in `sees` what the decision rests on, or let every step run again.")
def only_what_was_seen_is_carried_over(p):
    for stage, facts in p.facts.items():
        yield from carrying_faults.of(p, stage, facts)


@rule(15, "Walk it with `manage.py describe`: give the state a move, mend the rule, or let a person break the circle.")
def every_definition_is_sound(p):
    # What is not even well formed cannot be walked; the rules above have said why.
    if not any(map(list, (every_stage_has_facts(p), moves_and_edges_agree(p), signings_lead_somewhere(p)))):
        yield from soundness.faults(registry.stated(p.model))
