"""The papers up to the vote: opening form, facts shown, record of the defence."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from processes.accountability import parts
from processes.accountability.choices import Form
from processes.accountability.words import Stage
from workflows.defence import readers
from workflows.papers import Facts, Heading, Para, Quote, Sheet, Signatures, Table, organ, paper, who

ORDER = list(Stage)
ANSWERED = {"adopt": "采纳", "decline": "不采纳"}
HEARD = {"received": "已陈述申辩", "waived": "书面放弃", "expired": "期满未提出", "": "未到期"}


def since(stage, *but):
    """Stages from `stage` on."""
    return tuple(one for one in ORDER[ORDER.index(stage) :] if one not in but)


def inside(case, user):
    """Whether a reader may open a paper of the inquiry: whom it is about reads only what was served on them."""
    return user.pk != case.respondent_id


def day(moment):
    """The day of a moment as papers write it."""
    there = timezone.localdate(moment) if moment else None
    return f"{there.year}年{there.month}月{there.day}日" if there else ""


@paper("accountability.opening", label=_("启动审批表"), docx=True, stages=since(Stage.PROPOSED), may=inside)
def opening(case):
    """What the minister decides on, and whom they chose."""
    team = [name for _pk, name in sorted(_names(case.investigators).items())]
    rows = (
        ("事项", case.title), ("涉及对象", f"{case.get_object_kind_display()}　{parts.whom(case)}"),
        ("线索来源", " ".join(filter(None, _source(case)))),
        ("书面线索", case.clue), ("独立佐证", case.corroboration), ("职责依据", case.duty_basis),
        ("承办人", case.officer.name if case.officer_id else ""), ("调查人员", "、".join(team)),
        ("批准人", who(case, case.step.actor if case.step else None, "move.approve_open")),
    )  # fmt: skip
    shown = tuple((label, value) for label, value in rows if value)
    return Sheet(title="责任追究启动审批表", number=case.number, blocks=(Facts(shown),), signer=organ())


def _names(ids):
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def _source(case):
    came = case.trigger_case.number if case.trigger_case_id else ""
    return case.get_trigger_display(), came, case.trigger_note


@paper("accountability.facts", label=_("事实材料（见面稿）"), reaches=("person",), docx=True,
       stages=since(Stage.FACTS_SHOWN, Stage.NOT_OPENED, Stage.WITHDRAWN))  # fmt: skip
def shown(case):
    """What the person is accused of having failed to do, on what evidence and ground; no witness is named (F06)."""
    intended = Form(case.intended_form).label if case.intended_form else ""
    blocks = (
        Para("现将初步查明的事实、主要证据和拟适用的依据告知你，请核对。"),
        Heading(1, "一、初步查明的事实"), Para(case.fact_text),
        Heading(1, "二、主要证据"), Para(case.evidence_list),
        Heading(1, "三、拟适用的依据和方式"), Para(f"{case.basis}\n拟采用的方式不重于：{intended}。"),
        Heading(1, "四、你的权利"), Para(RIGHTS),
    )  # fmt: skip
    return Sheet(
        title="事实材料（见面稿）",
        organ=organ(),
        number=case.number,
        to=parts.whom(case),
        blocks=blocks,
        signer=organ(),
    )


RIGHTS = (
    "自签收之日起十个工作日内，你可以书面或者当面陈述、申辩，提交证据，也可以放弃；可以请人代为书写，不收任何费用。"
    "拟采用通报或者组织调整的，你可以申请听证。认为办理人员与本事项有利害关系的，可以申请其回避。"
    "每一条申辩意见都会得到采纳或者不采纳的答复和理由，不会因为申辩加重处理。"
)  # fmt: skip


@paper("accountability.defence", label=_("陈述申辩笔录"), reaches=("person",), docx=True,
       stages=since(Stage.WEIGHING, Stage.NOT_OPENED, Stage.TRANSFERRED, Stage.WITHDRAWN))  # fmt: skip
def defence(case):
    """What was said against it, and what was answered, point by point."""
    rounds, blocks = readers.rounds(case), []
    for row in rounds:
        one = readers.standing(case, row, case.step.at if case.step else None)
        facts = (
            ("送达签收", day(row.served_at)), ("期限届满", day(one.deadline.due)), ("结果", HEARD[one.heard]),
            ("提出方式", {"in_app": "系统提交", "paper": "书面", "oral": "口头"}.get(row.way, "")),
            ("登记说明", row.note), ("放弃声明", row.waiver),
        )  # fmt: skip
        blocks.append(Facts(tuple((label, value) for label, value in facts if value)))
        blocks += [Quote(row.text, parts.whom(case))] if row.text else []
    points = readers.points(case)
    if points:
        rows = tuple((p.n, p.text, ANSWERED.get(p.answer, "待答复"), p.reason) for p in points)
        blocks += [Heading(1, "申辩意见和答复"), Table(("序号", "意见", "答复", "理由"), rows, (1, 5, 2, 5))]
    if case.hearing.get("record"):
        blocks += [Heading(1, "听证"), Para(case.hearing["record"])]
    signed = tuple((row.person.name, _signed(row), day(row.received_at or row.waived_at)) for row in rounds)
    return Sheet(title="陈述申辩笔录", number=case.number, blocks=(*blocks, Heading(1, "签名"), Signatures(signed)))


def _signed(row):
    return {"signed": "已核对签字", "refused": "拒绝签字，已注明"}.get(row.signed) or (
        "本人在系统提交" if row.received_at or row.waived_at else "未提出"
    )
