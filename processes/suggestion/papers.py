"""The papers of a suggestion: registration form, letter of reply, circular of adoption. None says who it came from."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from processes.suggestion import labels
from processes.suggestion.stages import Stage
from workflows.papers import Facts, Heading, Para, Sheet, organ, paper

REPLIED = (Stage.REPLIED, Stage.TRACKING, Stage.CLOSED)


@paper("suggestion.form", label=_("建议登记表"), docx=True)
def form(case):
    rows = tuple((label, value) for label, value in [("标题", case.title), *labels.facts(case)] if value)
    return Sheet(title="建议登记表", number=case.number, blocks=(Facts(rows),), date=timezone.localdate(case.created))


@paper("suggestion.reply", label=_("答复函"), reaches=("person",), docx=True, stages=REPLIED)
def reply(case):
    blocks = [Para(f"你提出的“{case.title}”收悉。经研究，现答复如下。"), Para(case.reply_text)]
    if case.disposition_reason:
        blocks.append(Para(f"办理意见：{case.get_disposition_display()}。{case.disposition_reason}"))
    blocks.append(Para("对答复有不同意见的，可以补充说明一次。感谢你对组织工作的关心。"))
    return Sheet(
        title=f"关于“{case.title}”的答复",
        organ=organ(),
        number=case.number,
        to="建议人",
        blocks=tuple(blocks),
        signer=organ(),
    )


@paper(
    "suggestion.adoption",
    label=_("采纳通报"),
    docx=True,
    stages=REPLIED[1:],
    may=lambda case, user: bool(case.adopted_by),
)
def adoption(case):
    blocks = (
        Para(f"建议“{case.title}”已经采纳，由{case.adopted_by or case.owner_unit}落实。"),
        Heading(1, "一、建议内容"), Para(case.content), Heading(1, "二、采纳效果"),
        Para(case.effect_text or "正在落实。"),
    )  # fmt: skip
    return Sheet(title="建议采纳通报", organ=organ(), number=case.number, blocks=blocks, signer=organ())
