"""What happens next. Pure: `move()` decides by it and the page predicts by it, so they cannot drift."""

from dataclasses import dataclass

from workflows import due
from workflows.declare import AGREE


@dataclass(frozen=True)
class Entry:
    """What entering a stage means: who gets work, by when."""

    stage: str
    label: str
    closed: bool
    duties: tuple
    deadline: due.Deadline


@dataclass(frozen=True)
class Plan:
    """One possible move and where it leads."""

    move: object
    entry: Entry
    earliest: object = None  # the first moment it is legal, if a minimum period runs


def entry(rules, stage, at, moments, spans=(), later=None):
    """What holds from the moment a case enters `stage` at `at`.

    `spans`: the pauses of the case, `later`: deadline → deadline with the time that was granted. What counts from the
    entry alone is touched by neither, and asks for neither.
    """
    elsewhere = any(move.term and move.term.start != stage for move in rules.moves_from(stage))
    found = due.of_stage(rules, stage, at, moments, spans if elsewhere else ())
    found = later(found) if elsewhere and later else found
    return Entry(stage, rules.label(stage), rules.is_closed(stage), rules.duties(stage), found)


def plan(rules, stage, at, moments, since, spans=(), later=None):
    """All moves out of `stage`, each with what would follow if it were taken at `at`."""
    return [_plan(rules, move, stage, at, moments, since, spans, later) for move in rules.moves_from(stage)]


def hoped(rules, stage):
    """The move that one hopes for: what was decided agrees, or the first duty that leads onwards; None if none does."""
    facts, order = rules.stages[stage], list(rules.stages)
    deciding = (facts.signing, facts.parallel)
    names = [one.leaves[AGREE] for one in deciding if one and one.leaves.get(AGREE)]
    names += list(facts.sub.leaves.values())[:1] if facts.sub else []
    onward = [move for move in facts.moves if rules.target(stage, move.name) != stage]

    def unwelcome(move):
        return order.index(rules.target(stage, move.name)) < order.index(stage), move.reason

    onward = sorted(onward, key=unwelcome)
    licensed = [move for move in onward if move.outcome] if facts.signing and facts.signing.licenses else []
    names += [move.name for move in (*licensed, *onward) if move.duty and not move.adverse]
    names += [move.name for move in onward if move.lapses]
    return rules.find(stage, names[0]) if names else None


def _plan(rules, move, stage, at, moments, since, spans, later):
    first = None
    if move.minimum:
        start = since if move.minimum.start == stage else moments.get(move.minimum.start)
        first = start and due.earliest(move.minimum, start)[0]
    when = max(at, first) if first else at
    to = rules.target(stage, move.name)
    return Plan(move, entry(rules, to, when, moments | {stage: since}, spans, later), first)
