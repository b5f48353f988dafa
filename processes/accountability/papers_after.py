"""The papers from the decision on: decision, receipt, self-criticism, appeal and its answer, end of the effect."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from processes.accountability import labels, parts
from processes.accountability.choices import Aggravation, Form, Ground, Mitigation, Responsibility, Severity
from processes.accountability.papers import ANSWERED, day, inside, since
from processes.accountability.words import Stage
from workflows.defence import readers
from workflows.papers import Facts, Heading, Para, Quote, Sheet, Table, organ, paper

AFTER = (Stage.NOT_OPENED, Stage.NO_LIABILITY, Stage.TRANSFERRED, Stage.WITHDRAWN)
APPEAL = (
    "对本决定不服的，可以自签收之日起一个月内，向本部门书面申诉；逾期有正当理由的，仍可申诉。"
    "申诉由没有参与过本事项的三名以上人员复核，一个月内答复；不因申诉加重处理。"
    "申诉期间不停止执行，确有必要的，部长可以决定停止执行。可以请人代为书写和提交，不收任何费用。"
)  # fmt: skip


def date(value):
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def iso(text):
    """A day as it is kept, as papers write it."""
    return date(datetime.fromisoformat(text)) if text else ""


@paper("accountability.exemption", label=_("不予问责结论"), reaches=("person",), docx=True,
       stages=(Stage.NO_LIABILITY,))  # fmt: skip
def exemption(case):
    """That nobody is held to account, and why."""
    ground = case.exempted.get("ground")
    said = Facts((
        ("事项", case.title), ("情形", Ground(ground).label if ground else ""),
        ("理由", case.exempted.get("reasons", "")), ("容错核对", case.immunity_check.get("reasons", "")),
        ("承诺书", "、".join(case.immunity_check.get("certificates", ()))),
    ))  # fmt: skip
    blocks = (Para("经调查核实、听取陈述申辩并集体讨论，决定不予问责。"), said,
              Para("因本事项受到不实影响的，可以申请在造成影响的范围内澄清。"))  # fmt: skip
    return Sheet(
        title="不予问责结论", organ=organ(), number=case.number, to=parts.whom(case), blocks=blocks, signer=organ(),
        date=case.decided_on,
    )  # fmt: skip


@paper("accountability.decision", label=_("责任追究决定书"), reaches=("person",), docx=True,
       stages=since(Stage.DECIDED, *AFTER))  # fmt: skip
def decision(case):
    """Facts, basis, form, period, right and way of appeal (F07)."""
    blocks = (
        Heading(1, "一、查明的事实"), Para(case.fact_text), Heading(1, "二、依据"), Para(case.basis),
        Heading(1, "三、责任和情节"), Facts(_weighed(case)), *_answered(case),
        Heading(1, "四、决定"), Para(_decided(case)), Heading(1, "五、申诉"), Para(APPEAL),
    )  # fmt: skip
    return Sheet(
        title="责任追究决定书", organ=organ(), number=case.number, to=parts.whom(case), blocks=blocks, signer=organ(),
        date=case.decided_on, cc=parts.told_too(case),
    )  # fmt: skip


def _weighed(case):
    rows = (
        ("责任", Responsibility(case.responsibility).label if case.responsibility else ""),
        ("情节", Severity(case.severity).label if case.severity else ""), ("损失和影响", case.loss),
        ("从轻、减轻情形", labels.words(Mitigation, case.mitigation)),
        ("从重情形", labels.words(Aggravation, case.aggravation)),
        ("容错核对", case.immunity_check.get("reasons", "")),
    )  # fmt: skip
    return tuple((label, value) for label, value in rows if value)


def _answered(case):
    rows = tuple((p.n, p.text, ANSWERED.get(p.answer, ""), p.reason) for p in readers.points(case))
    if not rows:
        return ()
    return Heading(2, "（一）申辩意见的采纳情况"), Table(("序号", "意见", "答复", "理由"), rows, (1, 5, 2, 5))


def _decided(case):
    form = Form(case.form).label if case.form else ""
    said = f"经集体讨论，决定给予{parts.whom(case)}{form}。"
    if case.committee:
        said += f"{case.committee['organ']}已批准或决定（{case.committee['number']}）。"
    if not case.effect_months:
        return f"{said}不设影响期。"
    return f"{said}影响期{case.effect_months}个月，自决定之日起至{date(case.effect_until)}，期满自动解除。"


@paper("accountability.receipt", label=_("送达回证"), docx=True, stages=since(Stage.SERVED, *AFTER), may=inside)
def receipt(case):
    """Each paper that was served on whom it is about: when, how, and when it was received."""
    served = case.services.filter(person=case.respondent_id).order_by("pk")
    rows = tuple(
        (PAPERS.get(row.paper, row.paper), row.name, day(row.served_at), WAYS.get(row.way, row.way),
         day(row.read_at) or "未签收", row.receipt) for row in served
    )  # fmt: skip
    head = ("文书", "受送达人", "送出日期", "方式", "签收日期", "说明")
    return Sheet(title="送达回证", number=case.number, blocks=(Table(head, rows, (3, 2, 3, 2, 3, 2)),), signer=organ())


PAPERS = {
    "facts": "事实材料（见面稿）", "decision": "责任追究决定书", "appeal_decision": "申诉决定书",
    "release": "解除影响期通知", "exemption": "不予问责结论",
}  # fmt: skip
WAYS = {"in_app": "系统送达", "paper": "书面送达"}


@paper("accountability.criticism", label=_("书面检讨"), docx=True, after=("hand_in_criticism", "record_criticism"))
def criticism(case):
    return Sheet(title="书面检讨", number=case.number, blocks=(Para(case.self_criticism),), signer=parts.whom(case))


@paper("accountability.appeal", label=_("申诉书"), docx=True, stages=since(Stage.APPEAL, *AFTER, Stage.EFFECTIVE))
def appeal(case):
    """What is asked and why, as it was written."""
    late, note = case.appeal.get("late"), case.appeal.get("note")
    blocks = [Para(f"对责任追究决定（{case.number}）不服，申诉如下："), Quote(case.appeal_text, parts.whom(case))]
    blocks += [Para(f"逾期理由：{late}")] if late else []
    blocks += [Para(f"登记说明：{note}")] if note else []
    return Sheet(title="申诉书", number=case.number, to=organ(), blocks=tuple(blocks), signer=parts.whom(case))


@paper("accountability.appeal_decision", label=_("申诉决定书"), reaches=("person",), docx=True,
       stages=(Stage.CORRECTED,))  # fmt: skip
def appeal_decision(case):
    """Upheld, revoked or changed, with reasons; never heavier (F05)."""
    said = case.outcome
    own = said.get("outcome") == "own_motion"
    opening = (
        "经自行复查，发现原决定有错误，现予纠正。"
        if own
        else "对你提出的申诉，由没有参与过本事项的人员组成复核组进行了复核。"
    )
    blocks = [Para(opening), Facts((("原决定", str(Form(case.form).label) if case.form else ""),
                                    ("结果", labels.outcome(case)), ("表决", labels.vote(said.get("vote"))),
                                    ("决定日期", iso(said.get("on", "")))))]  # fmt: skip
    if said.get("outcome") != "uphold":
        blocks.append(Para(f"原决定的影响同时解除，并在原范围（{case.get_publicity_scope_display()}）内消除影响。"))
    return Sheet(
        title="申诉决定书", organ=organ(), number=case.number, to=parts.whom(case), blocks=tuple(blocks),
        signer=organ(), cc=parts.told_too(case),
    )  # fmt: skip


@paper("accountability.release", label=_("解除影响期通知"), reaches=("person",), docx=True, stages=(Stage.ENDED,))
def release(case):
    """The effect is over and counts for nothing any more (F24)."""
    said = f"你的责任追究影响期已于{date(case.effect_until)}届满，自动解除；今后的评优、任用等资格查询不再显示。"
    if not case.effect_months:
        said = "你的责任追究决定不设影响期，已经执行完毕；今后的评优、任用等资格查询不显示。"
    return Sheet(
        title="解除影响期通知", organ=organ(), number=case.number, to=parts.whom(case), blocks=(Para(said),),
        signer=organ(),
    )  # fmt: skip
