"""Acting inside a stage: signings that the engine counts, and acts registered under their keys."""

import inspect

from django.utils.translation import gettext as _

from workflows import authorise, carrying, papers, registry, signings
from workflows.errors import Refused
from workflows.store import current as store


def take(step, name, item=None, version=None):
    """Take the act `name`. Raises Refused; the store writes the step."""
    authorise.awake(step, name)
    if name == "sign":
        _sign(step, item)
        return
    step.pointed = item
    if not authorise.holds(step, name):
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
    """One voice in a signing."""
    case = step.case
    step.item = store().item_of(case, owner=step.actor.pk, kind="sign", **({"pk": item} if item else {}))
    if step.item is None:
        signings.undone(step)
    authorise.untied(step.actor, case, step.item.role)
    authorise.apart(step)
    item = step.item
    signings.speak(step)
    carrying.note(step, item)
