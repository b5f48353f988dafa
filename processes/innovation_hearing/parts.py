"""Who plays which part in a proposal, and who must keep out."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people import clock, roles
from people.memo import once
from people.models import Conflict
from workflows import flags

OWN = _("呈报科室负责人或呈报人，回避")
BARRED = _("目前不在可选范围内，回避")
TIED = _("与呈报人或呈报科室有已登记的利害关系，回避")


@once
def proposers(case):
    """Ids of those whose proposal it is: who opened it, who handed it in, the head of the section."""
    heads = [p.pk for p in roles.holders("section_head", unit=case.owner_unit)] if case.owner_unit_id else []
    return {pk for pk in (case.opened_by_id, case.submitter_id, *heads) if pk}


@once
def interested(case):
    """Person id → why they may neither preside, review nor vote (F01, R14)."""
    own = proposers(case)
    today = clock.today()
    live = Q(since__lte=today) & (Q(until=None) | Q(until__gte=today))
    ties = Conflict.objects.filter(live)
    ties = ties.filter(Q(person__in=own) | Q(other__in=own) | Q(unit=case.owner_unit_id, unit__isnull=False))
    tied = {pk for tie in ties for pk in (tie.person_id, tie.other_id) if pk}
    return dict.fromkeys(tied, TIED) | dict.fromkeys(own, OWN)


def kept_out(case):
    """Person id → why they may not sit: in a hearing nobody on whom an effect stands, either (F24, L9)."""
    barred = {} if case.stage == "exec_vote" else dict.fromkeys(flags.standing(), BARRED)
    return barred | interested(case)


def members(case):
    """The members of the executive meeting while it has the case; otherwise nobody is prescribed."""
    if case.stage != "exec_vote":
        return None
    return [person.pk for person in roles.holders("exec_member")]


def why_not_chair(case, person):
    """Why somebody may not preside over the hearing, or ""."""
    if person is None or person.pk not in {p.pk for p in roles.holders("chair")}:
        return _("还没有确定主持人，或此人不在主持人名册中。请从名册中另选。")
    if why := flags.not_eligible(person):
        return why
    if person.unit_id == case.owner_unit_id or person.pk in interested(case):
        return _("主持人不得来自呈报科室，也不得与本事项有利害关系，没有办理。请另选主持人。")
    return ""
