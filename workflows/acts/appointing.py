"""Who will decide a stage that is still to come (指定后续办理人): chosen by whom the stage's facts entitle to."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from workflows import appointed, assign
from workflows.acts import candidates
from workflows.acts.transferring import REASON, reasoned
from workflows.errors import Refused
from workflows.models import Appointee
from workflows.recusals import CHOSEN
from workflows.registry import act
from workflows.store.orm import keep_moment
from workflows.wording import act_label

act_label("appoint", gettext_lazy("调整后续办理人"))


@act("appoint")
def appoint(case, step, *, stage, role, people, reason):
    """From now on these people play a role in a stage to come; the earlier choice is replaced."""
    if role not in dict(appointed.open_to(case)).get(stage, ()):
        raise Refused(_("没有调整：这个环节已经办过，或者它的办理人不能调整。请从列表中选择。"), "stage")
    chosen = candidates.several(case, step, people)
    for one in chosen:
        _able(case, stage, role, one)
    step.private["reason"] = reasoned(reason, REASON)
    before = Appointee.objects.filter(case=case.pk, stage=stage, role=role)
    step.fields |= {
        "at": stage, "role": role, "people": [one.name for one in chosen], "people_ids": [one.pk for one in chosen],
        "instead_of": [one.person.name for one in before.select_related("person").order_by("pk")],
    }  # fmt: skip
    before.delete()
    Appointee.objects.bulk_create(
        Appointee(case_id=case.pk, stage=stage, role=role, person=one, by=step.actor, at=step.at) for one in chosen
    )
    keep_moment(case, CHOSEN, step.at)
    case._touched = True
    # Who is named has to do with the case from now on, and may see it.
    candidates.concern(case, chosen)
    step.tell("case.appointed", [one.pk for one in chosen], role=assign.role_label(role), stage=stage)


def _able(case, stage, role, person):
    said = {"name": person.name, "stage": _(case.rules.label(stage)), "role": assign.role_label(role)}
    if person.pk == case.opened_by_id or person.pk in case.conflicted():
        raise Refused(_("没有调整：%(name)s是发起人或与本事项有利害关系，不能办理。请另选一人。") % said, "people")
    post = role.partition("@")[0]
    if case.rules.stages[stage].mandatory and post not in roles.roles_of(person):
        why = _("没有调整：“%(stage)s”是必经环节，只能由%(role)s办理，%(name)s没有这一职务。请另选一人。")
        raise Refused(why % said, "people")
