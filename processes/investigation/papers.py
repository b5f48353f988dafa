"""The papers of an investigation. None of them says who reported; what goes to one side names nobody of the other."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models import Event
from processes.investigation import hearing, labels, parts
from processes.investigation.choices import Category, Finding, Measure, label
from processes.investigation.words import Stage
from workflows.papers import Facts, Heading, Para, Quote, Sheet, Signatures, Table, of_event, of_step, organ, paper

ORDER = list(Stage)
NEVER = ("_",)  # issued only: before that there is none


def since(stage):
    """Stages of a clue that came as far as `stage`."""
    return tuple(one for one in ORDER[ORDER.index(stage) : ORDER.index(Stage.CLOSED) + 1])


def day(text):
    """An ISO day as papers write it."""
    year, month, number = str(text)[:10].split("-")
    return f"{int(year)}年{int(month)}月{int(number)}日"


def inside(case, user):
    """Only who handles a clue reads its papers: nobody from the room, whatever was served there."""
    return user.pk not in parts.accounts(case)


def table(case):
    """The allegations; with their findings as soon as there are any."""
    found = any(row.get("finding") for row in case.allegations)
    head, widths = ("序号", "类别", "反映的问题", "结论"), (1, 2, 7, 2)
    rows = ((row["n"], label(Category, row["category"]), row["text"],
             label(Finding, row["finding"]) if row.get("finding") else "") for row in case.allegations)  # fmt: skip
    parts = 4 if found else 3
    return Table(head[:parts], tuple(row[:parts] for row in rows), widths[:parts])


@paper("investigation.registration", label=_("线索登记表"), docx=True, stages=since(Stage.REGISTERED), may=inside)
def registration(case):
    facts = Facts((
        ("来源", case.get_source_display()), ("署名方式", case.get_reporter_kind_display()),
        ("接收日期", day(timezone.localdate(case.created))), ("可查性", case.verifiability or ""),
        ("研判处置", case.get_disposition_display()), ("内容相近的线索", "、".join(case.twins)),
        ("被反映人", labels.lines(case.respondents, labels.respondent)),
    ))  # fmt: skip
    note = Para("反映人身份和原件已封存，不记入本表。")
    return Sheet(title="线索登记表", number=case.number, blocks=(facts, table(case), note), secrecy="内部限知")


@paper("investigation.acceptance", label=_("受理告知单"), stages=NEVER, may=inside)
def acceptance(case):
    """To the reporter, who is not named; it is read in the sealed conversation or handed over by the keepers."""
    said = (
        f"你于{day(timezone.localdate(case.created))}反映的问题，经审查属于本部门职责，已予受理。"
        "我们将依规核实，办理结果另行告知。"
        "你的身份依规保密；如受到打击报复，请立即告知。对同一问题不必重复反映，有新的线索可以随时补充。"
    )  # fmt: skip
    return Sheet(
        title="受理告知单", organ=organ(), number=case.number, to="反映人", blocks=(Para(said),), signer=organ()
    )


@paper("investigation.plan", label=_("核查方案"), docx=True, stages=since(Stage.PLAN), may=inside)
def plan(case):
    measures = "、".join(label(Measure, code) for code in case.measures)
    team, officer = "、".join(labels.names(case.team)), case.officer.name if case.officer else ""
    facts = Facts((("承办人", officer), ("核查人员", team), ("核查措施", measures)))
    blocks = [
        Heading(1, "一、核查范围"),
        table(case),
        Heading(1, "二、人员和措施"),
        facts,
        Heading(1, "三、方案"),
        Para(case.plan),
    ]
    blocks.append(Para("核查不超出上列范围；发现新的问题，经批准后再核查。不采取强制措施。"))
    return Sheet(title="核查方案", number=case.number, blocks=tuple(blocks), secrecy="内部限知")


@paper("investigation.interviews", label=_("谈话笔录"), docx=True, stages=since(Stage.VERIFYING), may=inside)
def interviews(case):
    blocks = [block for row in case.interviews for block in _talk(row)]
    return Sheet(
        title="谈话笔录", number=case.number, blocks=tuple(blocks) or (Para("没有谈话。"),), secrecy="内部限知"
    )


def _talk(row):
    yield Heading(1, f"第{row['n']}次谈话")
    yield Facts(
        (
            ("谈话对象", row["with"]),
            ("日期", day(row["on"])),
            ("地点", row["place"]),
            ("谈话人", "、".join(row["names"])),
        )
    )
    yield Para(row["minutes"])
    state = {"signed": "已核对签字", "refused": f"拒签：{row.get('refusal', '')}"}.get(row.get("signed"), "未签")
    yield Signatures(
        ((row["with"], state, day(row["on"])), *((name, "谈话人", day(row["on"])) for name in row["names"]))
    )


@paper("investigation.report", label=_("核查报告"), docx=True, stages=since(Stage.CONCLUDED), may=inside)
def report(case):
    proofs = tuple((row["n"], row["what"], row["from"], labels.label(labels.Basis, row["basis"])) for row in case.items)
    blocks = [
        Heading(1, "一、反映的问题和核查结论"), table(case),
        *(Para(labels.finding(row)) for row in case.allegations if row.get("finding")),
        Heading(1, "二、证据"), Table(("序号", "证据", "来源", "取得依据"), proofs, (1, 5, 3, 3)),
        Heading(1, "三、被反映人的陈述申辩和答复"), *_heard(case), Heading(1, "四、结论"), Para(case.conclusion),
    ]  # fmt: skip
    signed = Signatures(tuple((name, "核查人员", "") for name in labels.names(case.team)))
    return Sheet(title="核查报告", number=case.number, blocks=(*blocks, signed), secrecy="内部限知")


def _heard(case):
    for point in hearing.readers.points(case):
        answered = {"adopt": "采纳", "decline": "不采纳"}.get(point.answer, "待答复")
        yield Quote(point.text, point.for_person.name)
        yield Para(f"{answered}：{point.reason}")
    for row in case.statements:
        yield from (Quote(row["text"]), Para(row["answer"]))


@paper("investigation.facts", label=_("事实材料"), stages=NEVER, part=lambda case, user: _part(case, user))
def facts(case, part):
    """What is shown to one respondent before anything is weighed: nothing of others, nobody who said it (F06)."""
    own = [row for row in case.allegations if not row.get("concerns") or int(part or 0) in row["concerns"]]
    proofs = sorted({n for row in own for n in row.get("items") or ()})
    kinds = tuple((n, label(labels.Kind, parts.item(case, f"item:{n}")["kind"])) for n in proofs)
    rights = (
        "你有权在收到本材料之日起七日内陈述和申辩，可以口头、书面或在“与我有关的事项”里逐条提出，可以申请回避、委托他人协助，不收费用。"
        "每一条意见都会得到采纳或不采纳的答复和理由；不因陈述申辩加重处理；不陈述不视为承认。"
    )  # fmt: skip
    rows = tuple((row["n"], row["text"], row["basis"]) for row in own)
    blocks = (
        Heading(1, "一、初步查明的事实和拟认定的理由"), Table(("序号", "问题", "理由"), rows, (1, 5, 5)),
        Heading(1, "二、证据种类"), Table(("序号", "种类"), kinds, (1, 4)),
        Heading(1, "三、你的权利"), Para(rights),
    )  # fmt: skip
    whom = next((row["name"] for row in case.respondents if str(row["n"]) == str(part)), "被反映人")
    return Sheet(title="事实材料", organ=organ(), number=case.number, to=whom, blocks=blocks, signer=organ())


def _part(case, user):
    row = parts.of_person(case, user.pk)
    return str(row["n"]) if row else ""


def _decided_by(case):
    """Whoever took the decision; an agent with whom they acted for."""
    if case.step and case.step.kind == "move.decide":
        return of_step(case.step)
    event = Event.objects.filter(uid=case.uid, kind="move.decide").order_by("-seq").first()
    return of_event(event) if event else ""


@paper("investigation.decision", label=_("处置审批单"), docx=True, stages=since(Stage.DECIDED), may=inside)
def decision(case):
    said = Facts((
        ("处置意见", labels.outcomes(case.proposal.get("outcomes", ()))), ("理由", case.proposal.get("reason", "")),
        ("提出人", case.proposal.get("by", "")), ("表决结果", labels.vote(case.vote_result) or "不需要部务会表决"),
        ("处置决定", labels.outcomes(case.outcomes)), ("决定人", _decided_by(case)),
        ("决定日期", day(case.decided_on) if case.decided_on else ""),
    ))  # fmt: skip
    return Sheet(title="处置审批单", number=case.number, blocks=(table(case), said), secrecy="内部限知")


@paper("investigation.result", label=_("处理结果告知"), stages=NEVER, reaches=("person",))
def result(case):
    """What a respondent is told: the result, and no word of who reported."""
    right = "对结果有不同意见的，可以向本部门说明；反映不实造成影响的，可以申请在原范围内澄清，未经你同意不公开。"
    return Sheet(title="处理结果告知", organ=organ(), number=case.number, to="被反映人",
                 blocks=(Para(case.result), Para(right)), signer=organ())  # fmt: skip


@paper("investigation.feedback", label=_("结果反馈单"), stages=since(Stage.FEEDBACK), may=inside)
def feedback(case):
    """How and when each side was told; what it was told stands apart."""
    rows = tuple(
        ("反映人" if row["to"] == "reporter" else "被反映人", day(row["on"]), row.get("note", ""))
        for row in case.feedback
    )
    blocks = [Heading(1, "一、对反映人的反馈"), Para(case.reply_to_reporter or "匿名反映，没有反馈途径。")]
    blocks += [Heading(1, "二、反馈情况"), Table(("对象", "日期", "经办情况"), rows, (2, 3, 5))]
    if case.objection:
        blocks += [Heading(1, "三、反映人异议和答复"), Para(case.objection), Para(case.objection_answer or "待答复。")]
    return Sheet(title="结果反馈单", number=case.number, blocks=tuple(blocks), secrecy="内部限知")


@paper("investigation.transfer", label=_("移送函"), stages=NEVER, may=inside)
def transfer(case):
    to = case.sent_to or "有管辖权的机关"
    said = "现将下列线索移送你处依规办理。反映人身份不随本函提供；确需了解的，按程序申请启封。"
    whom = Facts((
        ("被反映人", labels.lines(case.respondents, labels.respondent)), ("来源", case.get_source_display()),
        ("署名方式", case.get_reporter_kind_display()),
    ))  # fmt: skip
    return Sheet(title="移送函", organ=organ(), number=case.number, to=to, blocks=(Para(said), whom, table(case)),
                 signer=organ(), secrecy="内部限知")  # fmt: skip


@paper("investigation.clarification", label=_("澄清函"), stages=NEVER, reaches=("person",),
       part=lambda case, user: _part(case, user))  # fmt: skip
def clarification(case, part):
    row = next((one for one in reversed(case.clarified) if str(one["n"]) == str(part)), None)
    if row is None:
        return Sheet(title="澄清函", number=case.number, blocks=(Para("没有出具澄清函。"),))
    whom = next(one["name"] for one in case.respondents if one["n"] == row["n"])
    blocks = (
        Para(f"经核查，有关反映{whom}的问题不属实。{row['text']}"),
        Para(f"本函在下列范围内送达：{row['scope']}。"),
    )
    return Sheet(title="澄清函", organ=organ(), number=case.number, to=whom, blocks=blocks, signer=organ())
