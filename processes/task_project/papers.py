"""The papers of a project: breakdown, notices of supervision and urging, ledger, summary, closing report."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models import Event
from people import calendar
from people.models import User
from processes.task_project import ledger, months, tree
from processes.task_project.stages import Stage
from workflows import clock, history
from workflows.models import Seat
from workflows.papers import (
    Facts,
    Heading,
    Para,
    Quote,
    Sheet,
    Signatures,
    Table,
    of_event,
    of_step,
    organ,
    paper,
    written,
)

OFFICE = "督查室"
GIVEN = (Stage.ASSIGNED, Stage.ACCEPTED, Stage.RUNNING, Stage.SUSPENDED, Stage.COMPLETION, Stage.ACCEPTANCE, Stage.DONE)
PLANNED = GIVEN[2:]
STATES = {"told": "按时反馈", "late": "迟报", "missing": "未报", "waiting": "待报", "paused": "暂缓"}
VERDICTS = {"pass": "通过", "defer": "缓议", "reject": "不通过", "abstain": "弃权"}


def day(value):
    """A day of a paper."""
    return written(timezone.localdate(value).isoformat() if hasattr(value, "hour") else str(value or ""))


def basics(case):
    """What every paper about a project begins with."""
    rows = (
        ("任务名称", case.title), ("编号", case.number), ("来源", case.source), ("牵头单位", case.owner_unit),
        ("责任人", case.responsible), ("配合单位", case.coop), ("指标", case.metric), ("完成期限", day(case.due_on)),
    )  # fmt: skip
    return Facts(tuple((label, value) for label, value in rows if value))


def tasks(case):
    """The breakdown, each level under the one above."""
    names = dict(User.objects.filter(pk__in=tree.owners(case.wbs)).values_list("pk", "name"))
    rows = tuple(
        (node["code"], node["title"], tree.weight(node), names.get(node.get("owner"), ""), node.get("due", ""),
         node.get("note") or ("已完成" if node.get("done") else ""))
        for _level, node in tree.walk(case.wbs)
    )  # fmt: skip
    return Table(("编号", "任务", "权重", "责任人", "期限", "完成情况"), rows, (2, 7, 2, 4, 5, 6))


@paper("task_project.breakdown", label=_("任务分解表"), docx=True, stages=PLANNED)
def breakdown(case):
    """The plan as the head of the lead unit made it, or as a change left it."""
    changed = f"经第{case.changes}次变更，原计划保留。" if case.changes else ""
    blocks = (basics(case), Heading(1, "任务分解"), tasks(case), Para(f"各项权重合计100。{changed}"))
    planned = case.step.at.date().isoformat() if case.step else case.baseline.get("on")
    date = months.date.fromisoformat(planned) if planned else None
    return Sheet(title="任务分解表", number=case.number, blocks=blocks, signer=case.owner_unit, date=date)


@paper("task_project.assignment", label=_("督办通知单"), docx=True, stages=GIVEN)
def assignment(case):
    asked = (
        "请在收到本通知2个工作日内签收；有异议的，5个工作日内书面提出。签收后5个工作日内分解到人、到日，"
        "每月最后一个工作日前反馈进展。"
    )
    blocks = (Para("下列任务已立项督办，现交你单位牵头办理。"), basics(case), Para(asked))
    # Issued by the registration itself, whose event is written afterwards.
    registered = Event.objects.filter(uid=case.uid, kind="move.register").order_by("seq").first() or case.step
    return Sheet(
        title="督办通知单", organ=organ(), number=case.number, to=str(case.owner_unit or ""), blocks=blocks,
        signer=organ(), date=timezone.localdate(registered.at) if registered else None,
    )  # fmt: skip


@paper("task_project.urging", label=_("催办单"), docx=True, after=("urge",))
def urging(case):
    late = calendar.load().working_days_between(timezone.localdate(case.due), clock.today()) if case.due else 0
    overdue = case.due and case.due < clock.now()
    said = f"{term(case)}，已逾期{late}个工作日。" if overdue else "请按期办理。"
    told, rows = Para(f"上列任务现处于“{case.stage_label}”，{said}请说明原因，抓紧办理，并反馈进展。"), urges(case)
    record = Table(("次数", "日期", "催办人", "内容"), rows, (2, 4, 4, 8))
    # Number, addressee and metric stand elsewhere; without them the sheet keeps its signature on the first page.
    asked = tuple(row for row in basics(case).rows if row[0] in ("任务名称", "责任人", "完成期限"))
    return Sheet(
        title=f"催办单（第{len(rows)}次）", organ=organ(), number=case.number, to=str(case.owner_unit or ""),
        blocks=(Facts(asked), told, Heading(1, "催办记录"), record), signer=organ(), date=clock.today(),
    )  # fmt: skip


def term(case):
    """The term in one statement: the project's own day, and where it is no working day, to which one it moved."""
    last = day(case.due)
    if case.stage != Stage.RUNNING:
        return f"本环节应于{last}前办理"
    return f"完成期限为{last}" if day(case.due_on) == last else f"完成期限{day(case.due_on)}不是工作日，顺延至{last}"


def urges(case):
    """Each urge as a row; the one that issues the sheet is no event yet."""
    entries = (line.entry for line in history.of(case) if line.entry.event.kind == "act.urge")
    said = [(one.event.at, of_event(one.event), one.fields.get("opinion", "")) for one in entries]
    if case.step and case.step.kind == "act.urge":
        said.append((case.step.at, of_step(case.step), case.step.opinion))
    return tuple((n, day(at), name, text or "请抓紧办理") for n, (at, name, text) in enumerate(said, start=1))


def lines(case):
    """(cell, entry) of the months of the ledger."""
    first, today, days = case.baseline.get("on", "")[:7], clock.today(), calendar.load()
    ends = {m: months.last_working_day(m, days) for m in months.span(first, months.key(today))} if first else {}
    told = {entry.month: entry for entry in case.entries.all()}
    return [(cell, told.get(cell.month)) for cell in ledger.cells(case, ends, today) if cell.state]


def _row(cell, entry):
    state = STATES[cell.state] + ("（已关账）" if cell.locked else "")
    if not entry:
        return (cell.month, state, "", "", "", "")
    return (cell.month, state, f"{entry.progress}%", entry.done, entry.problem, entry.next)


@paper("task_project.ledger", label=_("月度台账"), docx=True, stages=PLANNED)
def book(case):
    head = ("月份", "反馈", "进度", "完成情况", "问题", "下步打算")
    blocks = [basics(case), Table(head, tuple(_row(*line) for line in lines(case)), (4, 5, 3, 7, 6, 5))]
    fixed = tuple((one.month, one.text, one.reason, day(one.at)) for one in case.corrections.all())
    if fixed:
        blocks += [Heading(1, "更正记录"), Table(("月份", "更正内容", "理由", "日期"), fixed, (1, 4, 3, 2))]
    return Sheet(title="月度台账", number=case.number, blocks=tuple(blocks), signer=OFFICE, date=clock.today())


@paper("task_project.summary", label=_("小结"), docx=True, stages=PLANNED)
def summary(case):
    told = [(cell, entry) for cell, entry in lines(case) if entry]
    if not told:
        return Sheet(title="工作小结", number=case.number, blocks=(basics(case), Para("还没有反馈。")))
    cell, entry = told[-1]
    missing = sum(one.state == ledger.MISSING for one, _entry in lines(case))
    blocks = [
        basics(case), Heading(1, f"一、{cell.month}进展"), Para(f"进度{entry.progress}%。{entry.done}"),
        Heading(1, "二、存在问题"), Para(entry.problem or "没有反馈问题。"),
        Heading(1, "三、下步打算"), Para(entry.next or "没有填写。"),
        Heading(1, "四、台账情况"), Para(f"已反馈{len(told)}个月，未报{missing}个月；变更{case.changes}次。"),
    ]  # fmt: skip
    if why := case.at_risk():
        blocks.append(Para(f"风险提示：{why}"))
    return Sheet(
        title=f"{case.title}工作小结", number=case.number, blocks=tuple(blocks), signer=case.owner_unit,
        date=timezone.localdate(entry.at),
    )  # fmt: skip


@paper("task_project.closing", label=_("办结报告"), docx=True, stages=(Stage.DONE, Stage.TERMINATED))
def closing(case):
    blocks = [basics(case), Heading(1, "一、完成情况"), Para(case.report or "任务提前终止。"), tasks(case)]
    blocks += _result(case) if case.stage == Stage.DONE else _ended(case)
    return Sheet(
        title=f"关于{case.title}的办结报告", organ=organ(), number=case.number, blocks=tuple(blocks), signer=organ(),
        date=timezone.localdate(case.finished or case.stage_since) if not case.step else case.step.at.date(),
    )  # fmt: skip


def _result(case):
    yield Heading(1, "二、指标")
    yield Para(f"指标：{case.metric}。" + ("已达到。" if case.reached else "没有全部达到。"))
    if case.deviation:
        yield Quote(case.deviation, "偏差说明")
    yield Heading(1, "三、验收")
    yield Signatures(tuple(_seats(case)))


def _seats(case):
    """The acceptance group and how each voted, in the order of their ballots."""
    seats = Seat.objects.filter(sitting__case=case, sitting__kind="acceptance", sitting__state="closed")
    for seat in seats.prefetch_related("ballots").order_by("sitting", "pk"):
        for ballot in seat.ballots.all():
            yield seat.name, VERDICTS.get(ballot.choice, ballot.choice), day(ballot.cast_at)


def _ended(case):
    yield Heading(1, "二、经验教训")
    yield Para(case.lessons)
    yield Heading(1, "三、容错审核结论")
    yield Para(case.immunity)
