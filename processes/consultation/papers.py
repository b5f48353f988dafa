"""Official papers of a consultation; always in simplified Chinese, as they are filed."""

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from people import clock
from processes.consultation import table
from processes.consultation.choices import CAUSE_KINDS, CONFIDENCE, GROUPS, RULINGS, URGENCY, WAYS, Trigger
from processes.consultation.models import SealedOpinion
from workflows.papers import (
    Facts,
    Heading,
    Para,
    Quote,
    Sheet,
    Signatures,
    Table,
    chinese_minute,
    of_step,
    organ,
    paper,
    who,
    written,
)

HELD = ("opinion", "decided", "following", "cured", "unresolved")


def _word(choices, code):
    return str(dict(choices).get(code, code) or "")


def _head(case, title, **more):
    secrecy = {"public": "", "internal": "内部"}.get(case.classification, "限知")
    urgency = "" if case.urgency == "normal" else _word(URGENCY, case.urgency)
    return {"title": title, "number": case.number or "", "secrecy": secrecy, "urgency": urgency} | more


def _day(moment):
    return timezone.localdate(moment) if moment else None


def _when(moment):
    return chinese_minute(moment) if moment else ""


def _sitting(case):
    return case.sittings.filter(kind="consultation").exclude(state="adjourned").order_by("-pk").first()


def _work(case):
    return f"{case.work_ref.number or ''} {case.work_ref.title}".strip() if case.work_ref_id else ""


def _taken(case, *names):
    """The step that issues a paper, if it is one of these moves."""
    return case.step if case.step and case.step.kind in {f"move.{name}" for name in names} else None


def _signs(step, words):
    """Who takes a step, as the last signature of the paper that it issues."""
    return of_step(step), words, _when(step.at)


@paper("consultation.request", label=_("会诊申请单"), docx=True)
def request(case):
    """Who asks, about which work, what is wrong; and what was decided on it."""
    rows = [
        ("会诊的工作", _work(case)), ("承办单位", case.owner_unit.name if case.owner_unit_id else ""),
        ("申请人", case.opened_by.name), ("申请日期", _when(case.created)),
        ("起因", _word(Trigger.choices, case.trigger)), ("紧急程度", _word(URGENCY, case.urgency)),
        ("症状", case.symptoms), ("依据和材料", case.evidence_note), ("新的事实", case.new_facts),
    ]  # fmt: skip
    signed = [(case.opened_by.name, "申请", _when(case.created))]
    if step := _taken(case, "approve"):
        rows += [("主持人", case.chair.name), ("承办人", case.officer.name)]
        signed.append(_signs(step, "同意会诊"))
    elif step := _taken(case, "decline"):
        signed.append(_signs(step, f"不予会诊：{step.reason}"))
    blocks = (Facts(tuple(row for row in rows if row[1])), Heading(1, "申请和审批"), Signatures(tuple(signed)))
    return Sheet(**_head(case, f"重点工作会诊申请单——{case.title}"), blocks=blocks)


@paper("consultation.notice", label=_("会诊通知"), docx=True, after=("call_session",))
def notice(case):
    """When, where, who is asked, what is gathered, what a participant has to do."""
    found = _sitting(case)
    seats = list(found.seats.order_by("pk"))
    groups = [(label, "、".join(s.name for s in seats if s.group == code)) for code, label in GROUPS]
    blocks = (
        Para(f"经批准，定于{_when(found.starts_at)}在{found.place}对“{case.title}”进行会诊，请准时参加。"),
        Heading(1, "一、会诊的工作和症状"), Para(_work(case)), Para(case.symptoms),
        Heading(1, "二、参加人"), Facts(tuple((str(label), names) for label, names in groups if names)),
        Heading(1, "三、请事先准备"), Para(case.gather_list or "无"),
        Heading(1, "四、请参加人注意"),
        Para("请确认能否参加，并申报与承办单位及其负责人有无利害关系；有近亲属等关系的应当回避。"),
        Para("会诊意见由本人独立填写，交齐或到截止时间后一并揭示，此前任何人不能查看。"),
    )  # fmt: skip
    chair = case.chair.name if case.chair_id else ""
    more = {"organ": organ(), "signer": organ(), "date": clock.today(), "to": "各参加人"}
    return Sheet(**_head(case, f"关于召开“{case.title}”会诊的通知", **more), blocks=(*blocks, Para(f"主持人：{chair}")))


@paper("consultation.record", label=_("会诊记录"), docx=True, stages=("session", *HELD))
def record(case):
    """The session as it was: who came, what was revealed, the minutes as signed."""
    found = _sitting(case)
    if found is None:
        return Sheet(**_head(case, f"“{case.title}”会诊记录"), blocks=(Para("本轮会诊尚未召开。"),))
    seats = list(found.seats.order_by("pk"))
    came = "、".join(s.name for s in seats if s.present)
    away = "、".join(f"{s.name}（{s.absence or '未说明'}）" for s in seats if not s.present and not s.recused)
    facts = [
        ("时间", _when(found.opened_at or found.starts_at)), ("地点", found.place), ("到会", came), ("未到", away),
        ("回避", "、".join(s.name for s in seats if s.recused)), ("轮次", f"第{case.round}轮" if case.round else ""),
    ]  # fmt: skip
    blocks = [Facts(tuple(row for row in facts if row[1])), *_opinions(case, found)]
    blocks += [Heading(1, "记录"), Para(found.minutes)] if found.minutes else []
    blocks += [Signatures(tuple(_signed(seat) for seat in seats if seat.present))]
    return Sheet(**_head(case, f"“{case.title}”会诊记录", date=_day(found.closed_at)), blocks=tuple(blocks))


def _opinions(case, sitting):
    """Only what was revealed is printed."""
    found = SealedOpinion.objects.filter(case=case, sitting=sitting, revealed_at__isnull=False).order_by("pk")
    rows = tuple((one.name, one.diagnosis, one.advice) for one in found)
    head = Heading(1, f"参加人意见（{_when(case.revealed_at)}一并揭示）")
    return [head, Table(("参加人", "原因判断", "对策建议"), rows, (1, 2, 2))] if rows else []


def _signed(seat):
    if seat.refusal:
        return seat.name, f"拒签：{seat.refusal}", ""
    return seat.name, "签字" if seat.signed_at else "未签字", _when(seat.signed_at)


@paper("consultation.opinion", label=_("会诊意见书"), docx=True, stages=HELD)
def opinion(case):
    """Causes, measures, who answers for them and until when; dissent in its own words; what was decided of each."""
    causes = tuple(
        (row["cause"], _word(CAUSE_KINDS, row["kind"]), _word(CONFIDENCE, row["confidence"])) for row in case.causes
    )
    measures = tuple(
        (str(n), row["content"], row["owner_name"], row["due"], row["metric"]) for n, row in enumerate(case.measures, 1)
    )
    blocks = [
        Heading(1, "一、会诊结论"), Para(case.conclusion), Heading(1, "二、原因"),
        Table(("原因", "类型", "把握"), causes, (4, 1, 1)), Heading(1, "三、对策、责任和时限"),
        Table(("序号", "对策", "责任单位", "期限", "效果指标"), measures, (1, 5, 3, 3, 4)),
        Heading(1, "四、不同意见"),
    ]  # fmt: skip
    blocks += [Quote(row["text"], row["name"]) for row in case.dissent] or [Para("没有不同意见。")]
    blocks += _decided(case)
    if step := _taken(case, "decide"):
        chair = who(case, case.chair, "move.conclude")
        rows = ((chair, "主持形成意见", _when(case.concluded_at)), _signs(step, "定策"))
        blocks += [Heading(1, "六、签批"), Signatures(rows)]
    more = {"organ": organ(), "date": _day(case.concluded_at), "signer": case.chair.name if case.chair_id else ""}
    return Sheet(**_head(case, f"关于“{case.title}”的会诊意见书", **more), blocks=tuple(blocks))


def _decided(case):
    rows = []
    for n, row in enumerate(case.measures, start=1):
        if row.get("ruling"):
            final = row["final"]
            way = _word(WAYS, row.get("way")) if row["ruling"] in table.TAKEN else ""
            new = [final[part] for part in ("content", "owner_name", "metric") if final[part] != row[part]]
            done = "；".join(filter(None, (*new, written(final["due"]), way)))
            rows.append((str(n), _word(RULINGS, row["ruling"]), row.get("ruling_reason") or "—", done or "—"))
    head = Heading(1, "五、定策")
    return [head, Table(("序号", "决定", "理由", "落实"), tuple(rows), (1, 2, 4, 5))] if rows else []


@paper("consultation.effect", label=_("问效报告"), docx=True, stages=("following", "cured", "unresolved"))
def effect(case):
    """What the measures have brought, month by month and against their metrics."""
    rows = tuple(
        (row["final"]["content"], row["final"]["metric"], row.get("value") or "待登记", _reached(row))
        for row in table.taken(case.measures)
    )
    blocks = [
        Facts((("会诊的工作", _work(case)), ("问效日期", case.metric_due), ("轮次", f"第{case.round}轮"))),
        Heading(1, "一、对策和成效"), Table(("对策", "效果指标", "实际", "是否达到"), rows, (4, 3, 3, 2)),
        Heading(1, "二、月度问效"),
    ]  # fmt: skip
    blocks += [
        Para(f"{row['month']}：{row['text']}{row['problem'] and '问题：' + row['problem']}") for row in case.followups
    ]
    blocks += [] if case.followups else [Para("还没有月度记录。")]
    signed = [_confirmed(row) for row in case.confirmations]
    if step := _taken(case, "cure", "escalate_to_county"):
        signed.append(_signs(step, "销号办结" if case.stage == "cured" else "转报县委"))
    blocks += [Heading(1, "三、确认和签批"), Signatures(tuple(signed))] if signed else []
    blocks += [Heading(1, "四、结果"), Para(case.outcome_note or case.escalation_report)] * case.is_closed
    more = {"organ": organ(), "date": _day(case.stage_since) if case.is_closed else None}
    return Sheet(**_head(case, f"关于“{case.title}”的问效报告", **more), blocks=tuple(blocks))


def _reached(row):
    return {True: "达到", False: "没有达到"}.get(row.get("reached"), "待登记")


def _confirmed(row):
    side = "承办单位" if row["side"] == "owner" else "申请人"
    return (
        f"{row['name']}（{side}）",
        "见效，同意办结" if row["agree"] else f"还没有见效：{row['text']}",
        row["at"][:10],
    )
