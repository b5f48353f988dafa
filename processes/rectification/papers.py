"""The papers of a rectification: plan, application, record of the check, record of the re-check."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from processes.rectification import labels, proofs, remedies
from processes.rectification.choices import Way
from processes.rectification.stages import Stage
from workflows.papers import Facts, Heading, Para, Quote, Sheet, Signatures, Table, paper

PLANNED = (Stage.PLANNING, Stage.EXECUTING, Stage.SUBMITTED, Stage.CHECKING, Stage.CANCELLED_NO, Stage.CLOSED)
MEASURES = ("序号", "措施", "责任人", "期限", "完成情况")


def day(moment):
    return timezone.localdate(moment).isoformat() if moment else ""


def finding(case):
    """What the paper answers."""
    said = case.finding
    rows = (
        ("整改事项", case.title), ("问题事实", said.get("fact", "")), ("严重程度", labels.grade(case.severity)),
        ("依据条款", said.get("clause", "")), ("来源", said.get("number", "")),
        ("整改单位", str(case.owner_unit or "")), ("整改期限", case.due_on),
    )  # fmt: skip
    return Facts(tuple((label, value) for label, value in rows if value))


def measures(case):
    """The measures as a table."""
    names = dict(User.objects.filter(pk__in=remedies.owners(case.measures)).values_list("pk", "name"))
    rows = tuple(
        (n, row["text"], names.get(row["owner"], ""), row["due"], row["note"] or ("已完成" if row["done"] else ""))
        for n, row in enumerate(case.measures, start=1)
    )
    return Table(MEASURES, rows, (2, 9, 4, 5, 7))


def _grouped(digest):
    """A hash in four groups, so that it fits a column."""
    return " ".join(digest[n : n + 16] for n in range(0, len(digest), 16))


def files(rows):
    """Evidence by name and hash, so that the file can be proved."""
    return Table(("文件", "散列值（SHA-256）"), tuple((row.name, _grouped(row.sha256)) for row in rows), (3, 5))


@paper("rectification.plan", label=_("整改方案"), docx=True, stages=PLANNED)
def plan(case):
    lead = case.responsible.name if case.responsible else ""
    blocks = [Heading(1, "一、问题"), finding(case)]
    if case.finding.get("response"):
        blocks.append(Quote(case.finding["response"], "整改单位的回应"))
    blocks += [Heading(1, "二、整改措施"), measures(case), Para(f"整改责任人：{lead}。")]
    return Sheet(title="整改方案", number=case.number, blocks=tuple(blocks), signer=case.owner_unit)


@paper("rectification.application", label=_("销号申请"), docx=True, stages=PLANNED[2:])
def application(case):
    blocks = (
        Heading(1, "一、问题"), finding(case), Heading(1, "二、问题原因"), Para(case.root_cause),
        Heading(1, "三、整改情况"), Para(case.outcome), measures(case),
        Heading(1, "四、佐证"), files(proofs.of_round(case)),
        Signatures(((case.applied_by.name if case.applied_by else "", "申请销号", day(case.applied_at)),)),
    )  # fmt: skip
    return Sheet(title="整改销号申请", number=case.number, to="督查室", blocks=blocks)


@paper("rectification.check", label=_("核查单"), docx=True, stages=PLANNED[3:])
def check(case):
    way = dict(Way.choices).get(case.way, "")
    verdict = "建议销号" if case.recommended else "未通过" if case.gaps else "核查中"
    blocks = [
        Heading(1, "一、问题"), finding(case), Heading(1, "二、核查"),
        Facts((("核查方式", f"{way}：{case.checked_what}"), ("核查结论", verdict))),
    ]  # fmt: skip
    if case.check_record:
        blocks.append(Para(case.check_record))
    if case.gaps:
        blocks += [Heading(2, "（一）差距清单"), *(Para(f"{n}. {gap}") for n, gap in enumerate(case.gaps, start=1))]
    return Sheet(title="整改核查单", number=case.number, blocks=(*blocks, _signed(case, verdict)))


def _signed(case, verdict):
    checker = case.verifier.name if case.verifier else ""
    rows = [(checker, verdict, day(case.step.at if case.step else None))]
    if case.struck_by:
        rows.append((case.struck_by.name, "批准销号", day(case.struck_at)))
    return Signatures(tuple(rows))


@paper("rectification.recheck", label=_("回头看记录"), docx=True, stages=(Stage.CLOSED,))
def recheck(case):
    rounds = tuple(
        (row["on"], labels.result(row), row["verifier"], row.get("record", "")[:200] or "；".join(row.get("gaps", ())))
        for row in case.rounds
    )
    blocks = (
        Heading(1, "一、问题"), finding(case), Heading(1, "二、经过"),
        Table(("日期", "结果", "核查人", "情况"), rounds, (2, 2, 2, 6)),
        Heading(1, "三、回头看"), Para(case.recheck_record),
    )  # fmt: skip
    return Sheet(title="整改回头看记录", number=case.number, blocks=blocks)
