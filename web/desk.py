"""The desk of a sitting: by when papers must be out, who has them, who speaks when, how the record goes round."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from people import calendar, explain
from web import words
from workflows import clock, due
from workflows.acts import notice
from workflows.acts.minutes import may_record, unsigned
from workflows.acts.roster import services

STEPS = ("act.record", "act.amend_record", "act.sign_record", "act.note_signature")


@dataclass
class Period:
    """One notice period: the last day on which papers can be served, and why."""

    last: object
    term: str
    clause: str
    skipped: list
    doubt: str
    since: object = None  # served on everybody
    first: object = None  # then the sitting may begin
    left: str = ""
    late: bool = False


def periods(case, sitting):
    """The notice periods of a sitting that lies ahead."""
    if sitting.state != "planned" or sitting.stage != case.stage or not sitting.starts_at:
        return []
    return [_period(case, sitting, term) for term in notice.periods(case)]


def _period(case, sitting, term):
    last, reckoned = due.latest(term, sitting.starts_at)
    since, days = case.moments_known().get(term.start), calendar.load()
    skipped = [explain.step_words(step) for step in reckoned.why if step.kind in ("skipped", "added")]
    doubt = explain.doubt_words(reckoned, days)
    found = Period(last, explain.term_words(term.n, term.unit), _(term.clause), skipped, doubt, since)
    found.first = due.earliest(term, since or clock.now())[0]
    found.late = not since and last < clock.today()
    if not since and not found.late:
        found.left = _left(days, clock.today(), last)
    return found


def _left(days, today, last):
    """How long there is still time, in days of both sorts."""
    if last == today:
        return _("只有今天了")
    said = {"days": (last - today).days, "working": days.working_days_between(today, last)}
    return _("还有 %(days)d 天，其中 %(working)d 个工作日") % said


@dataclass
class Served:
    """One paper for one person: how it went out, and whether it has been read."""

    row: object
    way: str
    waiting: str = ""


def served(case, sitting):
    """Services of this sitting's papers: after the sitting of an earlier stage, and not after this one was over."""
    since, until = case.served_since(), sitting.closed_at or clock.now()
    if sitting.stage != case.stage:
        before = case.sittings.filter(pk__lt=sitting.pk).exclude(stage=sitting.stage).order_by("-pk").first()
        since = before and before.closed_at or case.created
    return [row for row in services(case) if since <= row.served_at <= until]


def log(sitting, rows):
    """Who was served this sitting's papers (`rows`) and how, the unread first; nobody waits beyond its end."""
    days, last = calendar.load(), min(clock.today(), timezone.localdate(sitting.closed_at or clock.now()))
    found = [Served(row, _("书面") if row.way == "paper" else _("系统内"), _waiting(row, days, last)) for row in rows]
    return sorted(found, key=lambda one: not one.waiting)


def _waiting(row, days, last):
    if row.read_at or row.receipt:
        return ""
    gone = days.working_days_between(timezone.localdate(row.served_at), last)
    return _("送达 %d 个工作日，未签收") % gone if gone > 0 else _("今天送达，未签收")


@dataclass
class Voice:
    """One who votes, in the order of speaking: the head comes last."""

    seat: object
    state: str
    icon: str


def board(seats, voted, voting):
    """(voices in order, how many have voted, of how many) of those who are entitled; the recused are not counted."""
    mine = [seat for seat in seats if seat.entitled and seat.role != "observer"]
    order = sorted(mine, key=lambda seat: (seat.role == "head", seat.recused, seat.pk))
    before = [seat for seat in order if seat.present and not seat.recused and seat.role != "head"]
    left = [seat.short for seat in before if seat.pk not in voted]
    voices = [_voice(seat, seat.pk in voted, left, voting) for seat in order]
    counted = [seat for seat in order if seat.present and not seat.recused]
    return voices, sum(seat.pk in voted for seat in counted), len(counted)


def _voice(seat, voted, left, voting):
    if seat.recused:
        return Voice(seat, _("回避，不计入应到"), "x")
    if voted:
        return Voice(seat, _("已表决"), "check")
    if not seat.present:
        return Voice(seat, _("未到，不能表决"), "x")
    if seat.role == "head" and left:
        return Voice(seat, _("末位表态：等%s先表决") % _("、").join(left), "lock")
    return Voice(seat, _("可以表决了") if voting else _("待开始"), "clock")


@dataclass
class Told:
    """One step of the record on its way round."""

    at: object
    who: str
    said: str
    text: str = ""
    kind: str = "done"


def record_state(sitting):
    """How far the minutes are, in words; "" before there are any."""
    if not sitting.minutes:
        return ""
    left = [seat.name for seat in unsigned(sitting)]
    if sitting.minutes_locked_at:
        return _("已锁定")
    if left and may_record(sitting):
        return _("传阅中，待 %d 人签字") % len(left)
    return _("签字完毕") if not left else ""


def story(sitting, lines):
    """The minutes from the first draft to the last signature, out of the history of the case."""
    if not sitting.minutes or sitting.opened_at is None:
        return []
    found, draft = [], 0
    for line in lines:
        event = line.entry.event
        if event.kind not in STEPS or event.at < sitting.opened_at:
            continue
        draft += event.kind == "act.record"
        found.append(_told(event, line.entry.fields, draft))
    return found


def _told(event, fields, draft):
    seat = words.post(fields.get("seat", ""))
    if event.kind == "act.record":
        said = _("写好笔录，开始传阅") if draft == 1 else _("改出第 %d 稿，重新传阅") % draft
        return Told(event.at, event.actor_name, said)
    if event.kind == "act.amend_record":
        return Told(event.at, event.actor_name, _("提出修改"), fields.get("change", ""), "now")
    if fields.get("refusal"):
        return Told(event.at, event.actor_name, _("%s拒签") % seat, fields["refusal"])
    noted = event.kind == "act.note_signature"
    return Told(event.at, event.actor_name, _("登记%s在纸质笔录上签字") % seat if noted else _("签字"))
