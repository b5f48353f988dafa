"""Votes of a sitting: quorum, item by item, the head last, dissent recorded, recused members out of the denominator."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.memo import once
from workflows import signings, taking, work
from workflows.acts.common import live_sitting, my_seat
from workflows.acts.roster import roster
from workflows.errors import Refused
from workflows.models import Ballot, Signing, WorkItem
from workflows.registry import act
from workflows.wording import act_label

CHOICES = ("pass", "defer", "reject", "abstain")
ABSTAIN = "abstain"
act_label("start_vote", gettext_lazy("开始表决"))
act_label("ballot", gettext_lazy("提交表决"))


def ways(rule):
    """What a vote chooses between, where it is not asked yes or no: the ways on that it licenses."""
    return () if not rule or set(rule.licenses) <= set(CHOICES) else rule.licenses


def choices(rule):
    """What a ballot may say."""
    return (*ways(rule), ABSTAIN) if ways(rule) else CHOICES


def rule_of(case, sitting):
    """The rule by which a sitting of the case votes."""
    return case.rules.stages[sitting.stage].signing


def entitled(sitting):
    """Seats that count: entitled and not recused (应到)."""
    return counted(sitting.seats.all())


def counted(seats):
    """Those of the seats that count."""
    return [s for s in seats if s.entitled and not s.recused and s.role != "observer"]


@once
def voters(sitting):
    """Ids of the seats that have cast a ballot."""
    return frozenset(Ballot.objects.filter(seat__sitting=sitting.pk).values_list("seat", flat=True))


@act("start_vote")
def start_vote(case, step):
    """Open the vote: enough members must be there. Each present member finds it in their inbox."""
    sitting, rule = live_sitting(case, "planned"), case.rules.stages[case.stage].signing
    _is_time(case, step, sitting)
    should = entitled(sitting)
    present = [s for s in should if s.present]
    _enough(rule, should, present)
    row = Signing.objects.create(
        case=case, stage=case.stage, mode="vote", entitled=len(should), waiting=len(present), opened_at=step.at
    )
    sitting.state, sitting.opened_at, sitting.signing = "open", step.at, row
    sitting.save(update_fields=["state", "opened_at", "signing"])
    give_ballots(case, step, present, row)
    step.fields |= {
        "should": len(should),
        "present": len(present),
        "passing": signings.passing(rule, signings.base(rule, row)),
    }


def _is_time(case, step, sitting):
    """Not before the day that was announced, and not before the papers have been out long enough (F18)."""
    if sitting.starts_at and timezone.localdate(step.at) < timezone.localdate(sitting.starts_at):
        day = timezone.localdate(sitting.starts_at).isoformat()
        raise Refused(_("会议定于 %s 召开，表决没有开始。需要提前的，请重新安排会议。") % day)
    for move in case.rules.moves_from(case.stage):
        # Where the signing licenses nothing by itself, a guard reads it: the papers must have been out all the same.
        read = not move.outcome and not case.rules.stages[case.stage].signing.licenses
        if move.minimum and (move.outcome or read and move.minimum.start not in case.rules.stages):
            for why in taking.minimum(case, step.at, move):
                raise Refused(why)


def _enough(rule, should, present):
    if len(should) < rule.floor:
        raise Refused(_("回避后应到只有 %d 人，少于 %d 人，不能表决。请报上一级决定。") % (len(should), rule.floor))
    needed = signings.present_needed(rule, len(should))
    if len(present) < needed:
        why = _("现在还不能表决。法定人数 %(needed)d 人，实到 %(came)d 人；再有 %(more)d 名成员签到即可开始。")
        raise Refused(why % {"needed": needed, "came": len(present), "more": needed - len(present)})


def give_ballots(case, step, present, row):
    """Each present member finds the vote in their inbox."""
    for seat in present:
        item = work.item(case, case.stage, owner_id=seat.person_id, kind="seat", role="exec_member", due=case.due,
                         warn_at=case.warn_at, provisional=case.provisional)  # fmt: skip
        item.signing = row
        step.born.append(item)
    case.open_items += len(present)
    step.tell("vote.open", [s.person_id for s in present])


@act("ballot")
def ballot(case, step, *, choices, opinion=""):
    """Cast one's ballot, item by item. `choices`: agenda item id → pass, defer, reject or abstain."""
    sitting = live_sitting(case, "open")
    seat = my_seat(sitting, step.actor.pk)
    items = list(sitting.agenda.all())
    chosen = _chosen(rule_of(case, sitting), items, choices, opinion)
    _may_vote(sitting, seat)
    step.item = _ballot_paper(case, sitting, seat)
    step.decision = "voted"  # who voted, never what, until all have
    step.private = {"choices": chosen, "opinion_said": opinion.strip()}
    Ballot.objects.bulk_create(
        [Ballot(item=i, seat=seat, choice=chosen[str(i.pk)], opinion=opinion.strip(), cast_at=step.at) for i in items]
    )
    case.open_items -= 1
    work.finish(step.item)
    sitting.signing.waiting -= 1
    sitting.signing.present += 1
    if not sitting.signing.waiting:
        settle(case, step, sitting, items)
    sitting.signing.save()


def _ballot_paper(case, sitting, seat):
    """The open work by which somebody votes: other seats of theirs may wait in the same case, as for its record."""
    open_seats = WorkItem.objects.select_related("owner", "signing").filter(
        process=case, owner=seat.person_id, kind="seat", status="ASSIGNED", signing=sitting.signing_id
    )
    item = open_seats.order_by("pk").first()
    if item is None:
        raise Refused(_("你没有待投的表决票，没有记入。请刷新页面；确应表决的，请联系记录员。"))
    item.process = case
    return item


def _chosen(rule, items, said, opinion):
    chosen = {str(pk): choice for pk, choice in said.items()}
    if set(chosen) != {str(item.pk) for item in items} or not set(chosen.values()) <= set(choices(rule)):
        raise Refused(_("还有议题没有选择，没有提交。请逐项选择后再提交表决。"))
    if set(chosen.values()) - {"pass", *ways(rule)} and len(opinion.strip()) < 2:
        raise Refused(_("反对、缓议或弃权请写明意见，没有提交。意见会原文记入纪要。"))
    return chosen


def _may_vote(sitting, seat):
    if seat.recused:
        refusal = Refused(_("你已回避本议题，不能表决，没有记入。"))
        refusal.note = "recusal_block"
        raise refusal
    if not seat.present or not seat.entitled:
        raise Refused(_("你没有签到或没有表决权，没有记入。请联系记录员。"))
    if seat.ballots.exists():
        raise Refused(_("你已经表决，不能更改。"))
    if why := head_waits(sitting, seat):
        raise Refused(why)


def head_waits(sitting, seat):
    """Why the head may not vote yet, or "": the head speaks last (R17)."""
    if seat.role != "head":
        return ""
    seats = [s for s in counted(roster(sitting)) if s.present and s.pk != seat.pk]
    waiting = [s.name for s in seats if s.pk not in voters(sitting)]
    return _("主要负责人末位表态：%s 还没有表决，请稍后。") % "、".join(waiting) if waiting else ""


def settle(case, step, sitting, items):
    """All have voted: count item by item; the first item decides the case."""
    rule, row = case.rules.stages[case.stage].signing, sitting.signing
    needed = signings.passing(rule, signings.base(rule, row))
    results = [_count(item, rule, needed, step.at) for item in items]
    row.agreed, row.opposed, row.abstained = _sums(rule, results[0])
    row.outcome, row.settled_at = items[0].outcome, step.at
    sitting.state, sitting.closed_at = "closed", step.at
    sitting.save(update_fields=["state", "closed_at"])
    step.fields |= {"results": results, "outcome": row.outcome, "needed": needed, "ballots": _named(items)}
    step.tell("vote.settled", _hands(case), outcome=row.outcome)


def _sums(rule, votes):
    """Agreed, opposed, abstained. Of several ways the one with most voices is what was agreed to."""
    if not ways(rule):
        return votes["pass"], votes["reject"] + votes["defer"], votes[ABSTAIN]
    voices = sorted(votes[way] for way in ways(rule))
    return voices[-1], sum(voices[:-1]), votes[ABSTAIN]


def _count(item, rule, needed, at):
    votes = Counter(item.ballots.values_list("choice", flat=True))
    item.outcome, item.settled_at = _outcome(rule, votes, needed), at
    item.save(update_fields=["outcome", "settled_at"])
    return {choice: votes[choice] for choice in choices(rule)} | {"question": item.question, "outcome": item.outcome}


def _outcome(rule, votes, needed):
    """What the vote came to; "" where none of several ways found enough voices, so that another is called."""
    if ways(rule):
        return next((way for way in ways(rule) if votes[way] >= needed), "")
    if votes["pass"] >= needed:
        return "pass"
    return "defer" if votes["defer"] > votes["reject"] else "reject"


def _named(items):
    rows = [b for item in items for b in item.ballots.select_related("seat").order_by("pk")]
    return [{"item": b.item_id, "name": b.seat.name, "choice": b.choice, "opinion": b.opinion} for b in rows]


def _hands(case):
    licensed = [m for m in case.rules.moves_from(case.stage) if m.outcome]
    return {pk for move in licensed for role in move.by for pk in case.players(role)}
