"""The papers of a rectification: notice, plan, application, record of the check, striking off, the re-check."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from processes.rectification import labels, proofs, remedies
from processes.rectification.choices import Way
from processes.rectification.stages import Stage
from workflows.papers import (
    Facts,
    Heading,
    Para,
    Quote,
    Sheet,
    Signatures,
    Table,
    chinese_date,
    of_step,
    organ,
    paper,
    who,
    written,
)

PLANNED = (Stage.PLANNING, Stage.EXECUTING, Stage.SUBMITTED, Stage.CHECKING, Stage.CANCELLED_NO, Stage.CLOSED)
MEASURES = ("序号", "措施", "责任人", "期限", "完成情况")


def day(moment):
    return chinese_date(timezone.localdate(moment)) if moment else ""


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


@paper("rectification.notice", label=_("整改通知"), reaches=("person",), docx=True)
def notice(case):
    """What is to be put right, until when, and how to object; issued as it is assigned."""
    blocks = (
        Para("督查发现的下列问题，请你单位按期整改。"), Heading(1, "一、问题"), finding(case),
        Heading(1, "二、要求"),
        Para("2 个工作日内签收；签收后 5 个工作日内报整改方案，每项措施写明责任人和期限。全部措施完成后写明问题原因，"
             "附佐证申请销号，由没有参与整改的人员核查，批准后销号，三个月后回头看。"),
        Para("不能按期完成的，在期限届满前写明理由申请延期；期限只延长一次。"),
        Heading(1, "三、权利"),
        Para("对问题有异议的，通过原督查事项申请复核；复核期间整改继续进行，部长决定暂停的除外。"),
    )  # fmt: skip
    return Sheet(
        organ=organ(), title="整改通知", number=case.number, to=str(case.owner_unit or ""), blocks=blocks,
        signer=organ(), date=timezone.localdate(case.created),
    )  # fmt: skip


@paper(
    "rectification.struck",
    label=_("销号通知"),
    reaches=("person",),
    docx=True,
    stages=(Stage.CANCELLED_NO, Stage.CLOSED),
)
def struck(case):
    """The number is struck off: what was found by whom, who approved it, when it is looked at again."""
    blocks = (
        Para("你单位的下列问题整改完成，经核查、批准，予以销号。"), Heading(1, "一、问题"), finding(case),
        Heading(1, "二、核查"), Para(case.check_record),
        Para(f"申请销号：{day(case.applied_at)}（{'按期' if case.in_time else '逾期'}）。"
             f"回头看：{written(str(case.re_check_at))}。"),
        Signatures((*_applied(case), *_judged(case, "建议销号"))),
    )  # fmt: skip
    return Sheet(
        organ=organ(), title="整改销号通知", number=case.number, to=str(case.owner_unit or ""), blocks=blocks,
        signer=organ(), date=timezone.localdate(case.struck_at) if case.struck_at else None,
    )  # fmt: skip


@paper("rectification.plan", label=_("整改方案"), docx=True, stages=PLANNED)
def plan(case):
    lead = case.responsible.name if case.responsible else ""
    blocks = [Heading(1, "一、问题"), finding(case)]
    if case.finding.get("response"):
        blocks.append(Quote(case.finding["response"], "整改单位的回应"))
    blocks += [Heading(1, "二、整改措施"), measures(case), Para(f"整改责任人：{lead}。")]
    if case.step and case.step.kind == "move.approve_plan":
        blocks.append(Signatures(((of_step(case.step), "同意", day(case.step.at)),)))
    return Sheet(title="整改方案", number=case.number, blocks=tuple(blocks), signer=case.owner_unit)


@paper("rectification.application", label=_("销号申请"), docx=True, stages=PLANNED[2:])
def application(case):
    blocks = (
        Heading(1, "一、问题"), finding(case), Heading(1, "二、问题原因"), Para(case.root_cause),
        Heading(1, "三、整改情况"), Para(case.outcome), measures(case),
        Heading(1, "四、佐证"), files(proofs.of_round(case)),
        Signatures(_applied(case)),
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
    return Sheet(title="整改核查单", number=case.number, blocks=(*blocks, Signatures(tuple(_judged(case, verdict)))))


def _applied(case):
    return ((who(case, case.applied_by, "move.apply_strike_off"), "申请销号", day(case.applied_at)),)


def _judged(case, verdict):
    """Who checked, then who struck it off."""
    yield who(case, case.verifier, "act.recommend_strike_off", "move.fail_check"), verdict, day(case.checked_at)
    if case.struck_by:
        yield who(case, case.struck_by, "move.approve_strike_off"), "批准销号", day(case.struck_at)


@paper("rectification.recheck", label=_("回头看记录"), docx=True, stages=(Stage.CLOSED,))
def recheck(case):
    rounds = tuple(
        (row["on"], labels.result(row), row["verifier"], row.get("record", "")[:200] or "；".join(row.get("gaps", ())))
        for row in case.rounds
    )
    blocks = (
        Heading(1, "一、问题"), finding(case), Heading(1, "二、经过"),
        Table(("日期", "结果", "核查人", "情况"), rounds, (2, 2, 2, 6)),
        Heading(1, "三、回头看"), *_looked_again(case),
    )  # fmt: skip
    return Sheet(title="整改回头看记录", number=case.number, blocks=blocks)


def _looked_again(case):
    """What was seen and by whom, when the paper is issued."""
    back = bool(case.step) and case.step.kind == "move.record_rebound"
    yield Para(f"发现反弹：{case.step.reason}" if back else case.recheck_record)
    if case.step:
        yield Signatures(((of_step(case.step), "发现反弹" if back else "回头看合格", day(case.step.at)),))
