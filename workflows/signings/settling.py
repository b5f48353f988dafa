"""What follows from the counts of a signing: it goes on, is settled, or can no longer be valid."""

from workflows import counting, taking
from workflows.acts import above
from workflows.models import Signing, WorkItem
from workflows.signings import box, line
from workflows.store.orm import COUNTS
from workflows.voices import OPEN


def rule_of(case, row):
    """The declared rule of a signing: of its stage, or of its branch."""
    facts = case.rules.stages[row.stage]
    return facts.parallel.branches[row.branch].signing if row.branch else facts.signing


def settle(step, row):
    """Look at the counts; returns whether the signing is settled now. It may take the move that leaves the stage."""
    rule = rule_of(step.case, row)
    outcome = counting.settled(rule, row, bool(rule.veto) and _vetoes(step, rule, row))
    if not outcome:
        step.voted = row
        line.advance(step, row)
        return False
    if rule.secret:
        outcome = box.opened(rule, row, outcome)
    if outcome == counting.UNMET:
        return unmet(step, row)
    close(step, row, outcome)
    return True


def _vetoes(step, rule, row):
    """Whether somebody with a veto has not spoken yet."""
    left = line.undone(row).filter(role__in=rule.veto)
    return left.exclude(pk=step.item.pk if step.item else None).exists()


def unmet(step, row):
    """The signing can no longer be valid: it has the outcome that the rule states, or goes one level up (F03)."""
    rule = rule_of(step.case, row)
    close(step, row, counting.UNMET if rule.unmet == "above" else rule.unmet)
    return True


def close(step, row, outcome):
    """The signing has this outcome: whoever had not spoken need not, and the stage may be left."""
    row.outcome, row.settled_at = outcome, step.at
    if not row.branch and outcome in rule_of(step.case, row).leaves:
        step.voted = row  # the stage is left by this: written with the step
    else:
        row.save(update_fields=COUNTS)
    if outcome == counting.UNMET:
        close_rest(step, row, "settled")
        above.go_up(step, row)
        return
    if not follow(step, row):
        close_rest(step, row, "settled")


def follow(step, row):
    """Take the move that the outcome of a settled signing names, if it names one; returns its name."""
    name = _move(step, row, row.outcome)
    if name:
        leave_stage(step, name)
    return name


def _move(step, row, outcome):
    """The move by which the stage is left, or "": it licenses others, or branches beside it are still open."""
    facts = step.case.rules.stages[row.stage]
    if not row.branch:
        return facts.signing.leaves.get(outcome, "")
    outcomes = [one.outcome for one in branches(step.case) if one.outcome != counting.UNMET]
    return facts.parallel.leaves.get(counting.parallel(facts.parallel, outcomes), "")


def branches(case):
    """The signings of the branches that were opened in this stay in the stage."""
    found = Signing.objects.filter(case=case, stage=case.stage, opened_at__gte=case.stage_since).exclude(branch="")
    return list(found.order_by("pk"))


def close_rest(step, row, why):
    """Close what is undone in a signing, without a voice; `why` is the reason kept with each item."""
    if not step.case.open_items and not step.case._waits:
        return
    left = [item for item in line.undone(row) if not (step.item and item.pk == step.item.pk)]
    step.case.open_items -= sum(item.status == OPEN for item in left)
    WorkItem.objects.filter(pk__in=[item.pk for item in left]).update(
        status="CANCELED", finished=step.at, closed_why=why
    )
    line.unask(step, left, why)


def leave_stage(step, name):
    """Take the move that a settled signing names."""
    step.answers, step.closes_why = {}, "settled"
    move = step.case.rules.find(step.case.stage, name)
    taking.check(step.case, None, move)
    taking.run(step, move)
