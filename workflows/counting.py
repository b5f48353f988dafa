"""When a signing is settled: pure rules over (rule, counts). `rule` is a declare.Signing, `row` its counts.

Counts are weights; without `weights` each voice weighs one. `present` counts those who have spoken, whatever they
said; who was recused or removed under `recused="keep"` stays in `entitled` and is in none of the others.
"""

from fractions import Fraction

from workflows.declare import AGREE, OPPOSE
from workflows.voices import FEWEST_SECRET

UNMET = "unmet"  # the quorum can no longer be met; what follows stands in the rule


def settled(rule, row, vetoes=True):
    """The outcome of a signing, UNMET when it can no longer be valid, or "" while it is open.

    `vetoes`: whether among those who have not spoken there may be somebody with a veto.
    """
    if rule.mode == "any" and ends(rule) and row.agreed:
        return AGREE  # the first word settles it, whatever it is
    if row.vetoed or ends(rule) and row.opposed:
        return OPPOSE
    if beyond(rule, row):
        return UNMET
    if row.waiting and not closes_early(rule):
        return ""
    outcome = MODES[rule.mode](rule, row)
    # One word more could still end it.
    return "" if outcome == AGREE and row.waiting and (ends(rule) or rule.veto and vetoes) else outcome


def ends(rule):
    """Whether the first objection settles it. In secret it never does: everybody would know who objected."""
    return not rule.secret and (rule.rejection == "ends" or not rule.rejection and rule.mode != "vote")


def closes_early(rule):
    """Whether it is settled as soon as nothing can change it. In secret the last voice would be told by that."""
    return rule.early and not rule.secret


def beyond(rule, row):
    """Whether so many have left that the signing cannot be valid any more."""
    able = row.present + row.waiting
    if not able or rule.secret and able < FEWEST_SECRET:
        return True
    return rule.mode == "vote" and able < present_needed(rule, row.entitled)


def too_few(rule, row):
    """Whether after recusals fewer are left than may decide by vote (F03)."""
    return rule.mode == "vote" and row.entitled < rule.floor


def _all(rule, row):
    """All must agree."""
    if row.opposed or row.abstained:
        return OPPOSE
    return "" if row.waiting else AGREE


def _any(rule, row):
    """One who agrees is enough."""
    if row.agreed:
        return AGREE
    return "" if row.waiting else OPPOSE


def _vote(rule, row):
    """More than the threshold must agree; it is not settled before enough have taken part."""
    if row.present < present_needed(rule, row.entitled):
        return ""
    needed = passing(rule, base(rule, row))
    if row.agreed >= needed:
        return AGREE
    return OPPOSE if row.agreed + row.waiting < needed else ""


MODES = {"all": _all, "any": _any, "sequential": _all, "vote": _vote}


def base(rule, row):
    """What the threshold is a share of: those entitled, or those who take part in the end."""
    return row.present + row.waiting if rule.base == "present" else row.entitled


def passing(rule, entitled):
    """Votes in favour that carry it: more than the share of those entitled (R17)."""
    return int(Fraction(*rule.threshold) * entitled) + 1


def present_needed(rule, entitled):
    """How many must be present: the share of those entitled, rounded up."""
    share = Fraction(*rule.quorum) * entitled
    return -(-share.numerator // share.denominator)


def parallel(stated, outcomes):
    """The outcome of branches that run side by side, "" while it is open; `outcomes`: of each branch, "" if open."""
    agreed = outcomes.count(AGREE)
    if stated.needed and agreed >= min(stated.needed, len(outcomes)):
        return AGREE
    if "" in outcomes:
        return ""
    return OPPOSE if stated.needed or agreed < len(outcomes) else AGREE
