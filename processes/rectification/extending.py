"""More time: the unit asks with a reason before the term is over, one level up decides, once (§3.0)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.rectification import milestones
from processes.rectification.guards import longest_extension, waits
from processes.rectification.stages import ANSWER, DEPUTY, SUPERVISION, UNIT
from workflows import due, handing, registry
from workflows.errors import Refused
from workflows.registry import act
from workflows.store.orm import keep_moment
from workflows.wording import act_label

REASON = 10  # characters
act_label("ask_extension", gettext_lazy("申请延期"))
act_label("decide_extension", gettext_lazy("决定延期申请"))
act_label("extend_rectification", gettext_lazy("延长整改期限"))


@act("ask_extension")
def ask_extension(case, step, *, due_on, text):
    """The unit says until when, and why the term cannot be kept."""
    why = _over(case, step) or _outside(case, due_on)
    if why or case.asked:
        raise Refused(why or _("没有提交：延期申请已经提交，还没有决定。请等待决定，整改照常进行。"))
    if len(text.strip()) < REASON:
        raise Refused(_("没有提交：请写明不能按期完成的理由，至少 10 个字。"), "text")
    if not case.players(DEPUTY):
        raise Refused(_("没有提交：没有人可以决定延期。请系统管理员先指定分管副部长。"))
    case.asked = {"due_on": due_on.isoformat(), "why": text.strip(), "by": step.actor.name}
    step.opinion = text.strip()
    handing.give(step, DEPUTY, term=ANSWER, start=step.at)


@act("decide_extension")
def decide_extension(case, step, *, granted, text, due_on=None):
    """Grant it, perhaps to an earlier day, or refuse it; the unit is told the reason."""
    if not case.asked:
        raise Refused(_("没有办理：没有待决定的延期申请。请刷新页面核对。"))
    if len(text.strip()) < REASON:
        raise Refused(_("没有办理：请写明决定的理由，至少 10 个字；理由会告知整改单位。"), "text")
    step.decision, step.opinion = "approved" if granted else "declined", text.strip()
    if granted:
        day = due_on or date.fromisoformat(case.asked["due_on"])
        why = waits(case) or _outside(case, day) or _past(step, day)
        if why:
            raise Refused(why, "due_on")
        _extend(case, step, day)
    case.asked = {}
    handing.done(step, DEPUTY)
    topic = "extended" if granted else "not_extended"
    step.tell(f"rectification.{topic}", case.players(UNIT) + case.players(SUPERVISION), reason=text.strip()[:200])


@act("extend_rectification")
def extend_rectification(case, step, *, due_on, text):
    """One level up gives more time without being asked."""
    why = _over(case, step) or _outside(case, due_on)
    if why or len(text.strip()) < REASON:
        raise Refused(why or _("没有延期：请写明理由，至少 10 个字；理由会告知整改单位。"))
    step.opinion = text.strip()
    _extend(case, step, due_on)
    step.tell("rectification.extended", case.players(UNIT), reason=text.strip()[:200])


def _extend(case, step, day):
    """The term moves; dates of measures stay."""
    case.due_on, case.extended = day, True
    keep_moment(case, "due", due.end_of(case.last_day))
    registry.ACTS["reckon"](case, step)
    milestones.recount(case)


def _over(case, step):
    """Why there is no more time to be asked for, or ""."""
    if waits(case):
        return waits(case)
    if case.extended:
        return _("没有延期：整改期限只能延长一次。请按期申请销号。")
    if timezone.localdate(step.at) > case.due_on:
        return _("没有延期：期限已过，不能再延长。请尽快申请销号。")
    return ""


def _outside(case, day):
    """Later than the term, and at most as long again."""
    last = longest_extension(case)
    if case.due_on < day <= last:
        return ""
    return _("没有延期：新的期限应在原期限以后，最迟 %s。请重新选择日期。") % last.isoformat()


def _past(step, day):
    """Asked for in time and decided late, the new day must still lie ahead."""
    if day > timezone.localdate(step.at):
        return ""
    return _("没有办理：申请的日期已经过去。请另定以后的日期，或不同意延期。")
