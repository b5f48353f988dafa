"""Changes of who may act for whom."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from people import clock, mandates
from people.errors import NotDone
from people.models import Absence, Mandate, User
from policy import rules
from policy.trace import own_or_entitled, saved, trace


@transaction.atomic
def give_mandate(by, principal: User, agent: User, *, since: date, until: date, why: str, processes=()) -> Mandate:
    """Let somebody act for a person on these days, in these processes or in all."""
    own_or_entitled(by, principal, why)
    _may_act(agent, principal)
    if until < max(since, clock.today()):
        raise NotDone(_("没有保存：结束日期早于开始日期，或已经过去。请重新选择日期。"))
    held = Mandate.objects.filter(principal=principal, agent=agent, since__lte=until, until__gte=since)
    if any(not one.codes or not processes or set(one.codes) & set(processes) for one in held):
        raise NotDone(_("没有保存：这段时间已经委托%s代理。请先收回原来的委托。") % agent.name)
    given = Mandate(principal=principal, agent=agent, since=since, until=until, reason=why.strip()[:200])
    given.processes = " ".join(sorted(set(processes)))
    saved(given)
    no_ring(principal, since, until)
    trace("mandate_given", by, why, sensitive=True, **_told(given))
    return given


@transaction.atomic
def end_mandate(by, mandate: Mandate, *, why: str) -> None:
    """From now on nobody acts under it; one that has not begun never was."""
    given = Mandate.objects.select_for_update(of=("self",)).select_related("principal", "agent").get(pk=mandate.pk)
    own_or_entitled(by, given.principal, why)
    fields = _told(given)
    given.until = clock.today() - timedelta(days=1)
    given.delete() if given.until < given.since else saved(given)
    trace("mandate_ended", by, why, sensitive=True, **fields)


def no_ring(person, since: date, until: date) -> None:
    """Refuse what would leave nobody: everybody on the line is away and it leads back to where it began."""
    begun = Absence.objects.filter(starts__gte=since, starts__lte=until).values_list("starts", flat=True)
    for day in sorted({since, *begun}):
        if line := mandates.ring(person, day):
            names = dict(User.objects.filter(pk__in=line).values_list("pk", "name"))
            said = {"day": day.isoformat(), "line": " → ".join(names[pk] for pk in line)}
            raise NotDone(
                _("没有保存：%(day)s 起代理绕回原处，没有人能办（%(line)s）。请另选一位在岗的代理人。") % said
            )


def _may_act(agent, principal):
    if agent.pk == principal.pk or not agent.is_active or agent.kind == User.Kind.SYSTEM:
        raise NotDone(_("没有保存：代理人须是另一名在用人员。请另选代理人。"))
    if rules.is_admin(agent) or rules.is_auditor(agent):
        raise NotDone(_("没有保存：管理员和审计员不办理事项，不能做代理人。请另选代理人。"))


def _told(given: Mandate) -> dict:
    return {
        "principal": given.principal_id, "agent": given.agent_id, "since": given.since, "until": given.until,
        "processes": given.codes,
    }  # fmt: skip
