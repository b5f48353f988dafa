"""Who plays which part in a case of accountability, and who must keep out."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import clock, roles
from people.memo import once
from people.models import Conflict, User
from processes.accountability.choices import Scope
from processes.accountability.words import Stage

PROPOSED_IT = gettext_lazy("提出建议或参加调查的人员，回避")
ABOUT = gettext_lazy("是被反映人或被反映单位的负责人，回避")
TIED = gettext_lazy("与被反映人或被反映单位有已登记的利害关系，回避")
TEAM = 2
EVERYBODY = "全县组织系统各单位"
PANEL = 3


def named(case, role):
    """Whom the case itself names for a role."""
    if role == "case_officer" and case.officer_id:
        return [case.officer_id]
    if role == "investigator" and case.investigators:
        return list(case.investigators)
    if role == "appeal_officer" and case.panel:
        return list(case.panel)
    return None


def whom(case):
    """The person it is about; for a unit whoever stands for it. The unit itself if nobody is named yet."""
    if case.object_kind == "unit" and case.respondent_unit_id:
        return str(case.respondent_unit)
    return case.respondent.name if case.respondent_id else ""


@once
def concerned(case):
    """Ids of those the case is about: the person, and the heads of a unit it is about."""
    heads = roles.holders("section_head", unit=case.respondent_unit) if case.object_kind == "unit" else []
    return {pk for pk in (case.respondent_id, *(head.pk for head in heads if case.respondent_unit_id)) if pk}


@once
def tied(case):
    """Ids of those with a declared tie to the person or the unit."""
    today = clock.today()
    live = Q(since__lte=today) & (Q(until=None) | Q(until__gte=today))
    about = concerned(case)
    found = Conflict.objects.filter(live)
    found = found.filter(Q(person__in=about) | Q(other__in=about) | Q(unit=case.respondent_unit_id, unit__isnull=False))
    return {pk for tie in found for pk in (tie.person_id, tie.other_id) if pk} - about


def kept_out(case):
    """Person id → why they may not vote: proposers, investigators, the person and those tied to them (F01)."""
    team = {pk for pk in (case.opened_by_id, case.officer_id, *case.investigators) if pk}
    said = dict.fromkeys(tied(case), TIED) | dict.fromkeys(concerned(case), ABOUT)
    return said if case.stage == Stage.APPEAL else dict.fromkeys(team, PROPOSED_IT) | said


def members(case):
    """Who votes: the executive meeting while it weighs, the panel in an appeal; otherwise nobody is prescribed."""
    if case.stage == Stage.WEIGHING:
        return [person.pk for person in roles.holders("exec_member")]
    return list(case.panel) or None if case.stage == Stage.APPEAL else None


def told_too(case):
    """Who gets a copy of the decision, and of its correction: the unit, or all units, as the scope was decided."""
    if case.publicity_scope == Scope.UNIT:
        unit = case.respondent_unit or (case.respondent.unit if case.respondent_id else None)
        return str(unit or "")
    return EVERYBODY if case.publicity_scope == Scope.SYSTEM else ""


def pks(people):
    return [getattr(one, "pk", one) for one in people]


def why_not_team(case, officer, team):
    """Why these people may not investigate, or ""."""
    chosen = {getattr(officer, "pk", officer), *pks(team)} - {None}
    if len(set(pks(team))) < TEAM:
        return _("没有启动：调查人员至少两人。请补选。")
    out = concerned(case) | tied(case) | {case.opened_by_id}
    names = "、".join(User.objects.filter(pk__in=chosen & out).order_by("pk").values_list("name", flat=True))
    if names:
        return _("没有启动：%s是提出人、被反映人或与其有利害关系，应当回避。请另选。") % names
    right = {p.pk for p in roles.holders("investigator")} >= set(pks(team))
    if not right or getattr(officer, "pk", officer) not in {p.pk for p in roles.holders("case_officer")}:
        return _("没有启动：承办人和调查人员要从名册中选择。请重新选择。")
    return ""
