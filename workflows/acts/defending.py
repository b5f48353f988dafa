"""陈述申辩: what is said in defence, by oneself or taken down, given up in writing, and answered point by point."""

from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from workflows.acts import candidates
from workflows.defence import readers, receiving
from workflows.errors import Refused
from workflows.models import DefencePoint, Draft
from workflows.registry import act
from workflows.wording import act_label

LEAST, MOST, POINTS = 2, 5000, 50
WAYS = {"paper": gettext_lazy("书面"), "oral": gettext_lazy("口头")}
act_label("state_defence", gettext_lazy("陈述申辩"))
act_label("waive_defence", gettext_lazy("放弃陈述申辩"))
act_label("record_defence", gettext_lazy("登记陈述申辩"))
act_label("answer_defence", gettext_lazy("答复申辩意见"))


@act("state_defence")
def state_defence(case, step, *, text="", points=(), late_reason=""):
    """Whoever is confined to the room states and defends, as often as they like while the term runs.

    Without points the whole text is one. After the term it is still taken in, with the reason why it is late.
    """
    row = _mine(case, step)
    row.late_reason = _late(case, row, step.at, late_reason) or row.late_reason
    _take_down(case, step, row, text, points, step.at, "in_app")
    Draft.objects.filter(case=case, person=step.actor.pk, act="state_defence").delete()


@act("waive_defence")
def waive_defence(case, step, *, statement):
    """They state that they will not; until the term is over they may change their mind."""
    row = _mine(case, step)
    if row.received_at:
        raise Refused(_("你已经提交陈述申辩，不能再放弃；没有改动。如需补充，请直接补充陈述。"))
    row.waived_at, row.waiver = step.at, _worded(statement, "statement")
    row.save(update_fields=["waived_at", "waiver"])
    step.private["opinion"] = row.waiver


@act("record_defence")
def record_defence(
    case,
    step,
    *,
    person,
    note,
    text="",
    points=(),
    way="paper",
    received_on=None,
    waived=False,
    signed="",
    late_reason="",
):
    """Take down truthfully what came on paper or was said, or a written waiver; free of charge, also by another (F28).

    `received_on` is the day it came: whether it is late counts from there. `note` says who brought it, who took it
    down, and by what it is proved; `signed`: "signed" | "refused", the record of what was said.
    """
    row = _of(case, candidates.number(person))
    if way not in WAYS or signed not in ("", "signed", "refused"):
        raise Refused(_("没有登记：提出方式或签字情况不在可选范围内。请重新选择。"), "way")
    at = _received(row, step.at, received_on)
    row.note, row.signed = _worded(note, "note")[:300], signed
    if waived:
        row.waived_at, row.waiver, row.way = at, _worded(text, "text"), way
        row.save(update_fields=["waived_at", "waiver", "way", "note", "signed"])
        step.private["opinion"] = row.waiver
    else:
        row.late_reason = _late(case, row, at, late_reason) or row.late_reason
        _take_down(case, step, row, text, points, at, way)
    step.fields |= {"way": way, "waived": bool(waived), "signed": signed}


@act("answer_defence")
def answer_defence(case, step, *, n, answer, reason):
    """Adopt or decline one point, with the reason; it may be answered anew while the stage lasts."""
    point = DefencePoint.objects.filter(case=case, n=int(n)).first()
    if point is None:
        raise Refused(_("没有这一条申辩意见，没有答复。请刷新页面核对。"), "n")
    if answer not in (readers.ADOPT, readers.DECLINE):
        raise Refused(_("没有答复：请选择采纳或者不采纳。"), "answer")
    if not 10 <= len(reason.strip()) <= MOST:
        raise Refused(_("没有答复：请写明理由，至少 10 个字；理由会告知本人。"), "reason")
    if point.for_person_id in (step.actor.pk, step.holder_id):
        raise Refused(_("没有答复：本人不能答复自己的申辩意见。请由承办人答复。"))
    step.fields |= {"point": point.n, "answer": answer, "answered_before": point.answer}
    step.private["opinion"] = reason.strip()
    point.answer, point.reason, point.answered_by, point.answered_at = answer, reason.strip(), step.actor, step.at
    point.save(update_fields=["answer", "reason", "answered_by", "answered_at"])
    step.tell("room.answered", [point.for_person_id])


def _mine(case, step):
    """The round of who acts; speaking in it says that its papers were received."""
    row = _of(case, step.actor.pk)
    if row.service and not row.service.read_at:
        receiving.received(case, step, [row.service], step.at)
        row.refresh_from_db()
    return row


def _of(case, person):
    row = next((one for one in readers.rounds(case) if one.person_id == person), None)
    if row is None:
        raise Refused(_("还没有送达事实材料，陈述申辩没有开始，没有记入。请先送达。"))
    return row


def _received(row, now, day):
    """The moment that counts: the day on which it came, which lies between the service and today."""
    if not day:
        return now
    day = day if isinstance(day, date) else date.fromisoformat(day)
    if not timezone.localdate(row.began_at) <= day <= timezone.localdate(now):
        raise Refused(_("没有登记：收到日期应在送达之后、今天以前。请核对。"), "received_on")
    return now if day == timezone.localdate(now) else timezone.localtime(now).replace(
        year=day.year, month=day.month, day=day.day, hour=12, minute=0, second=0, microsecond=0)  # fmt: skip


def _late(case, row, at, reason):
    """The reason for which something late is still taken in; "" if it is in time. A late word is not a lost right."""
    one = readers.standing(case, row, at)
    if one.open:
        return ""
    if not 10 <= len(reason.strip()) <= 500:
        day = timezone.localtime(one.deadline.due).strftime("%Y-%m-%d")
        why = _("陈述申辩期限（%s）已过，还没有提交。请写明逾期的正当理由（至少 10 个字）后再提交，由承办人一并审查。")
        raise Refused(why % day, "late_reason")
    return reason.strip()


def _take_down(case, step, row, text, points, at, way):
    said = [one.strip() for one in points if one.strip()]
    text = text.strip()
    if not said and not text:
        raise Refused(_("没有提交：还没有写陈述申辩的内容。请至少写一条。"), "text")
    if len(said) > POINTS or any(len(one) > MOST for one in (text, *said)):
        raise Refused(
            _("没有提交：最多 %(n)d 条，每条不超过 %(most)d 字。请合并或缩短。") % {"n": POINTS, "most": MOST}, "text"
        )
    last = DefencePoint.objects.filter(case=case).aggregate(last=Max("n"))["last"] or 0
    DefencePoint.objects.bulk_create(
        DefencePoint(
            case=case, n=last + i, text=one, by=step.actor, for_person_id=row.person_id, at=step.at, round=row.round
        )
        for i, one in enumerate(said or [text], start=1)
    )
    row.text = "\n\n".join(filter(None, [row.text, text]))
    row.received_at, row.way = row.received_at or at, way
    row.save(update_fields=["text", "received_at", "way", "late_reason", "note", "signed"])
    step.fields["points"] = [last + i for i in range(1, len(said or [text]) + 1)]
    step.private |= {"opinion": text, "said": said} | ({"late_reason": row.late_reason} if row.late_reason else {})
    step.tell("defence.stated", case.players("case_officer"), stage=case.stage, actor=step.actor.name)


def _worded(text, field):
    if not LEAST <= len(text.strip()) <= MOST:
        raise Refused(_("没有办理：请写明内容，2 至 5000 字。"), field)
    return text.strip()


def heard(case):
    """People who may be recorded as heard: (id, name) of the current rounds."""
    ids = [row.person_id for row in readers.rounds(case)]
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [(pk, names[pk]) for pk in ids]
