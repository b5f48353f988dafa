"""委派: my work waits while somebody I trust says what they think; then it is mine again, with their opinion."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import given, handing
from workflows.acts import candidates
from workflows.acts.transferring import passable, reasoned, reopen
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label, role_words

LEAST, MOST = 2, 2000
act_label("delegate", gettext_lazy("征求意见"))
act_label("give_back", gettext_lazy("反馈意见"))
role_words("delegate", gettext_lazy("被征求意见的人"))


@act("delegate")
def delegate(case, step, *, to, ask):
    """Somebody is asked; my item stands still until they have answered."""
    item = passable(step)
    who = candidates.one(case, step, to)
    step.private["reason"] = reasoned(ask, LEAST, "ask")
    handing.pass_on(step, item, who, "delegate", kind="delegate", role="delegate", place=0, weight=1)
    item.status, item.held = "SCHEDULED", given.WAITS
    step.item, case.open_items = item, case.open_items - 1
    step.fields |= {"to": who.name, "to_id": who.pk}
    step.tell("work.delegated", [who.pk], stage=case.stage, actor=step.actor.name, reason=ask.strip()[:200])


@act("give_back")
def give_back(case, step, *, opinion):
    """The answer; whose work waited for it goes on."""
    item = handing.mine_to_pass(step, "delegate")
    if not LEAST <= len(opinion.strip()) <= MOST:
        raise Refused(_("没有提交：意见须为 2 至 2000 字。"), "opinion")
    step.private["opinion"] = opinion.strip()
    handing.finish(step, item, "given_back")
    case.open_items += reopen(item) - 1
    asker = item.parent.owner
    step.fields |= {"to": asker.name, "to_id": asker.pk}
    step.tell("work.given_back", [asker.pk], stage=case.stage, actor=step.actor.name, reason=opinion.strip()[:200])
