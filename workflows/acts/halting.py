"""暂停、恢复: a case stands still; its work waits and its terms do not run."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import pauses, sending, subcases
from workflows.errors import Refused
from workflows.models import WorkItem
from workflows.recusals import at_work
from workflows.registry import act
from workflows.wording import act_label

act_label("suspend", gettext_lazy("暂停"))
act_label("resume", gettext_lazy("恢复办理"))
act_label("stand_still", gettext_lazy("因子事项暂停，停止计时"))
act_label("run_on", gettext_lazy("子事项恢复办理，接着计时"))
LONGEST, TIMES = 60, 2  # calendar days; once, and once more
GROUNDS = {
    "force": gettext_lazy("不可抗力"), "other_case": gettext_lazy("等待其他程序"),
    "absent": gettext_lazy("当事人不能参加"), "law": gettext_lazy("依法中止"),
}  # fmt: skip
WAITS = ("move", "sign", "seat", "delegate", "subcase")


@act("suspend")
def suspend(case, step, *, reason, until=None, ground=""):
    """Nothing can be done in the case, and nothing becomes due, until it is resumed; `ground`: one of GROUNDS."""
    if ground and ground not in GROUNDS:
        raise Refused(_("没有暂停：请在列出的情形中选一种。"), "ground")
    if case.is_closed:
        raise Refused(_("没有暂停：事项已经办结。"))
    if until and until <= timezone.localdate(step.at):
        raise Refused(_("没有暂停：恢复的日期须在今天以后。请改选日期。"), "until")
    last = timezone.localdate(step.at) + timedelta(days=LONGEST)
    if until and until > last:
        raise Refused(_("没有暂停：一次最长 %d 天。请改选日期，到期仍需暂停的可以续一次。") % LONGEST, "until")
    if case.standstills.filter(code=pauses.SUSPENDED, since__gte=case.stage_since).count() >= TIMES:
        raise Refused(_("没有暂停：本环节已经暂停过两次，不能再暂停。请继续办理，或按规定终止。"))
    until = until or last
    step.reason = sending.reason(reason)
    if ground:
        step.fields["ground"] = ground
        step.reason = f"{GROUNDS[ground]}：{step.reason}"
    sending.undisturbed(case)
    told = {item.owner_id for item in at_work(case) if item.owner_id} | {case.opened_by_id}
    halt(case, step, until)
    subcases.reach(step, "suspend")
    step.after.append(subcases.paused)
    step.tell("case.suspended", told, actor=step.actor.name, stage=case.stage, reason=step.reason[:200])


def halt(case, step, until=None):
    """The work of the stage waits from now on."""
    pauses.begin(case, step, pauses.SUSPENDED, step.reason[:200], until)
    case.suspended_at = step.at
    _open(case).update(status="SCHEDULED", held="suspended")
    case.open_items = 0
    if until:
        step.fields["until"] = until.isoformat()


def _open(case):
    return WorkItem.objects.filter(process=case.pk, stage=case.stage, status="ASSIGNED", kind__in=WAITS)


@act("resume")
def resume(case, step, *, reason=""):
    """The case goes on; what is due moves by the pause."""
    if not case.suspended_at:
        raise Refused(_("没有恢复：事项没有暂停。请刷新页面查看。"))
    step.reason = reason.strip()
    if step.actor.kind == step.actor.Kind.SYSTEM:  # the day until which it was suspended has come
        step.fields["automatic"] = True
    since = case.suspended_at
    go_on(case, step)
    subcases.resumed(step, since)
    step.after.append(subcases.goes_on)
    told = {item.owner_id for item in at_work(case) if item.owner_id} | {case.opened_by_id}
    step.tell("case.resumed", told, stage=case.stage, reason=step.reason[:200])


def go_on(case, step):
    """The work that waited because the case stood still is open again."""
    waiting = WorkItem.objects.filter(process=case.pk, stage=case.stage, status="SCHEDULED", held="suspended")
    waiting.update(status="ASSIGNED", held="")
    case.open_items = _open(case).exclude(kind="subcase").count()
    before = case.due
    paused = pauses.end(case, step, pauses.SUSPENDED)
    case.suspended_at = None
    if paused:
        step.fields["paused"] = [paused.since.isoformat(), step.at.isoformat()]
    if before != case.due:
        step.fields["due"] = [str(before), str(case.due)]
