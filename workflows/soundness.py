"""Soundness of a definition, by walking through all that can happen to a case of it.

A state is the stage, what its signing has come to, whether its term is over, and how often each counted move was
taken. Guards are free choices: each may let a move pass or hold it up for a time, so only what no guard can mend is
a fault. Counters are bounded by what is declared, so the walk ends.
"""

from dataclasses import dataclass, field
from functools import cached_property

from workflows import signings
from workflows.models import Signing

SIZES = range(1, 12)  # numbers of signers that are tried for a rule
LIMIT = 50_000  # states of one definition; more says that something is not bounded


@dataclass(frozen=True)
class State:
    """Where a case can be."""

    stage: str
    outcome: str = ""  # of the stage's signing; "" while it is open
    late: bool = False  # the term of the moves that expire is over
    taken: tuple = ()  # (move, times) of the moves that are counted


@dataclass(frozen=True)
class Step:
    """One way on. `human`: somebody has to act for it."""

    name: str
    to: State
    human: bool = True


@dataclass
class Space:
    """Every state that a case can reach, with the ways out of each."""

    rules: object
    steps: dict = field(default_factory=dict)  # State → [Step]
    whole: bool = True  # False: the walk was given up

    @cached_property
    def stages(self):
        return {state.stage for state in self.steps}

    @cached_property
    def ending(self):
        """States from which some closed stage can be reached."""
        before = {}
        for state, ways in self.steps.items():
            for way in ways:
                before.setdefault(way.to, []).append(state)
        found, waiting = set(), [state for state in self.steps if self.rules.is_closed(state.stage)]
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting += before.get(state, ())
        return found


def explore(rules, limit=LIMIT):
    """Walk from the opening of a case through everything that its rules allow."""
    space, waiting = Space(rules), [State(rules.data["start"])]
    while waiting:
        state = waiting.pop()
        if state in space.steps:
            continue
        if len(space.steps) >= limit:
            space.whole = False
            break
        space.steps[state] = ways = list(_ways(rules, state))
        waiting += [way.to for way in ways]
    return space


def _ways(rules, state):
    facts = rules.stages[state.stage]
    if not state.outcome:
        for outcome in _outcomes(facts):
            yield Step(f"signing:{outcome}", _settled(rules, state, facts, outcome))
    for code in facts.returns if facts.returns != ("*",) else ():
        yield Step("return_to", State(code, taken=state.taken))
    for move in facts.moves:
        yield from _move(rules, state, facts, move)
    if not state.late and any(move.expires and move.term for move in facts.moves):
        yield Step("time", State(state.stage, state.outcome, True, state.taken), human=False)


def _settled(rules, state, facts, outcome):
    """The state after a signing or all branches came to `outcome`: the stage is left, or moves are licensed."""
    leaves = (facts.parallel or facts.signing).leaves
    if name := leaves.get(outcome):
        return _after(rules, state, name)
    return State(state.stage, outcome, state.late, state.taken)


def _move(rules, state, facts, move):
    left_by_signing = facts.signing and move.name in facts.signing.leaves.values() and not move.by
    left_by_signing = left_by_signing or facts.parallel and move.name in facts.parallel.leaves.values()
    if left_by_signing or move.expires and state.late or move.outcome and move.outcome != state.outcome:
        return
    if _worn_out(state, move) or never(move):
        return
    if move.by or _ends_subcase(facts, move):
        yield Step(move.name, _after(rules, state, move.name))
    elif move.lapses:
        yield Step(move.name, _after(rules, state, move.name), human=False)


def _ends_subcase(facts, move):
    return facts.sub and move.name in facts.sub.leaves.values()


def _worn_out(state, move):
    return move.most and dict(state.taken).get(move.name, 0) >= move.most


def _after(rules, state, name):
    move, taken = rules.find(state.stage, name), dict(state.taken)
    if move and move.most:
        taken[name] = min(taken.get(name, 0) + 1, move.most)
    to = rules.target(state.stage, name)
    if to == state.stage:  # its signing and its term go on
        return State(to, state.outcome, state.late, tuple(sorted(taken.items())))
    return State(to, taken=tuple(sorted(taken.items())))


def never(move):
    """Whether a minimum period outlasts the term after which the move is refused."""
    term, least = move.term, move.minimum
    same = term and least and term.start == least.start and term.unit == least.unit
    return bool(move.expires and same and least.n >= term.n)


def _outcomes(facts):
    """What the signing of a stage can come to."""
    if facts.parallel:
        return tuple(facts.parallel.leaves)
    if not facts.signing:
        return ()
    if facts.signing.sitting or facts.signing.licenses and not facts.signing.by:
        return facts.signing.licenses  # counted item by item in the sitting
    return tuple(outcome for outcome in ("agree", "oppose") if reachable(facts.signing, outcome))


def reachable(rule, outcome):
    """Whether some number of signers can bring this signing to `outcome`."""
    return any(signings.settled(rule, row) == outcome for n in SIZES for row in _counts(n))


def _counts(n):
    """What the row of a signing of `n` can hold when all have spoken, and nobody abstained."""
    for agreed in range(n + 1):
        yield Signing(entitled=n, present=n, agreed=agreed, opposed=n - agreed)


def dead_ends(space):
    """States in which nobody can do anything, and states from which no case can end."""
    for state, ways in space.steps.items():
        if space.rules.is_closed(state.stage):
            continue
        if not ways:
            yield f"{_place(space.rules, state)}: nothing can be done"
        elif state not in space.ending:
            yield f"{_place(space.rules, state)}: no way leads to an end"


def unreached(space):
    """Stages that no case comes to, and moves that nobody can ever take."""
    rules, taken = space.rules, {(state.stage, way.name) for state, ways in space.steps.items() for way in ways}
    for stage, facts in rules.stages.items():
        if stage not in space.stages:
            yield f"no case can come to {stage}"
            continue
        leaves = {*(facts.signing.leaves.values() if facts.signing else ())}
        leaves |= {*(facts.parallel.leaves.values() if facts.parallel else ())}
        for move in facts.moves:
            if move.name not in leaves and (stage, move.name) not in taken:
                yield f"{move.name} in {stage} can never be taken"


def unmet(rules):
    """Signings that name an outcome which no number of signers can bring about."""
    for stage, facts in rules.stages.items():
        named = [("", facts.signing)] if facts.signing else []
        named += [(code, branch.signing) for code, branch in facts.parallel.branches.items()] if facts.parallel else []
        for code, rule in named:
            if rule.sitting or not rule.by:
                wanted = ("agree",)
            else:
                wanted = tuple(rule.leaves) or ("agree",)
            for outcome in wanted:
                if outcome in ("agree", "oppose") and not reachable(rule, outcome):
                    yield f"the signing of {'.'.join(filter(None, (stage, code)))} can never come to {outcome}"


def restless(space):
    """Circles that the clock alone walks round for ever."""
    onward = {
        state: [way.to for way in ways if not way.human and way.name != "time"] for state, ways in space.steps.items()
    }
    done, open_now = set(), set()
    for start in onward:
        yield from _circle(start, onward, done, open_now)


def _circle(start, onward, done, open_now):
    path = [(start, iter(onward.get(start, ())))]
    if start in done:
        return
    open_now.add(start)
    while path:
        state, rest = path[-1]
        to = next(rest, None)
        if to is None:
            path.pop()
            open_now.discard(state)
            done.add(state)
        elif to in open_now:
            yield f"the clock alone goes round in circles from {to.stage}"
        elif to not in done:
            open_now.add(to)
            path.append((to, iter(onward.get(to, ()))))


def _place(rules, state):
    told = [state.stage, state.outcome and f"signing {state.outcome}", state.late and "the term is over"]
    told += [f"{name} taken {times}×" for name, times in state.taken]
    return ", ".join(filter(None, told))


def faults(rules):
    """All that is unsound about a definition, each a sentence."""
    space = explore(rules)
    if not space.whole:
        yield f"more than {LIMIT} states: a counter is not bounded"
        return
    for found in (dead_ends(space), unreached(space), unmet(rules), restless(space)):
        yield from dict.fromkeys(found)
