"""When a signing is settled. Pure rules over the counts in its row."""

from fractions import Fraction

from workflows import work
from workflows.declare import AGREE, OPPOSE


def settled(rule, row):
    """The outcome of a signing, or "" while it is open."""
    return MODES[rule.mode](rule, row)


def _all(rule, row):
    """All must agree; the first objection settles it."""
    if row.opposed or row.abstained:
        return OPPOSE
    return "" if row.waiting else AGREE


def _any(rule, row):
    """The first word settles it."""
    return AGREE if row.agreed else OPPOSE if row.opposed else ""


def _vote(rule, row):
    """More than the threshold of those entitled must agree; settled as soon as nothing can change it."""
    needed = passing(rule, row.entitled)
    if row.agreed >= needed:
        return AGREE
    return OPPOSE if row.agreed + row.waiting < needed else ""


MODES = {"all": _all, "any": _any, "sequential": _all, "vote": _vote}


def passing(rule, entitled):
    """Votes in favour that carry it: more than the share of those entitled (R17)."""
    return int(Fraction(*rule.threshold) * entitled) + 1


def present_needed(rule, entitled):
    """How many must be present: the share of those entitled, rounded up."""
    share = Fraction(*rule.quorum) * entitled
    return -(-share.numerator // share.denominator)


def next_in_line(step, row):
    """Give the next signer of a sequential signing the work."""
    case, order = step.case, step.item.place + 1
    people = [p for role in case.rules.stages[case.stage].signing.by for p in case.players(role)]
    person = people[order]
    times = {"due": case.due, "warn_at": case.warn_at, "provisional": case.provisional}
    item = work.item(case, case.stage, owner_id=person, kind="sign", role=step.item.role, place=order, **times)
    item.signing = row
    step.born.append(item)
    case.open_items += 1
    step.tell("work.assigned", [person], stage=case.stage)
