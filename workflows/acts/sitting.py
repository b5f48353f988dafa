"""Calling a sitting, its roster, interests declared, attendance."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from workflows import recusals
from workflows.acts import notice, roll
from workflows.acts.common import live_sitting, my_seat, names, participate
from workflows.errors import Refused
from workflows.models import AgendaItem, Seat, Sitting
from workflows.registry import act
from workflows.wording import act_label

act_label("convene", gettext_lazy("安排会议"))
act_label("declare_interest", gettext_lazy("申报利害关系"))
act_label("recuse", gettext_lazy("决定回避"))
act_label("attend", gettext_lazy("登记到会"))


@act("convene")
def convene(case, step, *, kind, starts_at, place, seats, agenda=(), level="", selection="", quorum="1/2"):
    """Call a sitting. `seats`: dicts with person (id) or name, group, role, entitled. Replaces a planned one."""
    _may_call(case, step, starts_at, seats)
    case.sittings.filter(state="planned", stage=case.stage).update(state="adjourned")
    sitting = Sitting.objects.create(
        case=case, kind=kind, stage=case.stage, starts_at=starts_at, place=place, level=level, selection=selection,
        quorum=quorum,
    )  # fmt: skip
    rows = _seat_all(case, sitting, seats)
    notice.renew(case, rows)
    notice.demand(case, starts_at, step.at)
    questions = agenda or [case.title]
    items = [AgendaItem(sitting=sitting, place=n, question=q) for n, q in enumerate(questions, start=1)]
    AgendaItem.objects.bulk_create(items)
    people = [row.person_id for row in rows if row.person_id]
    participate(case, people, "seat")
    step.tell("sitting.called", people, at=starts_at.isoformat(), place=place)
    step.fields |= {"sitting": sitting.pk, "kind": kind, "starts_at": starts_at.isoformat(), "seats": names(rows)}
    return sitting


def _may_call(case, step, starts_at, seats):
    if not seats:
        raise Refused(_("还没有参加人，会议没有安排。请至少选择一名参加人。"))
    if starts_at <= step.at:
        raise Refused(_("会议时间已过，没有安排。请选择以后的时间。"))
    known = case.signings.filter(stage=case.stage, opened_at__gte=case.stage_since)
    if known.filter(mode="above").exists():
        raise Refused(_("本事项已报上一级决定，不再安排会议。请按上一级的决定办理。"))
    votes, rule = known.filter(mode="vote"), case.rules.stages[case.stage].signing
    # What a vote has come to counts only if something follows from it: otherwise they meet again.
    ends = votes.filter(outcome__in=rule.licenses or tuple(rule.leaves)) if rule else votes.exclude(outcome="")
    if votes.filter(settled_at=None).exists() or ends.exists():
        raise Refused(_("本轮表决正在进行或已有结果，不能另行安排会议。请按表决结果办理。"))


def _seat_all(case, sitting, seats):
    known = User.objects.in_bulk([seat["person"] for seat in seats if seat.get("person")])
    rule = case.rules.stages[case.stage].signing
    heads = set(case.players(rule.head)) if rule and rule.head else set()
    recused = _recused_before(case) | dict.fromkeys(recusals.held(case), _("已决定回避")) | case.conflicted()
    rows = [_seat(sitting, seat, known, heads, recused) for seat in seats]
    _prescribed(case, rows)
    if len({row.person_id or row.name for row in rows}) < len(rows):
        raise Refused(_("同一人被列了两次，会议没有安排。请删去重复的名字。"))
    return Seat.objects.bulk_create(rows)


def _recused_before(case):
    """Who was recused once in this case stays so in its later sittings."""
    rows = Seat.objects.filter(sitting__case=case, recused=True, person__isnull=False)
    return dict(rows.values_list("person", "interest"))


def _prescribed(case, rows):
    """Nobody composes a majority: where the members are prescribed, all of them are seated and nobody else votes."""
    must = case.must_sit()
    if must is None:
        return
    wrong = {row.person_id for row in rows if row.entitled} ^ set(must)
    if wrong:
        people = "、".join(User.objects.filter(pk__in=wrong).order_by("pk").values_list("name", flat=True))
        raise Refused(_("有表决权的应到成员不能增减，请核对：%s。会议没有安排。") % (people or _("名单外人员")))


def _seat(sitting, data, known, heads, recused):
    person = known.get(data.get("person"))
    pk = person and person.pk
    role = "head" if pk in heads else data.get("role", "member")
    return Seat(
        sitting=sitting, person=person, name=person.name if person else data["name"], group=data.get("group", ""),
        role=role, entitled=data.get("entitled", True), recused=pk in recused, interest=str(recused.get(pk, "")),
    )  # fmt: skip


@act("declare_interest")
def declare_interest(case, step, *, interest="", recuse=False):
    """A participant declares an interest, or that there is none; who asks to be recused leaves the denominator."""
    seat = my_seat(live_sitting(case), step.actor.pk)
    if recuse and not interest.strip():
        raise Refused(_("申请回避须写明利害关系，没有记入。请填写后再提交。"))
    if seat.ballots.exists():
        raise Refused(_("你已经表决，不能再申报利害关系，没有记入。请向记录员说明。"))
    newly = bool(recuse) and not seat.recused
    # Who is recused stays so, whatever they declare afterwards.
    seat.interest = interest.strip() or (seat.interest if seat.recused else "")
    seat.declared_at, seat.recused = step.at, seat.recused or newly
    seat.save(update_fields=["interest", "declared_at", "recused"])
    step.fields |= {"seat": seat.name, "interest": seat.interest, "recused": seat.recused}
    if newly:
        roll.excuse(case, step, seat)


@act("recuse")
def recuse(case, step, *, seat, reason):
    """The chair or secretary records that a participant is recused (R14)."""
    if len(reason.strip()) < 4:
        raise Refused(_("请写明回避理由，没有记入。"))
    row = live_sitting(case).seats.filter(pk=seat).first()
    if row is None or row.recused or row.ballots.exists():
        raise Refused(_("名单中没有此人，或此人已经回避、已经表决，没有改动。请刷新页面核对。"))
    row.recused, row.interest = True, row.interest or reason.strip()
    row.save(update_fields=["recused", "interest"])
    step.fields |= {"seat": row.name, "reason": reason.strip()}
    roll.excuse(case, step, row)


@act("attend")
def attend(case, step, *, present, absences=None, written=None):
    """Record who came: 应到 and 实到. `present`: seat ids; `absences`, `written`: seat id → reason, opinion."""
    sitting, came = live_sitting(case), {int(pk) for pk in present}
    absences, written = _by_id(absences), _by_id(written)
    seats = list(sitting.seats.all())
    if came - {seat.pk for seat in seats}:
        raise Refused(_("到会名单里有不在名单中的人，没有登记。请刷新页面核对。"))
    before = {seat.pk for seat in seats if seat.present}
    for seat in seats:
        seat.present = seat.pk in came
        seat.absence = "" if seat.present else absences.get(seat.pk, seat.absence)
        seat.written_opinion = written.get(seat.pk, seat.written_opinion)
    Seat.objects.bulk_update(seats, ["present", "absence", "written_opinion"])
    step.fields |= {"expected": len(seats), "present": names(s for s in seats if s.present)}
    if roll.running(sitting):
        roll.change(case, step, sitting, before)


def _by_id(mapping):
    return {int(pk): text for pk, text in (mapping or {}).items()}
