"""What happens next. Pure: `move()` decides by it and the page predicts by it, so they cannot drift."""

from dataclasses import dataclass

from workflows import due


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


def entry(rules, stage, at, moments):
    """What holds from the moment a case enters `stage` at `at`."""
    return Entry(
        stage, rules.label(stage), rules.is_closed(stage), rules.duties(stage), due.of_stage(rules, stage, at, moments)
    )


def plan(rules, stage, at, moments, since):
    """All moves out of `stage`, each with what would follow if it were taken at `at`."""
    return [_plan(rules, move, stage, at, moments, since) for move in rules.moves_from(stage)]


def _plan(rules, move, stage, at, moments, since):
    first = None
    if move.minimum:
        start = since if move.minimum.start == stage else moments.get(move.minimum.start)
        first = start and due.earliest(move.minimum, start)[0]
    when = max(at, first) if first else at
    return Plan(move, entry(rules, rules.target(stage, move.name), when, moments | {stage: since}), first)
