"""The papers of an inspection before its report: plan, notice, records, finding list, feedback."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from processes.inspection import clauses, parts, proofs
from processes.inspection.choices import Method, Mode
from processes.inspection.stages import Stage
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
    of_step,
    organ,
    paper,
    who,
)

ROMAN = "一二三四五六七八九十"
AFTER_PLAN = (
    Stage.FIELDWORK, Stage.FINDINGS_OUT, Stage.REPORT_DRAFT, Stage.REPORT_REVIEW, Stage.ISSUED, Stage.OBJECTION,
    Stage.CLOSED,
)  # fmt: skip


def day(moment):
    return chinese_date(timezone.localdate(moment)) if moment else ""


def minute(moment):
    return chinese_minute(moment) if moment else ""


def inside(case, user):
    """The team, its approvers and those who oversee."""
    return not parts.is_target(case, user)


def out(case, user):
    """They at once, inspected units once the conclusion is out."""
    return inside(case, user) or bool(case.issued_at)


def since_out(case, user):
    """What was kept before the conclusion came out was for those inside alone."""
    return None if inside(case, user) else case.issued_at


def heading(n, text):
    return Heading(1, f"{ROMAN[n - 1]}、{text}")


def units(rows):
    return "、".join(row.unit.name for row in rows)


@paper("inspection.plan", label=_("督查方案"), docx=True, may=inside)
def plan(case):
    team = case.members.select_related("person")
    methods = "、".join(_method(code) for code in case.methods)
    rows = [("组长" if m.lead else "成员", m.person.name, str(m.trained_on or ""), m.conflict) for m in team]
    blocks = (
        heading(1, "内容"), Para(case.content), *(Para(f"{t.no}. {t.title}") for t in case.topics.all()),
        heading(2, "对象和范围"), Para(f"对象：{units(parts.targets(case))}。"), Para(f"范围：{case.scope}"),
        heading(3, "方式"), Para(f"{case.get_mode_display()}：{methods}。"),
        heading(4, "期限"), Para(f"{parts.period(case)}。"),
        heading(5, "督查组"), Table(("职责", "姓名", "培训日期", "利害关系"), tuple(rows), (1, 3, 2, 4)),
    )  # fmt: skip
    more = (heading(6, "60 日内再次督查的理由"), Para(case.overlap_reason)) if case.overlap_reason else ()
    secrecy = "" if case.mode == Mode.OPEN else "限督查组和审批人知悉"
    blocks = (*blocks, *more, Signatures(tuple(_agreed(case))))
    return Sheet(title=f"{case.title}方案", number=case.number, blocks=blocks, secrecy=secrecy)


def _agreed(case):
    """The lead made the plan; whoever approves it signs below."""
    if case.lead:
        yield who(case, case.lead, "move.submit_plan"), "组长，报方案", ""
    if case.step and case.step.kind == "move.approve_plan":
        yield of_step(case.step), "批准", day(case.step.at)


def _method(code):
    return str(Method(code).label) if code in Method.values else code


def told_openly(case, user):
    """There is a notice only for units that are visited openly."""
    openly = case.targets.filter(mode=Mode.OPEN)
    return openly.exists() and (inside(case, user) or openly.filter(unit__in=parts.units_of(case, user)).exists())


@paper("inspection.notice", label=_("督查通知"), docx=True, stages=AFTER_PLAN, may=told_openly)
def notice(case):
    openly = [row for row in parts.targets(case) if row.mode == Mode.OPEN]
    lead = case.lead.name if case.lead else ""
    blocks = (
        Para(f"按照年度督查安排，对你单位开展“{case.title}”。现将有关事项通知如下。"),
        heading(1, "内容"), *(Para(f"{t.no}. {t.title}") for t in case.topics.all()),
        heading(2, "时间"), Para(f"{parts.period(case)}。"),
        heading(3, "督查组"), Para(f"组长：{lead}。"),
        heading(4, "有关要求"), Para("不另写材料，不迎送，不增加报表；督查人员违反规定的，可以向干部监督科反映。"),
        heading(5, "权利"), Para("反馈意见送达后 10 个工作日内可以逐条回应；结论送达后 30 日内可以申请复核。"),
    )  # fmt: skip
    issued = timezone.localdate(case.moments_known().get("field_start", case.stage_since))
    return Sheet(
        organ=organ(), title=f"关于开展{case.title}的通知", number=case.number, to=units(openly), blocks=blocks,
        signer=organ(), date=day_of_service(case, "督查通知") or issued,
    )  # fmt: skip


def day_of_service(case, paper_name):
    """The day on which a paper was served; None if it was not."""
    row = case.services.filter(paper=paper_name).order_by("pk").first()
    return timezone.localdate(row.served_at) if row else None


@paper("inspection.records", label=_("谈话、走访记录"), docx=True, stages=AFTER_PLAN, may=inside)
def records(case):
    visits = case.visits.select_related("unit").prefetch_related("signatures__person", "interviewees")
    blocks = [block for visit in visits for block in _visit(case, visit)]
    return Sheet(title=f"{case.title}谈话、走访记录", number=case.number, blocks=tuple(blocks))


def _visit(case, visit):
    files = proofs.of(case, "visit", visit.no)
    yield Heading(1, f"第 {visit.no} 次　{visit.unit.name}")
    rows = (("时间", minute(visit.at)), ("地点", visit.place), ("方式", _method(visit.method)))
    yield Facts(rows)
    yield Para(visit.notes)
    for one in visit.interviewees.all():
        who = f"{one.get_kind_display()}{one.name}"
        yield Quote(one.said, f"{who}（{one.get_known_by_display()}，{one.get_agreed_display()}）")
    if files:
        yield Table(("文件", "散列值（SHA-256）"), tuple((row.name, row.sha256) for row in files), (3, 5))
    yield Signatures(tuple((s.person.name, "签字", day(s.at)) for s in visit.signatures.all()))


@paper("inspection.findings", label=_("问题清单"), docx=True, stages=AFTER_PLAN, may=out, since=since_out)
def finding_list(case):
    rows = tuple(
        (
            f.no,
            f.unit.name,
            f.get_severity_display(),
            f.fact,
            clauses.title(f.clause),
            f.response or f.get_said_display(),
        )
        for f in parts.standing(case)
    )
    head = ("序号", "单位", "程度", "事实", "条款", "单位回应")
    table = Table(head, rows, (1, 2, 1, 6, 2, 4)) if rows else Para("没有发现问题。")
    return Sheet(title=f"{case.title}问题清单", number=case.number, blocks=(table,))


def fed_back(case, user):
    """Those inside, and units once they are served."""
    return inside(case, user) or bool(served_unit(case, user))


def served_unit(case, user):
    """The unit whose feedback somebody reads, by its id; "" for the whole."""
    if inside(case, user):
        return ""
    rows = case.targets.filter(unit__in=parts.units_of(case, user), served_at__isnull=False)
    return str(rows.values_list("unit", flat=True).first() or "")


@paper(
    "inspection.feedback", label=_("反馈意见"), docx=True, stages=AFTER_PLAN[1:], may=fed_back, part=served_unit,
    reaches=("person",),
)  # fmt: skip
def feedback(case, unit=""):
    """To all units, or to one of them what concerns it."""
    asked = [row for row in parts.targets(case) if unit in ("", str(row.unit_id))]
    found = [row for row in parts.standing(case) if unit in ("", str(row.unit_id))]
    blocks = [Para(f"督查组已结束“{case.title}”的实地督查，现将初步情况反馈如下。")]
    for n, finding in enumerate(found, start=1):
        blocks += [
            Heading(2, f"（{_number(n)}）问题 {finding.no}　{finding.unit.name}"), Para(finding.fact),
            Para(f"程度：{finding.get_severity_display()}。依据：{clauses.words(finding.clause)}"),
        ]  # fmt: skip
    if not found:
        blocks.append(Para("没有发现问题。"))
    return Sheet(
        organ=organ(), title=f"{case.title}反馈意见", number=case.number, to=units(asked),
        blocks=(*blocks, *RIGHTS), signer="督查组", date=day_of_service(case, "反馈意见"),
    )  # fmt: skip


RIGHTS = (
    Heading(1, "权利和期限"),
    Para("以上是初步情况，不是结论。自送达之日起 10 个工作日内，你单位可以逐条书面回应；口头陈述由督查室如实记录。"),
    Para("没有回应的，按程序继续，不视为认可；回应照原文附入报告。"),
)


def _number(n):
    return ROMAN[n - 1] if n <= len(ROMAN) else str(n)
