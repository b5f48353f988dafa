"""More time: asked for by the unit before the term is over and decided one level up, once (§3.0), or given unasked."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.rectification import milestones
from processes.rectification.guards import longest_extension, waits
from processes.rectification.stages import UNIT
from workflows import due, registry
from workflows.errors import Refused
from workflows.registry import act
from workflows.store.orm import keep_moment
from workflows.wording import act_label

REASON = 10  # characters
act_label("extend_rectification", gettext_lazy("延长整改期限"))


@act("extend_rectification")
def extend_rectification(case, step, *, due_on, text):
    """One level up gives more time without being asked."""
    why = barred(case) or _over(case, step) or _outside(case, due_on)
    if why or len(text.strip()) < REASON:
        raise Refused(why or _("没有延期：请写明理由，至少 10 个字；理由会告知整改单位。"))
    step.opinion = text.strip()
    moved(case, step, due_on)
    registry.ACTS["reckon"](case, step)
    step.tell("rectification.extended", case.players(UNIT), reason=text.strip()[:200])


def moved(case, step, day):
    """The term moves; dates of measures stay."""
    keep_moment(case, "due_before", due.end_of(case.due_on))
    case.due_on, case.extended = day, True
    keep_moment(case, "due", due.end_of(case.last_day))
    step.after.append(lambda step: milestones.recount(step.case))  # once the term of the stage has moved


def barred(case):
    """Why there is no more time to be had, or ""."""
    if waits(case):
        return waits(case)
    if case.extended:
        return _("没有延期：整改期限只能延长一次。请按期申请销号。")
    return ""


def _over(case, step):
    if timezone.localdate(step.at) > case.due_on:
        return _("没有延期：期限已过，不能再延长。请尽快申请销号。")
    return ""


def _outside(case, day):
    """Later than the term, and at most as long again."""
    last = longest_extension(case)
    if case.due_on < day <= last:
        return ""
    return _("没有延期：新的期限应在原期限以后，最迟 %s。请重新选择日期。") % last.isoformat()
