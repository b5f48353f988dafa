"""Recusal ex officio (责令回避): the chair, the office or one level up keeps somebody out without being asked."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import assign, recusals
from workflows.acts import recusing
from workflows.errors import Refused
from workflows.models import Ballot, Flag
from workflows.recusals import ASKED, HELD, MOMENT
from workflows.registry import act
from workflows.store.orm import keep_moment
from workflows.wording import act_label, role_words

act_label("order_recusal", gettext_lazy("责令回避"))
role_words("recusal_orderer", gettext_lazy("有权责令回避的人"))
assign.BOUND |= {"recusal_orderer": recusals.orderers}


@act("order_recusal")
def order_recusal(case, step, *, person, reason, substitute=None):
    """Keep somebody out who handles, hears or votes: at once, and somebody stands in so that the case goes on."""
    who = next((one for one in recusals.handling(case) if str(one.pk) == str(getattr(person, "pk", person))), None)
    if who is None:
        raise Refused(_("没有办理：此人现在不办理本事项，也不在会议名单中。请从列表中选择。"), "person")
    if not recusals.may_order(case, step.actor, who):
        raise Refused(_("没有办理：责令%s回避须由上一级、主持人或办公室决定。请报上一级办理。") % who.name, "person")
    if Ballot.objects.filter(seat__person=who, seat__sitting__case=case, seat__sitting__state="open").exists():
        raise Refused(_("没有办理：%s已经表决。对表决有异议的，请在结果公布后提出。") % who.name, "person")
    if len(reason.strip()) < 10:
        raise Refused(_("没有办理：请写明应当回避的理由，至少 10 个字。"), "reason")
    keep_moment(case, MOMENT, step.at)
    case._touched = True
    recusing.recuse(case, step, who, recusing.chosen(case, who, substitute), reason.strip())
    Flag.objects.filter(source=case.pk, person=who, code=ASKED, until=None).update(until=step.at)
    if not Flag.objects.filter(source=case.pk, code=ASKED, until=None).exists():
        case.task_set.filter(kind=recusals.KIND, status="ASSIGNED").update(
            status="CANCELED", finished=step.at, closed_why="superseded"
        )
    step.fields |= {"person": who.name, "person_id": who.pk, "way": "ex_officio", "code": HELD}
    step.private["reason"] = reason.strip()
    step.tell("recusal.decided", [who.pk], person=who.name)
