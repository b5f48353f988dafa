"""加签 and 减签: a signer asks others to sign before, beside or after; whom the stage entitles takes one off again."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import agency, given, handing
from workflows.acts import candidates
from workflows.acts.transferring import REASON, reasoned
from workflows.errors import Refused
from workflows.models import WorkItem
from workflows.registry import act
from workflows.signings import changing, line
from workflows.wording import act_label

WHERE = {"before": gettext_lazy("在我之前"), "beside": gettext_lazy("与我同时"), "after": gettext_lazy("在我之后")}
act_label("add_signers", gettext_lazy("加签"))
act_label("remove_signer", gettext_lazy("减签"))


@act("add_signers")
def add_signers(case, step, *, people, where="beside", reason=""):
    """More people sign; they count like those who were asked from the start."""
    item = handing.mine_to_pass(step, "sign")
    if where not in WHERE:
        raise Refused(_("没有加签：还没有选择先后。请选择在你之前、同时还是之后。"), "where")
    if _fixed(case, item):
        raise Refused(_("没有加签：表决人由规则确定，不能由表决人增加。"))
    if _depth(item) >= given.DEEP:
        raise Refused(_("没有加签：已经连续加签 %d 层。请先由已加签的人签批。") % given.DEEP)
    chosen = candidates.several(case, step, people)
    for one in chosen:
        if sentence := candidates.unable(case, one, item):
            raise Refused(sentence, "people")
    step.private["reason"] = reasoned(reason, REASON)
    step.fields |= {"people": [p.name for p in chosen], "people_ids": [p.pk for p in chosen], "where": where}
    changing.join(step, item.signing, [p.pk for p in chosen], role=item.role, where=where, by_item=item)


def _fixed(case, item):
    """Whether nobody may change who speaks. In an open vote outside of a sitting one may, where the stage says so."""
    if item.signing.mode == "vote" and not item.signing.secret:
        return given.voting(case)
    return agency.is_personal(case, item) or given.voting(case)


def _depth(item):
    """How many additions lie between the first signers and this one."""
    found, item = 0, line.as_asked(item)
    while item.asked in WHERE and item.parent_id:
        found, item = found + 1, line.as_asked(item.parent)
    return found


@act("remove_signer")
def remove_signer(case, step, *, person, reason):
    """Somebody who has not signed need not; if that settles the signing, the case goes on."""
    found = next((item for item in removable(case) if item.owner_id == candidates.number(person)), None)
    if found is None:
        raise Refused(_("没有减签：此人已经签批，或者不在签批人中。已经给出的意见仍然有效，请从列表中选择。"), "person")
    if found.owner_id == step.holder_id:
        raise Refused(_("没有减签：不能减去自己。需要由别人签批的，请转办。"), "person")
    if _fixed(case, found):
        raise Refused(_("没有减签：表决人由规则确定，不能减少。"))
    step.private["reason"] = reasoned(reason, REASON)
    step.fields |= {"person": found.owner.name, "person_id": found.owner_id}
    found.process = case
    step.tell("work.withdrawn", [found.owner_id], stage=case.stage, actor=step.actor.name, reason=reason.strip()[:200])
    changing.leave(step, found.signing, found, "removed")


def removable(case):
    """Items of those who have still to sign in this stage."""
    found = WorkItem.objects.filter(process=case.pk, kind="sign", stage=case.stage, status__in=line.UNDONE)
    return list(found.filter(signing__outcome="").select_related("owner", "signing").order_by("place", "pk"))
