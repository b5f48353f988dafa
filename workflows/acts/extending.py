"""延期: more time is asked for with a reason, before the term is over, and decided by whom the stage names."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import due, extensions, pauses, sending, work
from workflows.acts import reckoning
from workflows.declare import Term
from workflows.errors import Refused
from workflows.models import Proposal, WorkItem
from workflows.recusals import at_work
from workflows.registry import act
from workflows.store import current as store
from workflows.wording import act_label

KIND, TERM = extensions.KIND, Term(n=3, unit="wd", start="extension")
act_label("ask_extension", gettext_lazy("申请延期"))
act_label("decide_extension", gettext_lazy("决定延期申请"))


@act("ask_extension")
def ask_extension(case, step, *, until, reason):
    """Ask for more time; the term runs on until it is granted."""
    found = pauses.deadline(case)
    _timely(case, step, found)
    if extensions.pending(case):
        raise Refused(_("没有提交：延期申请已经提交，还没有决定。请等待决定，事项照常办理。"))
    _within(case, found, until, step)
    step.reason = sending.reason(reason, 10)
    people = extensions.deciders(case, {step.actor.pk, step.holder_id})
    if not people:
        raise Refused(_("没有提交：没有人可以决定延期。请系统管理员先指定决定人。"))
    # A request about a stay that is over is void.
    Proposal.objects.filter(case=case.pk, code=KIND, outcome="").update(outcome="lapsed", decided_at=step.at)
    before = timezone.localdate(case.due).isoformat()
    data = extensions.term_of(case, found) | {"until": until.isoformat(), "due": before}
    Proposal.objects.create(case_id=case.pk, code=KIND, data=data, by=step.actor, reason=step.reason, at=step.at)
    _give(case, step, people)
    step.fields["until"] = until.isoformat()
    told = {"actor": step.actor.name, "until": until.isoformat(), "reason": step.reason[:200]}
    step.tell("extension.asked", people, **told)


def _give(case, step, people):
    """Whoever may decide has it before them, by the day on which it must be decided."""
    found = due.of_term(TERM, step.at)
    last = found.due if extensions.rule(case).late else min(found.due, case.due)
    times = {"due": last, "warn_at": min(found.warn_at, last), "provisional": found.provisional}
    roles = {
        pk: role
        for role in reversed(case.rules.stages[case.stage].acts["decide_extension"])
        for pk in case.players(role)
    }
    step.born += [work.item(case, case.stage, owner_id=pk, kind=KIND, role=roles[pk], **times) for pk in people]


def _timely(case, step, found):
    """Refuse what can no longer be asked for: no term, a term that is over, one that was extended often enough."""
    if why := case.extension_barred():
        raise Refused(why)
    if not found.due or not case.due:
        raise Refused(_("没有延期：本环节没有期限，不需要延期。"))
    if step.at > case.due:
        raise Refused(_("没有延期：期限已过，不能再延长。请尽快办理。"))
    most = extensions.rule(case).most
    if len(extensions.granted(case, found)) >= most:
        raise Refused(_("没有延期：本环节的期限最多延长 %d 次，已经用完。请按期办理。") % most)


def _within(case, found, day, step):
    last = extensions.last_day(case, found)
    if day <= timezone.localdate(step.at):
        raise Refused(_("没有办理：申请的日期已经过去。请另定以后的日期，或不同意延期。"), "until")
    if not timezone.localdate(case.due) < day <= last:
        said = _("没有延期：新的期限应在原期限以后，最迟 %s。请重新选择日期。")
        raise Refused(said % last.isoformat(), "until")


@act("decide_extension")
def decide_extension(case, step, *, outcome, reason, until=None):
    """Grant it, perhaps to an earlier day, or refuse it; who asked is told the reason."""
    row = extensions.pending(case)
    if row is None:
        raise Refused(_("没有办理：没有待决定的延期申请。请刷新页面核对。"))
    if outcome not in ("approve", "decline"):
        raise Refused(_("没有办理：请选择同意或不同意延期。"), "outcome")
    if step.actor.pk == row.by_id:
        raise Refused(_("没有办理：申请人不能决定自己的延期申请。请由其他有权的人决定。"))
    step.reason, step.decision = sending.reason(reason), outcome
    if outcome == "approve":
        _grant(case, step, row, until or date.fromisoformat(row.data["until"]))
    else:
        _settle(step, row, "declined")
    told = {row.by_id, case.opened_by_id, *(item.owner_id for item in at_work(case) if item.owner_id)}
    day = timezone.localtime(case.due).strftime("%Y-%m-%d")
    step.tell("extension.decided", told, due=day, reason=step.reason[:200])


def _grant(case, step, row, day):
    """The term of the stage, its work and its light move; what was before stands in the event."""
    found = pauses.deadline(case)
    if why := case.extension_barred():
        raise Refused(why)
    if step.at > case.due and not extensions.rule(case).late:
        raise Refused(_("没有同意：期限已过，延期须在到期以前决定。请不同意延期，并督促尽快办理。"))
    _within(case, found, day, step)
    row.data = row.data | {"until": day.isoformat()}
    _settle(step, row, "approved")
    step.fields["until"] = day.isoformat()
    case.was_extended(step, day)
    reckoning.reckon(case, step)


def _settle(step, row, outcome):
    case = step.case
    row.outcome, row.decided_by, row.decided_at = outcome, step.actor, step.at
    row.save(update_fields=["data", "outcome", "decided_by", "decided_at"])
    step.item = store().item_of(case, owner=step.actor.pk, kind=KIND)
    others = WorkItem.objects.filter(process=case.pk, kind=KIND, status="ASSIGNED")
    others.exclude(pk=step.item and step.item.pk).update(status="CANCELED", finished=step.at, closed_why="settled")
    if step.item:
        work.finish(step.item)
