"""The clock reminds whom a case is about that their term of defence ends; nothing else follows from it (F29)."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.defence import reminding
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("remind_defence", gettext_lazy("系统提醒陈述申辩期限"))


@act("remind_defence")
def remind_defence(case, step):
    """Each person once in a round. Who holds no work and is confined to the room is told there, and by letter."""
    found = reminding.soon(case, step.at)
    if not found:
        raise Refused(_("没有提醒：已经提醒过，或期限有变。"))
    for one in found:
        one.defence.reminded_at = step.at
        one.defence.save(update_fields=["reminded_at"])
        day = timezone.localtime(one.deadline.due).strftime("%Y-%m-%d")
        step.tell(reminding.SOON.topic, [one.defence.person_id], due=day)
    step.fields["automatic"] = True
