"""The papers of an admonition: the three letters, the record of the talk, what was answered, the result."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from processes.admonition import clauses, labels
from processes.admonition.choices import Measure, Ruling, Signature
from workflows.papers import (
    Facts,
    Heading,
    Para,
    Quote,
    Sheet,
    Signatures,
    Table,
    chinese_date,
    chinese_minute,
    organ,
    paper,
    who,
)

EFFECT = "诫勉的影响期为六个月，自送达之日起计算，到期自动解除；影响期内评先评优等资格按规定受限。"
RIGHTS = (
    "你有权了解所依据的事实和规定，有权说明情况、提供材料，并要求如实记录；有正当理由的，可以申请延长答复期限，可以申请有利害"
    "关系的人员回避。说明或者不说明，都不会因此加重处理；不答复只作未说明处理，不等于承认。"
)


def day(moment):
    return chinese_date(timezone.localdate(moment)) if moment else ""


def _letter(case, title, opening, asks, more=()):
    """A letter in parts that F07 asks for: matter, basis, what is asked, rights, organ, how to object."""
    blocks = (
        Para(opening), Heading(1, "一、事项"), Para(case.facts_text),
        Heading(1, "二、依据"), Para(f"{clauses.words(case.clause)}；{case.legal_basis}。"),
        Heading(1, "三、要求"), Para(case.asked_again or case.requirements), *(Para(text) for text in asks),
        Heading(1, "四、权利和救济"), Para(RIGHTS), *(Para(text) for text in more),
    )  # fmt: skip
    return Sheet(
        organ=organ(), title=title, number=case.number, to=case.respondent.name, blocks=blocks, signer=organ(),
        date=timezone.localdate(case.step.at if case.step else case.issued_at), secrecy="限知",
    )  # fmt: skip


def _answering(case):
    """By when and how it is answered, or that there will be a talk."""
    if case.by_talk:
        return "谈话由至少两人进行，另有记录员；你的说明记入谈话记录，由你核对签字，拒绝签字的予以注明。"
    through = "书面说明经所在单位主要负责人签署意见后提交。" if case.measure == Measure.INQUIRE else ""
    return f"请自送达之日起 15 个工作日内书面说明；末日逢节假日的顺延。{through}"


@paper("admonition.reminder", label=_("提醒函"), reaches=("person",), docx=True, stages=("never",))
def reminder(case):
    opening = "根据干部监督有关规定，现就下列事项对你提醒。提醒不设影响期，不记入人事档案。"
    return _letter(case, "提醒函", opening, [_answering(case)])


@paper("admonition.inquiry", label=_("函询通知书"), reaches=("person",), docx=True, stages=("never",))
def inquiry(case):
    opening = "根据干部监督有关规定，现就反映的下列事项向你函询。函询是了解情况，不是结论。"
    return _letter(case, "函询通知书", opening, [_answering(case)])


@paper("admonition.letter", label=_("诫勉书"), reaches=("person",), docx=True, stages=("never",))
def letter(case):
    more = (
        EFFECT,
        "对诫勉不服的，可以在收到办理结果之日起一个月内向部长申诉；对答复不服的，可以在一个月内申请复核，复核由没有经手的三名"
        "人员进行。申诉、复核不得加重。有正当理由逾期的，说明原因后照常受理。",
    )
    return _letter(case, "诫勉书", "经批准，现就下列事项对你诫勉。", [_answering(case)], more)


@paper("admonition.talk", label=_("谈话记录"), reaches=("person",), docx=True, stages=("never",))
def talk(case):
    """Who talked, what was said and explained, how it was signed."""
    at = chinese_minute(case.talk_at)
    on, said = day(case.talk_at), dict(Signature.choices)[case.signature]
    rows = (
        ("时间", at), ("地点", case.talk_place), ("谈话人", labels.names(case.talkers)),
        ("记录员", case.recorder.name), ("本人", case.respondent.name),
    )  # fmt: skip
    signed = (
        *((name, "谈话人", on) for name in labels.names(case.talkers).split("、")), (case.recorder.name, "记录员", on),
        (case.respondent.name, f"{said}：{case.refusal}" if case.refusal else said, on),
    )  # fmt: skip
    blocks = (
        Facts(rows), Heading(1, "一、谈话内容"), Para(case.minutes), Heading(1, "二、本人说明"),
        Quote(case.explanation, case.respondent.name), Signatures(signed),
    )  # fmt: skip
    return Sheet(title="谈话记录", number=case.number, blocks=blocks, secrecy="限知")


@paper("admonition.self_check", label=_("检查材料"), reaches=("person",), docx=True, stages=("never",))
def self_check(case):
    blocks = [Para(case.self_check)]
    if case.self_check_how:
        blocks.append(Para(f"代为登记：{case.self_check_how}"))
    return Sheet(title="检查材料", number=case.number, blocks=tuple(blocks), signer=case.respondent.name)


@paper("admonition.reply", label=_("书面说明"), reaches=("person",), docx=True, stages=("never",))
def reply(case):
    """The explanation, and what the unit's leader said of it."""
    blocks = [Para(case.reply)]
    if case.countersign_note:
        leader = who(case, case.countersigned_by, "act.countersign_reply")
        blocks += [Heading(1, "单位主要负责人意见"), Quote(case.countersign_note, leader)]
    if case.reply_how:
        blocks.append(Para(f"代为登记：{case.reply_how}"))
    return Sheet(title="书面说明", number=case.number, blocks=tuple(blocks), signer=case.respondent.name)


@paper("admonition.result", label=_("办理结果告知书"), reaches=("person",), docx=True, stages=("never",))
def result(case):
    blocks = [Para(case.result)]
    if case.effect_until:
        blocks.append(Para(f"影响期至 {chinese_date(case.effect_until)}，到期自动解除。"))
    else:
        blocks.append(Para("本事项不设影响期，不影响评先评优等资格。"))
    if case.admonishes and case.effect_until:
        blocks.append(
            Para("不服的，可以自收到本告知书之日起一个月内向部长申诉；有正当理由逾期的，说明原因后照常受理。")
        )
    return Sheet(
        organ=organ(), title="办理结果告知书", number=case.number, to=case.respondent.name, blocks=tuple(blocks),
        signer=organ(), date=timezone.localdate(case.told_at),
    )  # fmt: skip


@paper("admonition.correction", label=_("整改情况报告"), reaches=("person",), docx=True, stages=("never",))
def correction(case):
    blocks = (
        Heading(1, "一、本人报告"), Para(case.correction), Heading(1, "二、跟踪核实"), Para(case.follow_up_report),
    )  # fmt: skip
    return Sheet(title="整改情况报告", number=case.number, blocks=blocks, signer=case.respondent.name)


@paper("admonition.answer", label=_("申诉答复书"), reaches=("person",), docx=True, stages=("never",))
def answer(case):
    """What was complained of and what was decided, with the reasons."""
    kinds, rulings = {"complaint": "申诉", "review": "复核"}, dict(Ruling.choices)
    ruled = [row for row in case.complaints if row["ruling"]]
    rows = tuple((row["on"], kinds[row["kind"]], rulings[row["ruling"]], row["answer"]) for row in ruled)
    blocks = (Para(case.complaints[-1]["text"]), Table(("提出日期", "种类", "决定", "理由"), rows, (3, 2, 2, 8)))
    return Sheet(
        organ=organ(), title="申诉答复书", number=case.number, to=case.respondent.name, blocks=blocks, signer=organ(),
        date=timezone.localdate(case.step.at) if case.step else None,
    )  # fmt: skip
