"""知悉范围: the level of a case, who is let in to it beyond its offices, and who is kept out of it.

Whom one keeps out and why is not for the history that everybody who sees the case reads: it is private in the event.
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import clock
from people.models import Unit, User
from policy import rules as policy
from policy import secrecy
from workflows.errors import NotFound, Refused
from workflows.models import Admission, Exclusion
from workflows.registry import act
from workflows.wording import act_label

LEAST, LONGEST = 4, 366  # characters of a reason; days of an admission
act_label("set_secrecy", gettext_lazy("调整密级"))
act_label("admit", gettext_lazy("准予知悉"))
act_label("end_admission", gettext_lazy("收回知悉"))
act_label("open_emergency", gettext_lazy("应急查阅"))
act_label("exclude", gettext_lazy("限制知悉"))
act_label("end_exclusion", gettext_lazy("解除限制知悉"))


@act("set_secrecy")
def set_secrecy(case, step, *, level, reason):
    """Another level of secrecy; not an open one while somebody is kept out."""
    _begun(case, step, reason)
    if level not in secrecy.LEVELS:
        raise Refused(_("密级没有调整：请选择公开、内部、限知悉人员或密封。"), "level")
    if level == case.classification:
        raise Refused(_("密级没有调整：事项已经是这个密级。"), "level")
    if level in policy.OPEN and secrecy.excluded(case):
        raise Refused(_("密级没有调整：有人被限制知悉，事项至少须为“限知悉人员”。请先解除限制。"), "level")
    case.classification = level
    secrecy.forget(case)


@act("admit")
def admit(case, step, *, reason, until, person=None, unit=None):
    """Let a person or everybody of a unit see the case up to a day."""
    _begun(case, step, reason)
    _lasting(until)
    if (person is None) == (unit is None):
        raise Refused(_("没有登记：请选择一个人或者一个单位。"), "person")
    row = Admission(case_id=case.pk, reason=reason.strip()[:200], by=step.actor, since=step.at, until=until)
    row.person, row.unit = _person(case, person), _unit(unit)
    row.save()
    told = row.person.name if row.person else row.unit.name
    step.fields |= {"admitted": told, "until": until.isoformat()}
    if row.person:
        step.tell("case.admitted", [row.person_id], stage=case.stage, actor=step.actor.name, reason=row.reason)


@act("open_emergency")
def open_emergency(case, step, *, person, until, reason, two):
    """Two administrators who see nothing of the case let somebody in who must act at once; taken by the system.

    It stands in the history of the case and in the system chain, and those who work on the case are told.
    """
    found = _person(case, person)
    row = Admission(case_id=case.pk, person=found, reason=reason[:200], by=two.second, since=step.at, until=until)
    row.emergency = True
    row.save()
    step.reason = reason
    names = [two.first.name, two.second.name]
    step.fields |= {"admitted": found.name, "until": until.isoformat(), "administrators": names, "automatic": True}
    told = case.task_set.filter(status="ASSIGNED", owner__isnull=False).values_list("owner", flat=True)
    data = {"stage": case.stage, "actor": "、".join(names), "reason": reason[:200]}
    step.tell("case.emergency", {case.opened_by_id, found.pk, *told}, **data)


@act("end_admission")
def end_admission(case, step, *, admission, reason):
    """From today on it counts no more."""
    _begun(case, step, reason)
    today = clock.today()
    row = (
        Admission.objects.filter(pk=admission, case=case.pk, until__gte=today).select_related("person", "unit").first()
    )
    if row is None:
        raise Refused(_("没有收回：这一项已经到期或收回。请刷新页面查看。"))
    row.until = date.fromordinal(today.toordinal() - 1)
    row.save(update_fields=["until"])
    step.fields["admitted"] = str(row.person or row.unit)


@act("exclude")
def exclude(case, step, *, person, reason):
    """Keep a person out, with those under them and those who act for them; the case is at least restricted then."""
    _begun(case, step, "")
    found = User.objects.filter(pk=getattr(person, "pk", person), kind=User.Kind.PERSON).first()
    if found is None or len(reason.strip()) < LEAST:
        raise Refused(_("没有登记：请选择人员并写明理由（至少 4 个字）。"), "reason")
    if Exclusion.objects.filter(case=case.pk, person=found, ended=None).exists():
        raise Refused(_("没有登记：%(name)s已被限制知悉。") % {"name": found.name}, "person")
    reached = secrecy.reached((found.pk,))
    if step.actor.pk in reached:
        raise Refused(_("没有登记：这会把你自己也排除在外。请由其他人员登记。"), "person")
    _without_work(case, reached)
    Exclusion.objects.create(case_id=case.pk, person=found, by=step.actor, since=step.at)
    if case.classification in policy.OPEN:
        case.classification = "restricted"
    secrecy.forget(case)
    step.private |= {"excluded": found.name, "excluded_id": found.pk, "why": reason.strip()}


@act("end_exclusion")
def end_exclusion(case, step, *, person, reason):
    """The person may see the case again as far as their posts and work say so."""
    _begun(case, step, "")
    found = Exclusion.objects.filter(case=case.pk, person=getattr(person, "pk", person), ended=None)
    row = found.select_related("person").first()
    if row is None or len(reason.strip()) < LEAST:
        raise Refused(_("没有解除：请选择被限制的人员并写明理由（至少 4 个字）。"), "reason")
    row.ended = step.at
    row.save(update_fields=["ended"])
    secrecy.forget(case)
    step.private |= {"excluded": row.person.name, "excluded_id": row.person_id, "why": reason.strip()}


def _begun(case, step, reason):
    """What all of them need: to see the case, and a reason where everybody may read it."""
    if not policy.may_see(step.actor, case):
        raise NotFound()
    if reason and len(reason.strip()) < LEAST:
        raise Refused(_("没有办理：请写明理由，至少 4 个字。"), "reason")
    step.reason = reason.strip()


def _lasting(until):
    if not isinstance(until, date) or not 0 <= (until - clock.today()).days <= LONGEST:
        raise Refused(_("没有登记：截止日期须在今天起一年之内。请重新选择。"), "until")


def _person(case, person):
    if person is None:
        return None
    found = User.objects.filter(pk=getattr(person, "pk", person), is_active=True, kind=User.Kind.PERSON).first()
    if found is None or policy.is_admin(found):
        raise Refused(_("没有登记：管理员不查看事项，停用的账号不能选。请另选人员。"), "person")
    if found.pk in secrecy.kept_out(case):
        raise Refused(_("没有登记：%(name)s被限制知悉。请先解除限制。") % {"name": found.name}, "person")
    return found


def _unit(unit):
    found = unit and Unit.objects.filter(pk=getattr(unit, "pk", unit)).first()
    if unit is not None and found is None:
        raise Refused(_("没有登记：没有这个单位。请重新选择。"), "unit")
    return found


def _without_work(case, reached):
    """Who still has work here is not shut out in the middle of it: the work would wait for nobody."""
    held = case.task_set.filter(status="ASSIGNED", owner__in=reached).select_related("owner").order_by("pk")
    if names := list(dict.fromkeys(item.owner.name for item in held)):
        said = {"names": "、".join(names[:5])}
        raise Refused(_("没有登记：%(names)s手上还有本事项的待办。请先转办或撤下。") % said, "person")
