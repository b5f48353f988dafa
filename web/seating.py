"""What the page of a sitting shows: roster, counts in words, what this person can do there. Reads only."""

from collections import Counter
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from policy import rules as policy
from web import desk, fitting, ways, words
from workflows import clock, history, papers, signings, wording
from workflows.acts import roster, voting
from workflows.acts.sitting_forms import outcome_labels
from workflows.models import Ballot, Seat

KINDS = {"hearing": gettext_noop("听证会"), "exec_meeting": gettext_noop("部务会"), "meeting": gettext_noop("会议"),
         "above": gettext_noop("上级决定"), "acceptance": gettext_noop("验收会"),
         "consultation": gettext_noop("会诊会"), "triage": gettext_noop("线索研判会")}  # fmt: skip
CHOICE = {
    "pass": gettext_noop("赞成"),
    "defer": gettext_noop("缓议"),
    "reject": gettext_noop("反对"),
    "abstain": gettext_noop("弃权"),
}
OUTCOME = {"pass": gettext_noop("通过"), "defer": gettext_noop("缓议"), "reject": gettext_noop("不通过")}
ADOPTED = {
    "adopt": gettext_noop("采纳"),
    "part": gettext_noop("部分采纳"),
    "decline": gettext_noop("不采纳"),
    "": gettext_noop("待答复"),
}

# What others wait for, the most pressing first.
NEAR = timedelta(hours=3)  # two sittings closer than this get in each other's way
WAITED = ("ballot", "sign_record", "acknowledge")


def url(case, sitting, name):
    return reverse("web:sitting_act", args=[case.uid, sitting.pk, name])


def ways_of(case, sitting, user):
    """What the person can do at this sitting now, each with its form; what waits for them first."""
    if sitting.pk != _newest(case):
        return []
    seat = next((one for one in roster.roster(sitting) if one.person_id == user.pk), None)
    names = [name for name in case.rules.stages[case.stage].acts if fitting.fits(name, case, sitting, seat)]
    names = [name for name in names if not case.idle(name, user)]
    found = [_way(case, sitting, user, name) for name in names if policy.may(user, name, case).ok]
    first = next((name for name in WAITED for way in found if way.name == name), "")
    for way in found:
        way.duty = way.name == first
    return sorted(found, key=lambda way: not way.duty)


def _newest(case):
    return next((one.pk for one in roster.sittings(case) if one.state != "adjourned"), None)


def _way(case, sitting, user, name):
    way = ways.Way("act", name, str(wording.ACTS.get(name, name)), url(case, sitting, name))
    way.obstacle = fitting.too_early(name, case, user)
    return ways.dress(way, ways.make(way, case, user), case)


def facts(case, sitting, user):
    """All that the page shows besides forms."""
    lines = history.readable(case, history.of(case), user) if sitting.minutes else []
    rows = desk.served(case, sitting)
    return live(case, sitting, user, rows) | {
        "agenda": _agenda(sitting), "level": _level(case, sitting),
        "opinions": [(o, _(ADOPTED[o.adopted])) for o in sitting.opinions.select_related("seat").order_by("pk")],
        "periods": desk.periods(case, sitting), "log": desk.log(sitting, rows),
        "papers": next((k.name for k in papers.offered(case, user) if k.name in ("record", "meeting")), ""),
        "fallback": policy.may(user, "serve_on_paper", case).ok,
        "record_state": desk.record_state(sitting), "story": desk.story(sitting, lines),
    }  # fmt: skip


def live(case, sitting, user, rows=None):
    """What changes while people come and vote: the page asks for it again and again. `rows`: what was served."""
    seats, voted = _seats(case, sitting, user, desk.served(case, sitting) if rows is None else rows)
    voices, done, of = desk.board(seats, voted, fitting.voting(sitting)) if _rule(case, sitting) else ([], 0, 0)
    return {
        "kind": _(KINDS.get(sitting.kind, "会议")), "seats": seats, "came": sum(s.present for s in seats),
        "counted": _counted(case, sitting), "voting": fitting.voting(sitting), "vote": sitting.signing,
        "voices": voices, "voted": done, "voters": of, "today": words.as_date(sitting.starts_at) == clock.today(),
    }  # fmt: skip


def _rule(case, sitting):
    rule = case.rules.stages[sitting.stage].signing
    return rule if rule and rule.mode == "vote" else None


def _level(case, sitting):
    field = next((f for f in case._meta.get_fields() if f.name == "hearing_level"), None)
    return str(dict(field.choices).get(sitting.level, "")) if field else sitting.level


def _seats(case, sitting, user, rows):
    """(the roster, ids of seats that have voted); each seat knows how it is drawn and what is said under it."""
    seats, ties = roster.roster(sitting), case.conflicted()
    clashes = _clashes(sitting, seats)
    voted = set(Ballot.objects.filter(item__sitting=sitting).values_list("seat", flat=True))
    served = {row.person_id or row.name: row for row in rows}
    groups = {seat.group: seat.group for seat in seats} | _groups(case)
    for seat in seats:
        seat.label, seat.shape = _drawn(sitting, seat, seat.pk in voted, user)
        seat.service, seat.group_label = served.get(seat.person_id or seat.name), groups.get(seat.group, "")
        seat.short = words.post(seat.person or seat.name)
        seat.tie = "" if seat.recused else str(ties.get(seat.person_id, ""))
        seat.clash = clashes.get(seat.person_id)
    return seats, voted


def _clashes(sitting, seats):
    """Person id → when else they sit that day; of the other sitting nothing is said."""
    people = [seat.person_id for seat in seats if seat.person_id and not seat.recused]
    if sitting.state != "planned" or not sitting.starts_at or not people:
        return {}
    others = Seat.objects.filter(person__in=people, recused=False, sitting__state__in=["planned", "open"])
    near = (sitting.starts_at - NEAR, sitting.starts_at + NEAR)
    found = others.filter(sitting__starts_at__range=near).exclude(sitting=sitting)
    return dict(found.values_list("person", "sitting__starts_at"))


def _groups(case):
    form = case.forms.get("convene")
    return {code: str(label) for code, label in getattr(form, "groups", ())}


def _drawn(sitting, seat, voted, user):
    """The words under a seat and the class it is drawn with."""
    if seat.recused:
        return _("回避"), "away"
    if voted:
        return _("已表决"), "voted"
    if seat.role == "head" and sitting.state in ("planned", "open"):
        return _("末位表态"), "last"
    if not seat.present:
        here = sitting.opened_at is not None or seat.absence
        return (seat.absence or _("未到")) if here else _("待签到"), "away" if here else ""
    if fitting.voting(sitting):
        return _("待表决"), "mine" if seat.person_id == user.pk else ""
    return _("已签字") if seat.signed_at else _("拒签") if seat.refusal else _(
        "到会"
    ), "voted" if seat.signed_at else ""


def _counted(case, sitting):
    """应到, 实到 and what is lacking, in words."""
    rule = _rule(case, sitting)
    if not rule:
        return ""
    should = [s for s in roster.roster(sitting) if s.entitled and not s.recused and s.role != "observer"]
    came, needed = sum(seat.present for seat in should), signings.present_needed(rule, len(should))
    said = {"should": len(should), "came": came, "needed": needed, "more": needed - came}
    said["passing"] = signings.passing(rule, len(should))
    if len(should) < rule.floor:
        return _("回避后应到只有 %(should)d 人，不能表决，须报上一级决定。") % said
    words_ = _("应到 %(should)d 人，实到 %(came)d 人；法定人数 %(needed)d 人已满足，赞成满 %(passing)d 票通过。")
    lack = _("应到 %(should)d 人，实到 %(came)d 人；法定人数 %(needed)d 人，还差 %(more)d 人。")
    return (words_ if came >= needed else lack) % said


def _agenda(sitting):
    """Item by item: the question, what came of it, and who chose what once all have voted."""
    cast, words_ = _ballots(sitting), _choices(sitting)
    mine = {item: [row for row in cast if row.item_id == item.pk] for item in sitting.agenda.order_by("place")}
    return [_item(item, rows, words_) for item, rows in mine.items()]


def _choices(sitting):
    """What a ballot may say: yes or no, or one of the ways that the vote chooses between."""
    case = sitting.case
    found = voting.ways(voting.rule_of(case, sitting))
    named = outcome_labels(case, sitting.stage) if found else {}
    return {way: named[way] for way in found} | {"abstain": CHOICE["abstain"]} if found else CHOICE


def _item(item, ballots, words_):
    counts = Counter(row.choice for row in ballots)
    count = _("，").join(f"{_(words_[choice])} {counts[choice]}" for choice in words_) if ballots else ""
    outcome = OUTCOME.get(item.outcome) or words_.get(item.outcome) or gettext_noop("没有形成多数意见")
    rows = [(row, _(words_[row.choice])) for row in ballots]
    return {"item": item, "outcome": _(outcome) if item.settled_at else "", "count": count, "ballots": rows}


def _ballots(sitting):
    """Who chose what, only when all have voted."""
    if not sitting.signing_id or not sitting.signing.settled_at:
        return []
    return list(Ballot.objects.filter(item__sitting=sitting).select_related("seat").order_by("pk"))
