"""Acting inside a stage: signings that the engine counts, and acts registered under their keys."""

import inspect

from django.utils.translation import gettext as _

from workflows import authorise, papers, registry, signings, taking, work
from workflows.errors import Refused
from workflows.store import current as store


def take(step, name, item=None, version=None):
    """Take the act `name`. Raises Refused; the store writes the step."""
    if name == "sign":
        _sign(step, item)
        return
    authorise.demand_of(step, name)
    authorise.same_version(step.case, version)
    if name not in registry.ACTS:
        raise Refused(_("没有这个操作，没有改动。请刷新页面后重试。"))
    try:
        inspect.signature(registry.ACTS[name]).bind(step.case, step, **step.answers)
    except TypeError:
        raise Refused(_("表单内容不完整或有多余项，没有保存。请刷新页面重新填写。")) from None
    registry.ACTS[name](step.case, step, **step.answers)
    papers.issue_after(step.case, step, name)


def _sign(step, item):
    """One voice in a signing; the last one needed also moves the case, or licenses its moves."""
    case = step.case
    step.item = store().item_of(case, owner=step.actor.pk, kind="sign", **({"pk": item} if item else {}))
    if step.item is None:
        _not_mine(step)
    authorise.untied(step.actor, case, step.item.role)
    authorise.apart(step)
    decision, opinion = step.answers.get("decision", ""), step.answers.get("opinion", "").strip()
    if decision not in ("agree", "oppose", "abstain"):
        raise Refused(_("还没有选择意见，没有提交。请选择同意、不同意或弃权。"))
    step.decision, step.opinion = decision, opinion
    rule, row = case.rules.stages[case.stage].signing, step.item.signing
    store().tally(row, decision)
    case.open_items -= 1
    outcome = signings.settled(rule, row)
    if outcome:
        row.outcome, row.settled_at = outcome, step.at
        row.save(update_fields=["waiting", "agreed", "opposed", "abstained", "outcome", "settled_at"])
    else:
        step.voted = row
    name = outcome and rule.leaves.get(outcome)
    if name:
        _leave(step, name)
    else:
        _stay(step, rule, row)


def _not_mine(step):
    """No open work for this person: either somebody was first, or it was never theirs."""
    case = step.case
    mine = case.task_set.filter(owner=step.actor.pk).exists()
    if not mine:
        authorise.demand(step.actor, "sign", case)
    raise Refused("")


def _leave(step, name):
    move = step.case.rules.find(step.case.stage, name)
    step.answers = {}
    taking.check(step.case, None, move)
    taking.run(step, move)


def _stay(step, rule, row):
    work.finish(step.item)
    if rule.mode == "sequential" and not row.outcome:
        signings.next_in_line(step, row)
