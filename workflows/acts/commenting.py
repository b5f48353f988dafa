"""补充说明: a word that stays in the history; people who are mentioned (@) are told, if they may see the case."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from policy import rules as policy
from workflows.acts import candidates
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

LEAST, MOST = 2, 2000
act_label("comment", gettext_lazy("补充说明"))


@act("comment")
def comment(case, step, *, text, mentions=()):
    """Say something that stays in the history."""
    if not LEAST <= len(text.strip()) <= MOST:
        raise Refused(_("说明须为 2 至 2000 字，没有保存。"), "text")
    step.private["opinion"] = text.strip()
    told = [_told(case, step, one) for one in dict.fromkeys(mentions or ())]
    if told:
        step.fields |= {"mentions": [one.name for one in told], "mentions_ids": [one.pk for one in told]}
        ids = [one.pk for one in told]
        step.tell("case.mentioned", ids, stage=case.stage, actor=step.actor.name, reason=text.strip()[:200])


def _told(case, step, who):
    """Who is mentioned; Refused if they may not see the case: a mention lets nobody in."""
    found = User.objects.filter(pk=candidates.number(who), is_active=True).first()
    if found is None or not policy.may_see(found, case):
        raise Refused(_("没有保存：提到的人看不到这件事项。需要其知悉的，请先传阅或抄送。"), "mentions")
    return found


def concerned(case, but=None):
    """Those who have to do with the case and can be mentioned."""
    items, parts = case.task_set.values("owner"), case.participants.values("person")
    people = User.objects.filter(Q(pk=case.opened_by_id) | Q(pk__in=items) | Q(pk__in=parts))
    people = people.filter(is_active=True, kind=User.Kind.PERSON).exclude(pk=getattr(but, "pk", None))
    return list(people.order_by("pk"))
