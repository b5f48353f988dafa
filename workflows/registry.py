"""The processes that were discovered, and the code that stays under stable keys."""

from functools import cache

from policy import fields, rooms
from policy import rules as policy
from workflows import declare, rules

KINDS = {}  # process code → model class
GUARDS, EFFECTS, ACTS, UNDO = {}, {}, {}, {}


def register(model):
    """Make a process known: the model of its cases carries its facts. Called by its AppConfig."""
    KINDS[model.process.code] = model
    fields.declare(model.process.code, model.guarded)
    policy.declare(model.process.code, readers=frozenset(model.process.readers))
    rooms.declare(model.process.code, model.process.confined)
    return model


def kind(code):
    """Return the model of a process's cases; KeyError if no such process was discovered."""
    return KINDS[code]


def guard(key):
    """Register a guard: `(case, step) -> sentence or ""`. The key may not vanish while a stored version uses it."""
    return _into(GUARDS, key)


def effect(key, undo=None):
    """Register an effect: `(case, step) -> None`, run inside the move's transaction.

    `undo` takes it back, called like it; a move with an effect that has none cannot be taken back.
    """
    if undo:
        UNDO[key] = undo
    return _into(EFFECTS, key)


def nothing(case, step):
    """The undo of an effect that changed fields of the case or gave work: both come back by themselves."""


def act(key):
    """Register an act: `(case, step, **answers) -> None`; it changes things inside a stage.

    Keys are shared by all processes. A second function under a key is refused while its module is imported.
    """
    return _into(ACTS, key)


def _into(table, key):
    def mark(function):
        if key in table:
            raise ValueError(
                f"{function.__module__} cannot register “{key}”: the key belongs to {table[key].__module__} already, "
                "and keys are shared by all processes. Choose another name for the newer one."
            )
        table[key] = function
        return function

    return mark


def edges(model):
    """(from, method, to) of every transition written on the model."""
    found = []
    for method in model._meta.get_field("stage").get_all_transitions(model):
        if method.source == "*":  # the engine's own way, from anywhere to anywhere
            continue
        found.append((str(method.source), method.name, str(method.target)))
    return sorted(found)


@cache
def current(code):
    """Return the rules that today's code states for a process."""
    return stated(kind(code))


def stated(model):
    """Return the rules that a process's model states."""
    labels = {str(value): str(label) for value, label in model.Stage.choices}
    closed = {str(stage) for stage in model.closed}
    facts = {str(stage): fact for stage, fact in model.facts.items()}
    data = declare.as_data(model.process, str(model.start), labels, facts, edges(model), closed)
    return rules.read(rules.canonical(data))
