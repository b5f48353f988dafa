"""What the page of a sitting shows: roster, counts in words, what this person can do there. Reads only."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from policy import rules as policy
from web import ways, words
from workflows import signings, wording
from workflows.acts import notice
from workflows.acts.engine_forms import form_of
from workflows.acts.voting import entitled
from workflows.models import Ballot, Opinion, Service

KINDS = {"hearing": gettext_noop("听证会"), "exec_meeting": gettext_noop("部务会"), "meeting": gettext_noop("会议"),
         "above": gettext_noop("上级决定")}  # fmt: skip
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
WAITED = ("ballot", "sign_record", "acknowledge")


def url(case, sitting, name):
    return reverse("web:sitting_act", args=[case.uid, sitting.pk, name])


def ways_of(case, sitting, user):
    """What the person can do at this sitting now, each with its form; what waits for them first."""
    if sitting.pk != _newest(case):
        return []
    seat = sitting.seats.filter(person=user).first()
    names = [name for name in case.rules.stages[case.stage].acts if _fits(name, case, sitting, seat)]
    found = [_way(case, sitting, user, name) for name in names if policy.may(user, name, case).ok]
    first = next((name for name in WAITED for way in found if way.name == name), "")
    for way in found:
        way.duty = way.name == first
    return sorted(found, key=lambda way: not way.duty)


def _newest(case):
    return case.sittings.exclude(state="adjourned").order_by("-pk").values_list("pk", flat=True).first()


def _way(case, sitting, user, name):
    way = ways.Way("act", name, str(wording.ACTS.get(name, name)), url(case, sitting, name))
    return ways.dress(way, ways.make(way, case, user), case)


def _fits(name, case, sitting, seat):
    """Whether an act of the stage has a sense here and now."""
    if not getattr(form_of(case, name), "on_sitting", False):
        return False
    live, check = sitting.state in ("planned", "open"), FITS.get(name)
    return (live or name == "answer_opinions") and (check is None or check(sitting, seat))


def _voting(sitting):
    return sitting.state == "open" and sitting.signing_id is not None


def _may_sign(sitting, seat):
    return bool(sitting.minutes and seat and seat.present and not seat.signed_at and not seat.refusal)


def _undeclared(sitting, seat):
    return bool(seat and not seat.recused and not seat.ballots.exists())


FITS = {
    "serve": lambda sitting, seat: bool(notice.unserved(sitting.case.own, sitting.seats.all())),
    "ballot": lambda sitting, seat: bool(
        _voting(sitting) and seat and seat.present and seat.entitled and not seat.recused and not seat.ballots.exists()
    ),
    "start_vote": lambda sitting, seat: sitting.state == "planned",
    "sign_record": _may_sign,
    "note_signature": lambda sitting, seat: any(_may_sign(sitting, one) for one in sitting.seats.all()),
    "record": lambda sitting, seat: sitting.state == "open",
    "declare_interest": _undeclared,
    "answer_opinions": lambda sitting, seat: Opinion.objects.filter(sitting__case=sitting.case_id).exists(),
    "serve_on_paper": lambda sitting, seat: Service.objects.filter(
        case=sitting.case_id, read_at=None, person__isnull=False
    ).exists(),
}  # fmt: skip


def facts(case, sitting, user):
    """All that the page shows besides forms."""
    seats = _seats(case, sitting, user)
    return {
        "kind": _(KINDS.get(sitting.kind, "会议")), "seats": seats, "came": sum(s.present for s in seats),
        "counted": _counted(case, sitting), "agenda": _agenda(sitting), "ballots": _ballots(sitting),
        "voting": _voting(sitting), "vote": sitting.signing, "level": _level(case, sitting),
        "opinions": [(o, _(ADOPTED[o.adopted])) for o in sitting.opinions.select_related("seat").order_by("pk")],
    }  # fmt: skip


def _level(case, sitting):
    field = next((f for f in case._meta.get_fields() if f.name == "hearing_level"), None)
    return str(dict(field.choices).get(sitting.level, "")) if field else sitting.level


def _seats(case, sitting, user):
    """The roster; each seat knows how it is drawn and what is said under it."""
    seats = list(sitting.seats.select_related("person").order_by("pk"))
    voted = set(Ballot.objects.filter(item__sitting=sitting).values_list("seat", flat=True))
    served = {row.name: row for row in Service.objects.filter(case=case, served_at__gte=_since(case, sitting))}
    groups = {seat.group: seat.group for seat in seats} | _groups(case)
    for seat in seats:
        seat.label, seat.shape = _drawn(sitting, seat, seat.pk in voted, user)
        seat.service, seat.group_label = served.get(seat.name), groups.get(seat.group, "")
        seat.short = words.post(seat.person) if seat.person else seat.name
    return seats


def _groups(case):
    form = case.forms.get("convene")
    return {code: str(label) for code, label in getattr(form, "groups", ())}


def _since(case, sitting):
    return case.served_since() if sitting.stage == case.stage else case.created


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
    if _voting(sitting):
        return _("待表决"), "mine" if seat.person_id == user.pk else ""
    return _("已签字") if seat.signed_at else _("拒签") if seat.refusal else _(
        "到会"
    ), "voted" if seat.signed_at else ""


def _counted(case, sitting):
    """应到, 实到 and what is lacking, in words."""
    rule = case.rules.stages[sitting.stage].signing
    if not rule or rule.mode != "vote":
        return ""
    should = entitled(sitting)
    came, needed = sum(seat.present for seat in should), signings.present_needed(rule, len(should))
    said = {"should": len(should), "came": came, "needed": needed, "more": needed - came}
    said["passing"] = signings.passing(rule, len(should))
    if len(should) < rule.floor:
        return _("回避后应到只有 %(should)d 人，不能表决，须报上一级决定。") % said
    words_ = _("应到 %(should)d 人，实到 %(came)d 人；法定人数 %(needed)d 人已满足，赞成满 %(passing)d 票通过。")
    lack = _("应到 %(should)d 人，实到 %(came)d 人；法定人数 %(needed)d 人，还差 %(more)d 人。")
    return (words_ if came >= needed else lack) % said


def _agenda(sitting):
    return [(item, _(OUTCOME[item.outcome]) if item.outcome else "") for item in sitting.agenda.order_by("place")]


def _ballots(sitting):
    """Who chose what, only when all have voted."""
    if not sitting.signing_id or not sitting.signing.outcome:
        return []
    rows = Ballot.objects.filter(item__sitting=sitting).select_related("seat", "item").order_by("item__place", "pk")
    return [(row, _(CHOICE[row.choice])) for row in rows]
