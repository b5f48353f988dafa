"""Recusal applied for (F02): asked for with a reason, decided one level up, and somebody stands in."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from workflows import assign, due, naming, recusals, work
from workflows.acts import roll
from workflows.acts.common import participate
from workflows.acts.roster import sittings
from workflows.errors import Refused
from workflows.models import Ballot, Flag, WorkItem
from workflows.recusals import ASKED, DECIDER, HELD, KIND, LADDER, MOMENT, STAND_IN, TERM
from workflows.registry import act
from workflows.store import current as store
from workflows.store.orm import keep_moment
from workflows.wording import act_label, role_words

ASKER = "asked_recusal"
act_label("apply_recusal", gettext_lazy("申请回避"))
act_label("decide_recusal", gettext_lazy("决定回避申请"))
act_label("raise_recusal", gettext_lazy("回避申请报上一级"))
role_words(DECIDER, gettext_lazy("回避申请决定人"))
assign.BOUND |= {"party": recusals.party, DECIDER: recusals.deciding}


@act("apply_recusal")
def apply_recusal(case, step, *, person, reason):
    """Ask that somebody who handles, hears or votes keeps out; until it is decided they cannot act."""
    who = next((one for one in recusals.handling(case) if one.pk == _pk(person)), None)
    if who is None:
        raise Refused(_("没有提交：此人现在不办理本事项，也不在会议名单中。请从列表中选择。"), "person")
    if Ballot.objects.filter(seat__person=who, seat__sitting__case=case, seat__sitting__state="open").exists():
        raise Refused(_("没有提交：%s已经表决。对表决有异议的，请在结果公布后提出。") % who.name, "person")
    if len(reason.strip()) < 10:
        raise Refused(_("没有提交：请写明与本事项有什么利害关系，至少 10 个字。"), "reason")
    if Flag.objects.filter(source=case.pk, person=who, code__in=(ASKED, HELD)).exists():
        raise Refused(
            _("没有提交：对%s的回避申请已经提出过。有新的事实，请向主持人或记录员说明。") % who.name, "person"
        )
    level, people = recusals.deciders(case, who, recusals.level_of(who), step.actor.pk)
    if not people:
        raise Refused(_("没有提交：没有人可以决定对%s的回避申请。请系统管理员先指定上一级的人员。") % who.name)
    Flag.objects.create(person=who, code=ASKED, source_id=case.pk, since=step.at)
    keep_moment(case, MOMENT, step.at)
    case._touched = True
    participate(case, [step.actor.pk], ASKER)
    step.fields |= {"person": who.name, "person_id": who.pk, "level": LADDER[level]}
    step.private["reason"] = reason.strip()
    _give(step, level, people)
    step.tell("recusal.asked", [who.pk, *people], person=who.name)


def _pk(person):
    return int(getattr(person, "pk", person) or 0)


def _give(step, level, people):
    """Who decides finds it in the inbox, due in three working days. It outlasts the stage, so it is not its work."""
    case, deadline = step.case, due.of_term(TERM, step.at)
    known = {item.owner_id for item in _items(case)}
    times = {"due": deadline.due, "warn_at": deadline.warn_at, "provisional": deadline.provisional}
    step.born += [
        work.item(case, case.stage, owner_id=pk, kind=KIND, role=DECIDER, place=level, **times)
        for pk in people
        if pk not in known
    ]


def _items(case):
    return WorkItem.objects.filter(process=case.pk, kind=KIND, status="ASSIGNED")


@act("decide_recusal")
def decide_recusal(case, step, *, person, granted, reason, substitute=None):
    """Uphold or refuse the application; who is recused has somebody standing in, so that the case goes on."""
    mine = _items(case).filter(owner=step.actor.pk).first()
    who = User.objects.filter(pk=_pk(person), pk__in=recusals.asked(case)).first()
    if who is None or mine is None:
        raise Refused(_("没有办理：这项回避申请已经决定，或不由你决定。请刷新页面查看。"))
    if who.pk == step.actor.pk or mine.place < recusals.level_of(who):
        raise Refused(_("没有办理：对%s的回避申请由上一级决定。请等上一级办理。") % who.name)
    if len(reason.strip()) < 4:
        raise Refused(_("没有办理：请写明决定的理由。"), "reason")
    if granted:
        recuse(case, step, who, chosen(case, who, substitute), reason.strip())
    Flag.objects.filter(source=case.pk, person=who, code=ASKED, until=None).update(until=step.at)
    step.fields |= {"person": who.name, "person_id": who.pk, "granted": bool(granted)}
    step.private["reason"] = reason.strip()
    _finish(case, step, mine)
    askers = case.participants.filter(role=ASKER).values_list("person", flat=True)
    step.tell("recusal.decided", [who.pk, *askers], person=who.name)


def chosen(case, who, substitute):
    """Who stands in; Refused if work would be left to nobody."""
    if not recusals.left_alone(case, who):
        return None
    free = {one.pk: one for one in recusals.may_stand_in(case, who)}
    if not free:
        why = _("没有办理：没有人可以接替%(name)s，回避后无人办理。请先报上一级指定人员，再办回避。")
        raise Refused(why % {"name": who.name}, "substitute")
    if _pk(substitute) not in free:
        why = _("没有办理：%(name)s手上的工作没有别人承担，同意回避须同时指定接替人员。请从列表中选择。")
        raise Refused(why % {"name": who.name}, "substitute")
    return free[_pk(substitute)]


def recuse(case, step, who, substitute, reason):
    """Keep somebody out from now on; what nobody else holds goes to the substitute."""
    left = recusals.left_alone(case, who)
    Flag.objects.create(person=who, code=HELD, source_id=case.pk, since=step.at)
    for item in left:
        _hand_over(case, step, item, substitute)
    gone = case.task_set.filter(owner=who, status="ASSIGNED", stage=case.stage, kind="move")
    case.open_items -= gone.update(status="CANCELED", finished=step.at, closed_why="recused")
    for sitting in sittings(case):
        seat = sitting.seats.filter(person=who, recused=False).first() if sitting.state in ("planned", "open") else None
        if seat and not seat.ballots.exists():
            seat.recused, seat.interest = True, seat.interest or reason
            seat.save(update_fields=["recused", "interest"])
            roll.excuse(case, step, seat)


def _hand_over(case, step, item, substitute):
    """The same work, the same term, somebody else; the office too, for what the case still brings them."""
    role = naming.read(item.role)[0][1].name
    times = {"due": item.due, "warn_at": item.warn_at, "provisional": item.provisional}
    new = work.item(case, case.stage, owner_id=substitute.pk, kind=item.kind, role=item.role, place=item.place, **times)
    new.asked, new.parent, new.branch, new.weight = "recused", item, item.branch, item.weight
    new.signing = item.signing
    step.born.append(new)
    case.open_items += 1
    if item.kind == "sign":
        case.task_set.filter(pk=item.pk).update(status="CANCELED", finished=step.at, closed_why="recused")
        case.open_items -= 1
    participate(case, [substitute.pk], STAND_IN + role)
    case.stands_in(role, substitute)
    step.fields["substitute"] = substitute.name
    step.tell("work.assigned", [substitute.pk], stage=case.stage)


def _finish(case, step, mine):
    """The deciders have nothing left to decide, unless another application waits."""
    waiting = [recusals.level_of(User.objects.get(pk=pk)) for pk in recusals.asked(case)]
    if any(level <= mine.place for level in waiting):
        return
    others = _items(case).exclude(pk=mine.pk)
    # Who was asked about somebody higher up still has that to decide.
    others = others.filter(place__lte=mine.place) if waiting else others
    others.update(status="CANCELED", finished=step.at)
    step.item = store().item_of(case, owner=step.actor.pk, pk=mine.pk)
    work.finish(step.item)


@act("raise_recusal")
def raise_recusal(case, step):
    """Three working days are over: the application goes one level further up. Taken by the clock alone."""
    late = list(_items(case).filter(due__lt=step.at))
    if not late:
        raise Refused(_("没有逾期的回避申请，没有改动。"))
    top = max(item.place for item in late)
    who = User.objects.filter(pk__in=recusals.asked(case)).order_by("pk").first()
    level, people = recusals.deciders(case, who, top + 1) if who else (0, [])
    if not people:
        raise Refused(_("没有更高一级可以决定，没有改动。请系统管理员先指定人员。"))
    _items(case).filter(pk__in=[item.pk for item in late]).update(status="CANCELED", finished=step.at)
    step.fields |= {"from": LADDER[top], "level": LADDER[level], "automatic": True}
    _give(step, level, people)
    step.tell("recusal.asked", people, person=who.name)


def overdue(at):
    """Cases in which a recusal should have been decided and can still go up."""
    top = len(LADDER) - 1
    ripe = WorkItem.objects.filter(kind=KIND, status="ASSIGNED", due__lt=at, provisional=False, place__lt=top)
    return list(ripe.order_by("due").values_list("process", flat=True).distinct()[:50])
