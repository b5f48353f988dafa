"""What is wrong with the policies about people that a stage states. Asked by `workflows.checks`."""

import inspect

from workflows import assign, naming
from workflows.declare import AGREE

WORDS = {
    "nobody": ("skip", "role", "unit_above"),
    "author": ("skip", "superior", "unit_head"),
    "repeat": ("adjacent", "keep_first", "keep_last"),
}


def of(p, stage, facts):
    """Sentences about one stage of a process, as `workflows.checks` knows it."""
    for name in ("apart", "familiar"):
        stated = getattr(facts, name)
        stages = (stated,) if isinstance(stated, str) else stated
        yield from (f"{name} names {one}, which is no stage" for one in stages if one and str(one) not in p.facts)
    for name, words in WORDS.items():
        word, _colon, what = getattr(facts, name).partition(":")
        if not word:
            continue
        if word not in words:
            yield f"{name} says {word}, which is no policy"
        elif word == "role":
            yield from naming.faults(what, p.model, assign.BOUND)
        elif word == "skip" or name == "repeat":
            yield from skips(p, facts, name, what)


def skips(p, facts, policy, name):
    """What keeps the system from passing a stage by a move; `name`: "" for the one that agrees."""
    move = next((one for one in facts.moves if one.name == (name or _agreeing(facts))), None)
    if move is None:
        yield f"{policy} may skip the stage and names no move of it"
    elif move.adverse or move.reason:
        yield f"{policy} may skip the stage by {move.name}, which is adverse or needs a written reason"
    if facts.mandatory:
        yield f"{policy} may skip the stage, which is mandatory"
    if move and _asks(p.model, move.name):
        yield f"{policy} may skip the stage by {move.name}, which asks for answers"


def _agreeing(facts):
    if facts.signing and facts.signing.leaves.get(AGREE):
        return facts.signing.leaves[AGREE]
    return next((move.name for move in facts.moves if move.duty and not move.adverse and not move.reason), "")


def _asks(model, name):
    """Whether the move's method takes answers that have no default."""
    method = getattr(model, name, None)
    asked = inspect.signature(method).parameters.values() if method else ()
    return any(one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD for one in list(asked)[1:])
