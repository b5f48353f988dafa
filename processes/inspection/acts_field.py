"""Work in the field: topics, visits, people spoken to, findings, good practice. Rows are numbered within the case."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.inspection import clauses, limits, parts, proofs, saying
from processes.inspection.choices import Agreed, Answer, Known, Method, Severity, Speaker, State
from processes.inspection.rows import Finding, GoodPractice, Interviewee, Visit, VisitSignature
from workflows import agency
from workflows.errors import Refused
from workflows.registry import ACTS, act
from workflows.store.orm import keep_moment
from workflows.wording import act_label

act_label("fill_topic", gettext_lazy("填写课题清单"))
act_label("add_visit", gettext_lazy("登记走访"))
act_label("sign_visit", gettext_lazy("走访记录签字"))
act_label("record_person", gettext_lazy("登记谈话对象"))
act_label("save_finding", gettext_lazy("登记问题"))
act_label("withdraw_finding", gettext_lazy("撤回问题"))
act_label("save_practice", gettext_lazy("登记好做法"))
act_label("drop_target", gettext_lazy("不再督查某单位"))
act_label("end_fieldwork", gettext_lazy("结束实地督查"))
agency.personal("sign_visit")  # who signs was there


@act("fill_topic")
def fill_topic(case, step, *, topic, answers=None, note=""):
    """The checklist of a topic and what was seen; `answers`: place in the list → {"said", "note"}."""
    row = saying.row(case.topics, topic, _("课题"))
    for place, said in (answers or {}).items():
        line = row.checklist[int(place)] if str(place).isdigit() and int(place) < len(row.checklist) else None
        if line is None:
            raise Refused(_("没有保存：课题清单没有这一项。请刷新页面核对。"))
        line["said"] = saying.choice(said.get("said", line["said"]), Answer, _("核对结果"))
        line["note"] = saying.clean(said.get("note", line["note"]).strip())
    row.note = saying.clean(note.strip(), "note") or row.note
    row.save(update_fields=["checklist", "note"])
    step.fields["topic"] = row.no
    step.private |= {"checklist": row.checklist, "note": row.note}


@act("add_visit")
def add_visit(case, step, *, unit, place, at, method, notes, topic=None, no=None, evidence=(), client_id=""):
    """A visit with its record; with `no`, or the `client_id` of one that is there, it is changed and signed anew."""
    said = {
        "unit": saying.target(case, unit).unit, "topic": saying.topic(case, topic), "at": at,
        "place": saying.text(place, 2, _("地点"), "place"),
        "notes": saying.text(notes, limits.NOTE, _("记录"), "notes"),
        "method": saying.choice(method, Method, _("方式"), "method"),
    }  # fmt: skip
    _in_time(case, step, at)
    visit = _known(case.visits, no, client_id, _("走访"))
    if visit:
        visit.signatures.all().delete()  # they stood under other words
        _change(visit, said)
    else:
        visit = Visit.objects.create(
            case=case, no=parts.next_no(case.visits), by=step.actor, client_id=client_id[:40], **said
        )
    proofs.take(case, step, evidence, "visit", visit.no)
    step.fields["visit"] = visit.no
    step.private |= {"unit": str(visit.unit), "place": visit.place, "visited_at": at.isoformat(), "notes": visit.notes}


def _in_time(case, step, at):
    if at > step.at:
        raise Refused(_("没有保存：走访时间在现在以后。请核对日期和时间。"), "at")
    if case.starts_on and at.astimezone().date() < case.starts_on:
        raise Refused(_("没有保存：走访时间早于方案的开始日期（%s）。请核对日期。") % case.starts_on, "at")
    if case.field_ended_on and at.astimezone().date() > case.field_ended_on:
        raise Refused(_("没有保存：实地督查已在 %s 结束。请核对日期。") % case.field_ended_on, "at")


def _known(rows, no, client_id, what):
    """The row that is meant, or None for a new one."""
    if no not in (None, ""):
        return saying.row(rows, no, what)
    return rows.filter(client_id=client_id).first() if client_id else None


def _change(row, said):
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))


@act("sign_visit")
def sign_visit(case, step, *, visit):
    """An inspector who was there signs the record, once."""
    row = saying.row(case.visits, visit, _("走访"))
    if row.signatures.filter(person=step.actor.pk).exists():
        raise Refused(_("你已经签过这次走访，没有重复记入。"))
    VisitSignature.objects.create(visit=row, person=step.actor, at=step.at)
    step.fields["visit"] = row.no


@act("record_person")
def record_person(case, step, *, visit, kind, known_by, said, agreed, called="", evidence=()):
    """Somebody without an account who was spoken to: by what they were identified, never a number (F20)."""
    row = saying.row(case.visits, visit, _("走访"))
    found = Interviewee.objects.filter(visit__case=case)
    person = Interviewee.objects.create(
        visit=row, no=parts.next_no(found), kind=saying.choice(kind, Speaker, _("身份"), "kind"),
        known_by=saying.choice(known_by, Known, _("核对方式"), "known_by"),
        name=saying.clean(called.strip(), "called")[:40],
        said=saying.text(said, 4, _("谈话内容"), "said"), agreed=saying.choice(agreed, Agreed, _("签字情况"), "agreed"),
        by=step.actor, at=step.at,
    )  # fmt: skip
    proofs.take(case, step, evidence, "person", person.no)
    step.fields |= {"visit": row.no, "person": person.no, "known_by": known_by, "agreed": agreed}
    step.private |= {"name": person.name, "said": person.said}


@act("save_finding")
def save_finding(
    case, step, *, unit, severity, clause, fact, topic=None, systemic=False, duty_basis="", no=None, evidence=(),
    client_id="",
):  # fmt: skip
    """A problem with its clause, its facts and its evidence; with `no` or a known `client_id` it is changed."""
    if clause not in clauses.catalogue():
        raise Refused(_("没有保存：请从条款目录中选择依据的条款。"), "clause")
    said = {
        "unit": saying.target(case, unit).unit, "topic": saying.topic(case, topic), "clause": clause,
        "severity": saying.choice(severity, Severity, _("严重程度"), "severity"),
        "fact": saying.text(fact, limits.NOTE, _("事实"), "fact"), "systemic": bool(systemic),
        "duty_basis": saying.clean(duty_basis.strip(), "duty_basis"),
    }  # fmt: skip
    finding = _known(case.findings, no, client_id, _("问题"))
    if finding and finding.state == State.WITHDRAWN:
        raise Refused(_("没有保存：这个问题已经撤回。需要时请另登记一条。"))
    if finding:
        _change(finding, said)
    else:
        finding = Finding.objects.create(
            case=case, no=parts.next_no(case.findings), by=step.actor, client_id=client_id[:40], **said
        )
    proofs.take(case, step, evidence, "finding", finding.no)
    step.fields |= {"finding": finding.no, "severity": severity, "clause": clause}
    step.private |= {"unit": str(finding.unit), "fact": finding.fact}


@act("withdraw_finding")
def withdraw_finding(case, step, *, no, why):
    """A finding that does not hold; it keeps its number, its words and the reason. Never after a report went up."""
    finding = saying.row(case.findings, no, _("问题"))
    if case.submissions:
        raise Refused(_("没有撤回：报告已经报送过，退回修改不能删减事实。被督查单位有异议的，按复核程序办理。"))
    if finding.state == State.WITHDRAWN:
        raise Refused(_("这个问题已经撤回，没有重复记入。"))
    finding.why_changed = saying.text(why, limits.NOTE, _("撤回理由"), "why")
    finding.state = State.WITHDRAWN
    finding.save(update_fields=["state", "why_changed"])
    step.fields["finding"], step.opinion = finding.no, finding.why_changed


@act("save_practice")
def save_practice(case, step, *, unit="", text="", no=None, drop=False):
    """Something done well that others may learn from; with `no` it is changed, or dropped."""
    row = saying.row(case.practices, no, _("好做法")) if no not in (None, "") else None
    if drop and row:
        row.dropped = True
        row.save(update_fields=["dropped"])
    else:
        said = {"unit": saying.target(case, unit).unit, "text": saying.text(text, limits.NOTE, _("做法"), "text")}
        if row:
            _change(row, said)
        else:
            row = GoodPractice.objects.create(case=case, no=parts.next_no(case.practices), **said)
    step.fields["practice"] = row.no
    step.private |= {"unit": str(row.unit), "text": row.text}


@act("drop_target")
def drop_target(case, step, *, unit, why):
    """A unit is not visited after all."""
    row = saying.target(case, unit)
    if case.targets.count() == 1:
        raise Refused(_("没有改动：只剩这一个对象。不需要督查的，请报请取消。"))
    if case.visits.filter(unit=row.unit).exists() or case.findings.filter(unit=row.unit).exists():
        raise Refused(_("没有改动：%s已有走访或问题记录，不能去掉。") % row.unit)
    step.private |= {"unit": str(row.unit), "why": saying.text(why, limits.NOTE, _("理由"), "why")}
    row.delete()


@act("end_fieldwork")
def end_fieldwork(case, step, *, on):
    """The last day in the field: from here feedback and report are counted."""
    if on > step.at.date() or (case.starts_on and on < case.starts_on):
        raise Refused(_("没有记入：结束日期应在方案开始日期和今天之间。请核对。"), "on")
    latest = case.visits.order_by("-at").first()
    if latest and latest.at.astimezone().date() > on:
        raise Refused(_("没有记入：%s 以后还有走访记录。请核对结束日期。") % on, "on")
    case.field_ended_on = on
    keep_moment(case, "field_end", step.at.replace(year=on.year, month=on.month, day=on.day))
    ACTS["reckon"](case, step)
