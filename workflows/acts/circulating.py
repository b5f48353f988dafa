"""传阅 and 抄送: others read along, with or without a reply. It holds nothing up and outlasts its stage."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Event
from workflows import handing, work
from workflows.acts import candidates
from workflows.errors import Refused
from workflows.models.work import BESIDE
from workflows.registry import act
from workflows.store import current as store
from workflows.wording import act_label, role_words

MOST = 2000
ASKED = "reply"  # WorkItem.asked: reading alone is not enough
act_label("circulate", gettext_lazy("传阅"))
act_label("copy", gettext_lazy("抄送"))
act_label("seen", gettext_lazy("已阅"))
act_label("reply", gettext_lazy("回复传阅"))
role_words("circulated", gettext_lazy("传阅对象"))
role_words("copied", gettext_lazy("抄送对象"))


@act("circulate")
def circulate(case, step, *, people, reply=False, text=""):
    """Let people read the case and, if `reply`, say something about it."""
    found = _given_to(case, step, people, text, "circulate", ASKED if reply else "")
    step.fields["reply"] = bool(reply)
    step.tell("case.circulated", found, stage=case.stage, actor=step.actor.name, reason=text.strip()[:200])


@act("copy")
def copy(case, step, *, people, text=""):
    """Let people know; nothing is asked of them."""
    found = _given_to(case, step, people, text, "copy", "")
    step.tell("case.copied", found, stage=case.stage, actor=step.actor.name, reason=text.strip()[:200])


def _given_to(case, step, people, text, kind, asked):
    """Give each an item beside the work; returns their ids."""
    chosen = candidates.several(case, step, people)
    if len(text.strip()) > MOST:
        raise Refused(_("没有办理：附言不能超过 %d 个字。请缩短。") % MOST, "text")
    reading = case.task_set.filter(kind=kind, status="ASSIGNED").values_list("owner", flat=True)
    if twice := [one.name for one in chosen if one.pk in set(reading)]:
        raise Refused(_("没有办理：%s手上已有这件事项，还没有阅办。请从名单中去掉。") % _("、").join(twice), "people")
    role = "circulated" if kind == "circulate" else "copied"
    step.born += [
        work.item(case, case.stage, owner_id=one.pk, kind=kind, role=role, asked=asked, parent=_mine(step))
        for one in chosen
    ]
    step.fields |= {"people": [one.name for one in chosen], "people_ids": [one.pk for one in chosen]}
    if text.strip():
        step.private["opinion"] = text.strip()
    return [one.pk for one in chosen]


def _mine(step):
    """The work from which it is passed round, if that is whence."""
    items = store().items_of(step.case, step.actor.pk)
    return next((item for item in items if item.kind not in BESIDE and item.stage == step.case.stage), None)


@act("seen")
def seen(case, step):
    """I have read it."""
    item = _read(step, *BESIDE)
    if item.asked == ASKED:
        raise Refused(_("没有办结：传阅人请你回复。请写明意见后提交。"))
    handing.finish(step, item, "seen")


@act("reply")
def reply(case, step, *, text):
    """I have read it and say something; whoever passed it round is told."""
    item = _read(step, "circulate")
    if not 2 <= len(text.strip()) <= MOST:
        raise Refused(_("没有提交：回复须为 2 至 2000 字。"), "text")
    step.private["opinion"] = text.strip()
    handing.finish(step, item, "replied")
    sent = Event.objects.filter(uid=case.uid, kind="act.circulate", at=item.created).first()
    if sent:
        step.fields |= {"to": sent.actor_name, "to_id": sent.actor_id}
        step.tell("case.replied", [sent.actor_id], stage=case.stage, actor=step.actor.name, reason=text.strip()[:200])


def _read(step, *kinds):
    """My open item of these kinds: the one pointed at, else the oldest."""
    mine = [item for item in store().items_of(step.case, step.actor.pk) if item.kind in kinds]
    found = next((item for item in mine if step.pointed in (None, item.pk)), None)
    if found is None:
        raise Refused(_("没有办理：这件已经阅办，或者不是给你的。请刷新页面查看。"))
    return found
