"""Work inside a stage of a suggestion."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import agency, personal, work
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("mask_personal", gettext_lazy("遮盖个人信息"))
act_label("concur_decline", gettext_lazy("同意不采纳"))
act_label("receive_reply", gettext_lazy("收到主件的答复"))
act_label("rate_reply", gettext_lazy("评价答复"))
agency.personal("rate_reply")  # the submitter's own judgement


@act("mask_personal")
def mask_personal(case, step):
    """Put stars over identity numbers, telephone and bank numbers (F20)."""
    masked = personal.mask(case.content)
    if masked == case.content:
        raise Refused(_("没有改动：内容里没有发现证件号、电话号码或银行卡号。"))
    case.content, case.original_text = masked, personal.mask(case.original_text)


@act("concur_decline")
def concur_decline(case, step):
    """The section head agrees that it is declined; now a deputy minister signs."""
    if case.disposition != "decline" or case.concurred_by_id:
        raise Refused(_("没有办理：这件答复不需要同意不采纳，或已经同意过。请刷新页面核对。"))
    case.concurred_by_id = step.actor.pk
    mine = case.task_set.filter(owner=step.actor.pk, status="ASSIGNED", kind="move").select_related("owner").first()
    if mine:
        mine.process, step.item = case, mine
        work.finish(mine)
        case.open_items -= 1
    _hand_to_deputies(case, step)


def _hand_to_deputies(case, step):
    deputies = case.players("deputy_minister")
    if not deputies:
        raise Refused(_("没有办理：没有人担任分管副部长。请系统管理员先指定。"))
    times = {"due": case.due, "warn_at": case.warn_at, "provisional": case.provisional}
    step.born += [work.item(case, case.stage, owner_id=pk, role="deputy_minister", **times) for pk in deputies]
    case.open_items += len(deputies)
    step.tell("work.assigned", deputies, stage=case.stage)


@act("receive_reply")
def receive_reply(case, step, *, reply, disposition):
    """A merged suggestion gets the answer given to the one it was merged into."""
    case.reply_text, case.disposition, case.replied_at = reply, disposition, step.at
    step.tell("suggestion.replied", case.players("submitter"), stage=case.stage)


@act("rate_reply")
def rate_reply(case, step, *, satisfaction):
    """The submitter says how well they were answered."""
    if not case.replied_at or str(satisfaction) not in {"1", "2", "3", "4", "5"}:
        raise Refused(_("没有评价：答复送达后，请在 1 至 5 分中选择。"))
    case.satisfaction = int(satisfaction)
