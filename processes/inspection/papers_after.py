"""The papers of the conclusion: research report, bulletin, decision of the review."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from processes.inspection import clauses, missing, parts
from processes.inspection.choices import Ruling, State
from processes.inspection.papers import ROMAN, day, heading, inside, out, units
from processes.inspection.stages import Stage
from workflows.papers import Heading, Para, Quote, Sheet, Signatures, Table, of_step, organ, paper, who

ENDED = (Stage.ISSUED, Stage.OBJECTION, Stage.CLOSED)
LABELS = {"situation": "现状", "problems": "问题", "causes": "原因", "suggestions": "建议"}


def issued_on(case):
    return timezone.localdate(case.issued_at) if case.issued_at else None


@paper(
    "inspection.report", label=_("调研报告"), docx=True, stages=(Stage.REPORT_DRAFT, Stage.REPORT_REVIEW, *ENDED),
    may=out,
)  # fmt: skip
def report(case):
    blocks = [block for n, name in enumerate(missing.PARTS, start=1) for block in _part(case, n, name)]
    blocks += [heading(5, "各课题查看情况"), *(Para(f"{t.no}. {t.title}：{t.note}") for t in case.topics.all())]
    blocks += [heading(6, "问题和单位回应"), *_answered(case)]
    practices = case.practices.filter(dropped=False).select_related("unit")
    if practices:
        blocks += [heading(7, "好做法"), *(Para(f"{row.unit.name}：{row.text}") for row in practices)]
    dissents = case.dissents.select_related("person")
    if dissents:
        blocks.append(heading(8, "督查组成员的不同意见（照原文）"))
        blocks += [Quote(row.text, f"{row.person.name}，{day(row.at)}") for row in dissents]
    blocks.append(Signatures(tuple(_team(case))))
    return Sheet(
        organ=organ(), title=f"{case.title.removesuffix('调研')}调研报告", number=case.number, blocks=tuple(blocks),
        signer="督查组", date=issued_on(case),
    )  # fmt: skip


def _team(case):
    """In the order of signing: lead, members, the deputy minister who cleared it, the minister who signed it."""
    team = case.members.select_related("person")
    handed_in = case.submissions and case.stage != Stage.REPORT_DRAFT
    for member in sorted(team, key=_place):
        signed = member.signed_at if handed_in else None
        if member.lead:
            signed = signed or (case.handed_in_at if handed_in else None)  # handed in before members signed
            yield who(case, member.person, "move.submit_report"), "组长，报送" if signed else "组长", day(signed)
        else:
            yield member.person.name, "督查组成员，签名" if signed else "督查组成员，未签名", day(signed)
    if case.cleared_at and handed_in:
        yield who(case, case.cleared_by, "act.clear_report"), "审核", day(case.cleared_at)
    if case.step and case.step.kind == "move.sign_report":
        yield of_step(case.step), "签发", day(case.step.at)


def _place(member):
    """The lead first, then who signed, as they signed, then who did not."""
    return not member.lead, member.signed_at is None, member.signed_at, member.pk


def _part(case, n, name):
    yield heading(n, LABELS[name])
    yield Para(getattr(case, name) or "（待撰写）")


def _answered(case):
    for finding in parts.standing(case):
        grade, clause = finding.get_severity_display(), clauses.title(finding.clause)
        yield Para(f"问题 {finding.no}（{finding.unit.name}，{grade}，{clause}）：{finding.fact}")
        if finding.response:
            yield Quote(finding.response, finding.responder)
        else:
            yield Para(f"单位回应：{finding.get_said_display()}")


@paper("inspection.bulletin", label=_("督查通报"), reaches=("person",), docx=True, stages=ENDED)
def bulletin(case):
    found = parts.standing(case)
    rows = tuple((f.no, f.unit.name, f.get_severity_display(), f.fact) for f in found)
    blocks = [
        Para(f"{parts.period(case)}，督查组对{units(parts.targets(case))}开展了“{case.title}”。现通报如下。"),
        heading(1, "总体情况"), Para(case.conclusion or case.situation),
        heading(2, "主要问题"), _table(rows),
        heading(3, "好做法"),
        *(Para(f"{row.unit.name}：{row.text}") for row in case.practices.filter(dropped=False).select_related("unit")),
        heading(4, "有关要求"),
        Para("各有关单位按交办的整改事项逐条整改、逐条销号。对结论有异议的，自送达之日起 30 日内可以书面申请复核，"
             "由没有参加督查的人员办理；复核期间整改继续进行。"),
    ]  # fmt: skip
    return Sheet(
        organ=organ(), title=f"关于{case.title}情况的通报", number=case.number, to=units(parts.targets(case)),
        blocks=tuple(blocks), signer=organ(), date=issued_on(case), cc="部领导，督查室",
    )  # fmt: skip


def _table(rows):
    return Table(("序号", "单位", "程度", "事实"), rows, (1, 2, 1, 8)) if rows else Para("没有发现问题。")


def amended(case):
    """Points of objections by which the conclusion was changed."""
    found = case.objections.exclude(decided_at=None).exclude(ruling=Ruling.KEPT)
    return list(found.select_related("finding__unit").order_by("no"))


def corrected(case, user):
    """There is a correction once a review changed something; everybody has it who had the conclusion."""
    return bool(amended(case)) and (inside(case, user) or bool(case.issued_at))


@paper("inspection.correction", label=_("更正通报"), docx=True, stages=ENDED, may=corrected)
def correction(case):
    rows = amended(case)
    blocks = [Para(f"“{case.title}”的结论印发后，经没有参加督查的人员复核，下列问题予以更正。")]
    for n, row in enumerate(rows, start=1):
        was = row.finding.first.get("fact", row.finding.fact)
        blocks += [
            Heading(1, f"{ROMAN[n - 1] if n <= len(ROMAN) else n}、问题 {row.finding.no}（{row.finding.unit.name}）"),
            Para(f"原文：{was}"), Para(_now(row.finding)), Para(f"理由：{row.answer}"),
        ]  # fmt: skip
    blocks.append(Para("其余问题和结论不变。已经交办的整改随之撤回或修改。"))
    return Sheet(
        organ=organ(), title=f"关于{case.title}情况的更正通报", number=case.number, to=units(parts.targets(case)),
        blocks=tuple(blocks), signer=organ(), date=timezone.localdate(max(row.decided_at for row in rows)),
        cc="部领导，督查室",
    )  # fmt: skip


def _now(finding):
    if finding.state == State.WITHDRAWN:
        return "更正：该问题撤回。"
    return f"更正为：{finding.fact}（{finding.get_severity_display()}）"


def reviewed(case, user):
    """Those inside, and units with the whole scope of the conclusion, once a review is decided."""
    decided = case.objections.exclude(decided_at=None).exists()
    return decided and (inside(case, user) or bool(case.issued_at))


@paper("inspection.ruling", label=_("异议复核决定"), reaches=("person",), docx=True, stages=ENDED, may=reviewed)
def ruling(case):
    rows = list(case.objections.exclude(decided_at=None).select_related("finding", "unit", "reviewer"))
    blocks = [Para(f"对“{case.title}”结论的异议，由没有参加督查的人员复核，逐点决定如下。")]
    for row in rows:
        blocks += [
            Heading(2, f"（{row.no}）{row.unit.name}对问题 {row.finding.no} 的异议"), Quote(row.text, row.unit.name),
            Para(f"决定：{row.get_ruling_display()}。理由：{row.answer}"),
        ]  # fmt: skip
        if row.new:
            blocks.append(Para(f"修改后的事实：{row.new['fact']}"))
    blocks.append(Para("本决定在原通报的送达范围内一并送达；问题撤回或修改的，整改事项随之撤回或修改。"))
    signed = {
        (who(case, row.reviewer, "act.answer_point", "move.decide_objection"), "复核", day(row.decided_at))
        for row in rows if row.reviewer
    }  # fmt: skip
    blocks.append(Signatures(tuple(sorted(signed))))
    last = max((row.decided_at for row in rows), default=None)
    return Sheet(
        organ=organ(), title=f"关于{case.title}异议的复核决定", number=case.number, to=units(parts.targets(case)),
        blocks=tuple(blocks), signer=organ(), date=timezone.localdate(last) if last else None,
    )  # fmt: skip
