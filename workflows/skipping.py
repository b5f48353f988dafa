"""A stage that nobody has to do anything in is passed by the system, with an event that says so and why.

The move is taken through the one door, in the transaction of the step that led there, and only along a move that is
not adverse (F29).
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _

from people import roles
from workflows import moves
from workflows.errors import Refused

_passed = ContextVar("passed", default=())


def settle(step):
    """The step is written: where nobody has anything to do in the stage it led to, the system takes the case on."""
    if found := step.onward:
        _pass(step.case, found.skip, {"skipped": found.why, "left_out": sorted(found.left_out)})


def _pass(case, name, why):
    stage = case.stage
    move = case.rules.find(stage, name)
    if not move or move.adverse or case.rules.stages[stage].mandatory or stage in _passed.get():
        raise Refused(
            _("没有办理：下一环节“%s”没有人能办，也不能跳过。请系统管理员先指定人员。") % case.rules.label(stage)
        )
    with _passing(stage):
        moves.pass_on(case, name, by=roles.system_user(), why=why)


@contextmanager
def _passing(stage):
    token = _passed.set((*_passed.get(), stage))
    try:
        yield
    finally:
        _passed.reset(token)
