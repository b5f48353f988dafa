"""会议记录: what any sitting leaves behind, for processes that print no record of their own."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows.acts import voting
from workflows.acts.roster import sittings
from workflows.models import Ballot
from workflows.papers.blocks import Facts, Heading, Para, Quote, Sheet, Signatures, Table
from workflows.papers.kinds import EVERY, PAPERS, paper

KINDS = {"hearing": "听证会", "exec_meeting": "部务会", "acceptance": "验收会", "triage": "线索研判会"}
CHOICES = {"pass": "赞成", "defer": "缓议", "reject": "反对", "abstain": "弃权"}
OUTCOMES = {"pass": "通过", "defer": "缓议", "reject": "不通过"}


def held(case):
    """Sittings that left something to be read: minutes, or a vote with a result."""
    return [one for one in reversed(sittings(case)) if one.minutes or (one.signing and one.signing.outcome)]


def needed(case, user):
    """Whether a case has a record that no paper of its process prints."""
    return f"{case.kind}.record" not in PAPERS and bool(held(case))


@paper(f"{EVERY}.meeting", label=_("会议记录"), docx=True, may=needed)
def meeting(case):
    """All sittings of a case, one after the other."""
    blocks = [block for one in held(case) for block in _sitting(one)]
    return Sheet(title="会议记录", number=case.number, blocks=(Facts((("事项", case.title),)), *blocks))


def _sitting(sitting):
    seats = list(sitting.seats.select_related("person").order_by("pk"))
    yield Heading(1, f"{KINDS.get(sitting.kind, '会议')}　{_hour(sitting.opened_at or sitting.starts_at)}")
    yield Facts((("地点", sitting.place), ("应到、实到", _count(seats))))
    yield Table(("参加人", "到会情况"), tuple((seat.name, _came(seat)) for seat in seats), (2, 3))
    yield from _items(sitting)
    if sitting.minutes:
        yield from (Heading(2, "笔录"), Para(sitting.minutes), Signatures(_signed(seats)))


def _count(seats):
    should = [seat for seat in seats if seat.entitled and not seat.recused and seat.role != "observer"]
    return f"应到 {len(should)} 人，实到 {sum(seat.present for seat in should)} 人"


def _came(seat):
    if seat.recused:
        return f"回避：{seat.interest}" if seat.interest else "回避"
    return "到会" if seat.present else f"未到：{seat.absence}" if seat.absence else "未到"


def _items(sitting):
    if not sitting.signing or not sitting.signing.settled_at:
        return
    cast = list(Ballot.objects.filter(item__sitting=sitting).select_related("seat").order_by("pk"))
    for item in sitting.agenda.order_by("place"):
        mine = [row for row in cast if row.item_id == item.pk]
        votes = Counter(row.choice for row in mine)
        words = _words(sitting)
        said = "，".join(f"{word} {votes[code]}" for code, word in words.items())
        outcome = OUTCOMES.get(item.outcome) or words.get(item.outcome) or "没有形成多数意见"
        yield Heading(2, f"议题{item.place}：{item.question}")
        yield Para(f"{said}。结果：{outcome}。")
        yield from (Quote(row.opinion, f"{row.seat.name}（{words[row.choice]}）") for row in mine if row.opinion)


def _words(sitting):
    """What a ballot may say, as the record calls it."""
    case = sitting.case
    ways = voting.ways(voting.rule_of(case, sitting))
    labels = {move.outcome: move.label for move in case.rules.moves_from(sitting.stage)}
    return {way: labels[way] for way in ways} | {"abstain": CHOICES["abstain"]} if ways else CHOICES


def _signed(seats):
    signed = sorted((seat for seat in seats if seat.signed_at), key=lambda seat: seat.signed_at)
    rows = [(seat.name, "已签名", _day(seat.signed_at)) for seat in signed]
    return tuple(rows + [(seat.name, f"拒签：{seat.refusal}", "") for seat in seats if seat.refusal])


def _day(moment):
    there = timezone.localdate(moment)
    return f"{there.year}年{there.month}月{there.day}日"


def _hour(moment):
    return f"{_day(moment)}{timezone.localtime(moment):%H:%M}" if moment else ""
