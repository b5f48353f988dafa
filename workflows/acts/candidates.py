"""Whom one may choose to do, to read or to say something in a case: the same checks for every act."""

from django.utils.translation import gettext as _

from people import roles
from people.models import User
from policy import rules as policy
from workflows import recusals, staffing
from workflows.acts.common import participate
from workflows.errors import Refused

MOST = 50


def everybody(case, besides=()):
    """People who may be chosen at all: active, with no function of the administration, no tie, not recused."""
    out = {*besides, *case.barred(), *recusals.flags(case)}
    people = User.objects.filter(is_active=True, kind=User.Kind.PERSON).exclude(pk__in=out).select_related("unit")
    keepers = {one.pk for code in (*policy.ADMINS, *policy.AUDITORS) for one in roles.holders(code)}
    return [one for one in people.order_by("unit__code", "pk") if one.pk not in keepers]


def one(case, step, who, field="to"):
    """The person chosen, as the database knows them; Refused if they may not be."""
    found = User.objects.filter(pk=number(who), kind=User.Kind.PERSON).select_related("unit").first()
    if why := unfit(case, found, step.holder_id):
        raise Refused(why, field)
    return found


def several(case, step, people, field="people"):
    """The people chosen, each once and in order."""
    ids = list(dict.fromkeys(number(one) for one in people or ()))
    if not ids:
        raise Refused(_("没有办理：还没有选择人员。请至少选择一人。"), field)
    if len(ids) > MOST:
        raise Refused(_("没有办理：一次最多选择 %d 人。请分次办理。") % MOST, field)
    return [one(case, step, pk, field) for pk in ids]


def concern(case, people, role="chosen"):
    """Who was chosen without getting work yet has to do with the case, and may see it."""
    participate(case, [one.pk for one in people], role)


def unfit(case, person, chooser):
    """Why this person may not be chosen, or ""."""
    if person is None or not person.is_active:
        return _("没有办理：所选人员不存在或账号已停用。请另选一人。")
    if case.classification == "sealed":
        return _("没有办理：密封事项的知悉范围不能由经办人扩大。需要时请联系办公室。")
    said = {"name": person.name}
    if person.pk == chooser:
        return _("没有办理：不能选择自己。请另选一人。")
    if policy.is_admin(person) or policy.is_auditor(person):
        return _("没有办理：%(name)s是系统管理或审计人员，不参与办理。请另选一人。") % said
    if person.pk in case.barred() or person.pk in recusals.flags(case):
        return _("没有办理：%(name)s与本事项有利害关系或者被申请回避，应当回避。请另选一人。") % said
    return ""


def unable(case, person, item):
    """Why this person may not take over a piece of work, or ""; beyond what holds of everybody."""
    said = {"name": person.name}
    if person.pk in case.conflicted():
        return _("没有办理：%(name)s与本事项有利害关系，不能办理这项工作。请另选一人。") % said
    if person.pk == case.opened_by_id and item.role != "opened_by":
        return _("没有办理：%(name)s是本事项的发起人，不能自己办理。请另选一人。") % said
    if staffing.kept_apart(case, {person.pk}):
        return _("没有办理：%(name)s办过须由他人办理的环节，不能再办这一步。请另选一人。") % said
    mine = case.task_set.filter(owner=person, stage=case.stage, kind=item.kind)
    if mine.filter(status__in=("ASSIGNED", "SCHEDULED"), role=item.role, signing=item.signing).exists():
        return _("没有办理：%(name)s已经在办理这项工作。请另选一人。") % said
    if item.signing_id and mine.filter(signing=item.signing_id, status="DONE").exists():
        return _("没有办理：%(name)s在本次会签中已经表态。请另选一人。") % said
    return ""


def number(person):
    """The id of a person, given as such or as a row; 0 if it is neither."""
    try:
        return int(getattr(person, "pk", person) or 0)
    except (TypeError, ValueError):
        return 0
