"""催办: who watches over a case asks those who hold its work to get on with it, at an interval its process states."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Event
from people import calendar
from policy import rules as policy
from workflows.errors import NotFound, Refused
from workflows.models.work import BESIDE
from workflows.registry import act
from workflows.wording import act_label

LONGEST = 500
act_label("urge", gettext_lazy("催办"))


@act("urge")
def urge(case, step, *, text=""):
    """Everybody who holds open work in the case is told who asks, and it stands in the history."""
    if not policy.may_see(step.actor, case):
        raise NotFound()
    if len(text) > LONGEST:
        raise Refused(_("没有催办：内容不能超过 %d 个字。请缩短。") % LONGEST)
    if why := too_soon(last(case), step.at, apart(case)):
        raise Refused(why)
    waiting = case.task_set.filter(status="ASSIGNED").exclude(kind__in=BESIDE).select_related("owner").order_by("pk")
    people = {item.owner_id: item.owner.name for item in waiting if item.owner_id and item.owner_id != step.actor.pk}
    if not people:
        raise Refused(_("没有催办：这件事项现在不等别人办理。请查看事项页。"))
    step.opinion = text.strip()
    step.fields["urged"] = list(people.values())
    step.tell("work.urged", people, stage=case.stage, actor=step.actor.name, reason=step.opinion[:200])


def last(case):
    """When and by whom the case was urged last, as an event, or None."""
    return Event.objects.filter(uid=case.uid, kind="act.urge").order_by("-seq").first()


def apart(case):
    """Working days between two urges of a case."""
    return case.rules.process.get("urge_every", 1)


def too_soon(event, at, days=1):
    """Why another urge would come too soon, or ""."""
    if event is None:
        return ""
    passed = calendar.load().working_days_between(timezone.localdate(event.at), timezone.localdate(at))
    if passed >= days:
        return ""
    said = {"when": timezone.localtime(event.at).strftime("%m-%d %H:%M"), "who": event.actor_name,
            "days": days}  # fmt: skip
    if days == 1:
        return _("没有催办：%(who)s已在 %(when)s 催办过。两次催办至少间隔 1 个工作日，请下个工作日再催。") % said
    return _("没有催办：%(who)s已在 %(when)s 催办过。两次催办至少间隔 %(days)d 个工作日，请到时再催。") % said
