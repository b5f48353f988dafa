"""Every fact of two versions of a definition that stands in no slot: whatever differs has a line, or is the same.

Facts are compared by the fields of their declarations, so that a word added to the language later is compared, too.
"""

from dataclasses import MISSING, asdict, fields, is_dataclass

from workflows import renaming
from workflows.declare import Move, Process, Signing, StageFacts

TERMS = ("term", "urgent", "minimum")
# What is compared elsewhere: names and slots, see `workflows.versions` and `workflows.rulesets`.
ELSEWHERE = {
    Process: ("code", "limits"), StageFacts: ("moves", "acts", "signing"),
    Move: ("name", "label", "by", "notices", *TERMS), Signing: ("quorum", "threshold", "floor", "by"),
}  # fmt: skip
OF_STAGES = renaming.OF_STAGES | {"renamed"}  # values that are codes of stages


def process(old, new):
    """(what, before, after) of the process as a whole."""
    for one in fields(Process):
        if one.name not in ELSEWHERE[Process]:
            default = one.default_factory() if one.default_factory is not MISSING else one.default
            yield from _pair("process", one.name, old, new, *(r.process.get(one.name, default) for r in (old, new)))
    for name in ("start", "order"):
        yield from _pair("process", name, old, new, old.data[name], new.data[name])


def stage(old, new, code):
    """(what, before, after) of a stage that both have, and of its signing."""
    yield from _pair("stage", "closed", old, new, old.is_closed(code), new.is_closed(code))
    one, other = old.stages[code], new.stages[code]
    yield from _fields(StageFacts, "stage", old, new, one, other)
    yield from _fields(Signing, "signing", old, new, one.signing, other.signing)


def move(old, new, code, name):
    """(what, before, after) of a move that both have in this stage, and from when and by what right its terms run."""
    one, other = old.find(code, name), new.find(code, name)
    yield from _fields(Move, "move", old, new, one, other)
    for what in TERMS:
        terms = getattr(one, what), getattr(other, what)
        if all(terms):  # that one of them has none is said by its slot
            for part in ("start", "clause"):
                yield from _pair(what, part, old, new, *(getattr(term, part) for term in terms))


def _fields(kind, what, old, new, one, other):
    for found in fields(kind):
        if found.name not in ELSEWHERE[kind]:
            values = (getattr(facts, found.name) if facts else None for facts in (one, other))
            yield from _pair(what, found.name, old, new, *values)


def _pair(what, name, old, new, before, after):
    before, after = _plain(before), _plain(after)
    if (before or None) != (after or None):
        yield f"{what}.{name}", _told(name, before, old), _told(name, after, new)


def _plain(value):
    """A value as plain data, the same whether it was read or declared."""
    if is_dataclass(value):
        value = asdict(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _told(name, value, rules):
    """Codes of stages by their names."""
    if isinstance(value, dict):
        return {key: _told(name, one, rules) for key, one in value.items()}
    if isinstance(value, list):
        return [_told(name, one, rules) for one in value]
    return rules.label(value) if name in OF_STAGES and value in rules.stages else value
