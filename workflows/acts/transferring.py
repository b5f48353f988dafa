"""转办: somebody else does my work by the same date. While they have not begun I may have it back (收回)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import agency, given, handing
from workflows.acts import candidates
from workflows.errors import Refused
from workflows.models import WorkItem
from workflows.registry import act
from workflows.wording import act_label, role_words

REASON = 4  # characters at least
act_label("transfer", gettext_lazy("转办"))
act_label("recall", gettext_lazy("收回"))
role_words("holder", gettext_lazy("承办人"))
role_words("signer", gettext_lazy("签批人"))
role_words("giver", gettext_lazy("交出工作的人"))


@act("transfer")
def transfer(case, step, *, to, reason):
    """Close my item and open the same one for whom I chose."""
    item = passable(step)
    who = candidates.one(case, step, to)
    if why := candidates.unable(case, who, item):
        raise Refused(why, "to")
    if given.depth(item) >= given.DEEP:
        raise Refused(_("没有转办：这项工作已经连续转办 %d 次。请自己办理，或者请办公室重新指定。") % given.DEEP)
    step.private["reason"] = reasoned(reason, REASON)
    handing.pass_on(step, item, who, "transfer")
    handing.close(step, item, "transferred")
    step.fields |= {"to": who.name, "to_id": who.pk}
    step.tell("work.reassigned", [who.pk], stage=case.stage, actor=step.actor.name, reason=reason.strip()[:200])


def passable(step):
    """My open item, if it may be passed on at all; else Refused."""
    case, item = step.case, handing.mine_to_pass(step, "move", "sign")
    if agency.is_personal(case, item):
        raise Refused(_("没有办理：这项工作须由本人办理，不能交给别人。"))
    if given.voting(case):
        raise Refused(_("没有办理：会议正在表决，表决结束前不能变动办理人员。请在表决后再办。"))
    return item


def reasoned(text, least, field="reason"):
    """A reason long enough to tell something."""
    if not least <= len(text.strip()) <= 500:
        raise Refused(_("没有办理：请写明理由，%(least)d 至 500 个字。") % {"least": least}, field)
    return text.strip()


@act("recall")
def recall(case, step, *, taken=None):
    """Have back what I gave away, while whoever has it has neither acted nor begun to write."""
    mine = given.by(case, step.holder_id)
    item = next((one for one in mine if not taken or one.pk == int(taken)), None)
    if item is None:
        raise Refused(_("没有收回：这项工作已经办理，或者不是你交出的。请刷新页面查看。"))
    if why := given.why_kept(case, item):
        raise Refused(why)
    _take(step, item)
    step.fields |= {"from": item.owner.name, "from_id": item.owner_id}
    step.tell("work.withdrawn", [item.owner_id], stage=case.stage, actor=step.actor.name, reason="")


def _take(step, item):
    """What was given to be done opens anew; what only waited for an opinion goes on."""
    case = step.case
    shut = {"status": "CANCELED", "finished": step.at, "closed_why": "taken_back"}
    case.open_items -= WorkItem.objects.filter(pk=item.pk).update(**shut)
    if item.asked == "delegate":
        case.open_items += reopen(item)
        return
    handing.pass_on(step, item, item.parent.owner, "recall")


def reopen(item):
    """The work that waited for this item is open again; returns how many that is."""
    waiting = WorkItem.objects.filter(pk=item.parent_id, status="SCHEDULED", held=given.WAITS)
    return waiting.update(status="ASSIGNED", held="")
