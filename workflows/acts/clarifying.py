"""澄清正名: whom the case is about asks that it be said that something was not so, and is answered (F25)."""

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.errors import Refused
from workflows.models import Clarification
from workflows.registry import act
from workflows.wording import act_label

act_label("ask_clarification", gettext_lazy("申请澄清正名"))
act_label("answer_clarification", gettext_lazy("答复澄清申请"))


@act("ask_clarification")
def ask_clarification(case, step, *, text, consent=False):
    """Ask for it, and say whether it may be announced where the damage was done. Nothing is announced without that."""
    said = _worded(text, "text")
    if Clarification.objects.filter(case=case, person=step.actor, answered_at=None).exists():
        raise Refused(_("你的澄清申请还在办理，没有重复提交。请等待答复。"))
    last = Clarification.objects.filter(case=case).aggregate(last=Max("n"))["last"] or 0
    Clarification.objects.create(
        case=case, n=last + 1, person=step.actor, text=said, consent=bool(consent), asked_at=step.at
    )
    step.fields |= {"clarification": last + 1, "consent": bool(consent)}
    step.private["opinion"] = said
    step.tell("clarification.asked", case.players("case_officer"), stage=case.stage)


@act("answer_clarification")
def answer_clarification(case, step, *, n, text):
    """Answer it: what will be said, where, or why not."""
    row = Clarification.objects.filter(case=case, n=int(n), answered_at=None).first()
    if row is None:
        raise Refused(_("没有这份待答复的澄清申请，没有答复。请刷新页面核对。"), "n")
    row.answer, row.answered_by, row.answered_at = _worded(text, "text"), step.actor, step.at
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    step.fields["clarification"] = row.n
    step.private["opinion"] = row.answer
    step.tell("room.answered", [row.person_id])


def _worded(text, field):
    if not 10 <= len(text.strip()) <= 3000:
        raise Refused(_("没有办理：请写明内容，10 至 3000 字。"), field)
    return text.strip()
