"""A rectification waits for the review of an objection: the minister stops its clock, the review starts it again."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.rectification import milestones
from processes.rectification.stages import Stage
from workflows import due, handing, registry
from workflows.errors import Refused
from workflows.registry import act
from workflows.store.orm import keep_moment
from workflows.wording import act_label

act_label("hold_rectification", gettext_lazy("暂停整改"))
act_label("release_rectification", gettext_lazy("恢复整改"))


@act("hold_rectification")
def hold_rectification(case, step, *, why):
    """Nothing is due until the review has decided."""
    if case.held_since or len(why.strip()) < 10:
        raise Refused(_("没有暂停：整改已经暂停，或者没有写明理由（至少 10 个字）。请核对后再办理。"))
    case.held_since, case.held_why, step.opinion = step.at, why.strip()[:200], why.strip()
    case.due, case.warn_at, case.provisional = None, None, False
    handing.undate(case)


@act("release_rectification")
def release_rectification(case, step):
    """The clock goes on: every date moves by the days of the pause."""
    if not case.held_since:
        raise Refused(_("整改没有暂停，没有改动。请刷新页面核对。"))
    pause = step.at - case.held_since
    case.stage_since += pause
    for name in ("due_on", "again_by", "re_check_at"):
        if getattr(case, name):
            setattr(case, name, getattr(case, name) + pause)
    case.held_since, case.held_why = None, ""
    keep_moment(case, "due", due.end_of(case.last_day))
    registry.ACTS["reckon"](case, step)
    if case.stage == Stage.EXECUTING:
        milestones.recount(case)
