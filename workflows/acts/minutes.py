"""The record of a sitting: minutes, opinions, signatures or refusals noted."""

import hashlib

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import work
from workflows.acts.common import live_sitting, my_seat
from workflows.errors import Refused
from workflows.models import Opinion, Sitting, WorkItem
from workflows.registry import act
from workflows.rosters import may_record
from workflows.store import current as store
from workflows.wording import act_label

act_label("record", gettext_lazy("记录笔录"))
act_label("sign_record", gettext_lazy("核对笔录并签字"))
act_label("note_signature", gettext_lazy("登记签字情况"))
act_label("answer_opinions", gettext_lazy("答复意见"))


def open_record(case):
    """The sitting whose minutes can be written and signed now; Refused if there is none.

    A hearing keeps its record while it is open; a meeting that votes writes it up afterwards, until all have signed.
    """
    voted = Sitting.objects.filter(case=case, stage=case.stage, state="closed", signing__isnull=False)
    found = voted.filter(minutes_locked_at=None).order_by("-pk").first()
    sitting = found or live_sitting(case, "open")
    if not may_record(sitting):
        raise Refused(_("表决还没有结束，纪要没有记入。请等表决有结果后再写。"))
    return sitting


@act("record")
def record(case, step, *, minutes, opinions=None):
    """Write the minutes and the opinions that must be answered. Changing them asks everybody to sign anew."""
    sitting = open_record(case)
    if len(minutes.strip()) < 20:
        raise Refused(_("笔录太短，没有保存。请记下各方的主要意见。"))
    sitting.minutes = minutes.strip()
    sitting.save(update_fields=["minutes"])
    sitting.seats.update(signed_at=None, refusal="")
    if opinions is not None:
        sitting.opinions.all().delete()
        seats = set(sitting.seats.values_list("pk", flat=True))
        rows = [_opinion(sitting, said, seats) for said in opinions]
        Opinion.objects.bulk_create([row for row in rows if row.text])
    _ask_to_sign(case, step, sitting)
    step.fields |= {"minutes_hash": digest(sitting.minutes), "opinions": len(opinions or ())}


def _ask_to_sign(case, step, sitting):
    """Everybody present who has an account finds the record in their inbox."""
    if case.roles_for("sign_record") is None:
        return
    _done(case, step, sitting.seats.values_list("person", flat=True))
    people = list(sitting.seats.filter(present=True, person__isnull=False).values_list("person", flat=True))
    times = {"due": case.due, "warn_at": case.warn_at, "provisional": case.provisional}
    step.born += [work.item(case, case.stage, owner_id=pk, kind="seat", role="seat", **times) for pk in people]
    case.open_items += len(people)
    step.tell("record.to_sign", people)


def _done(case, step, people):
    """Nobody of these has to sign any more."""
    items = WorkItem.objects.filter(process=case, kind="seat", role="seat", status="ASSIGNED", owner__in=list(people))
    case.open_items -= items.update(status="CANCELED", finished=step.at)


def _opinion(sitting, said, seats):
    seat = int(said.get("seat") or 0)
    return Opinion(sitting=sitting, seat_id=seat if seat in seats else None, text=said["text"].strip())


def digest(text):
    """SHA-256 of the minutes as they were signed."""
    return hashlib.sha256(text.encode()).hexdigest()


@act("sign_record")
def sign_record(case, step, *, refusal=""):
    """A participant who was present signs the record, or refuses with a reason (R1c)."""
    sitting = open_record(case)
    seat = my_seat(sitting, step.actor.pk)
    _may_sign(sitting, seat)
    _sign(sitting, seat, step, refusal)
    step.item = store().item_of(case, owner=step.actor.pk, kind="seat")
    if step.item:
        case.open_items -= 1
        work.finish(step.item)


@act("note_signature")
def note_signature(case, step, *, seat, refusal=""):
    """The chair or office notes the signature on paper of somebody present, or their refusal and its reason."""
    sitting = open_record(case)
    row = sitting.seats.filter(pk=seat).first()
    if row is None:
        raise Refused(_("名单中没有此人，没有登记。请刷新页面核对。"))
    if row.person_id and not refusal.strip():
        raise Refused(_("有账号的参加人须本人签字，不能代签；拒签的，请写明理由。"))
    _may_sign(sitting, row)
    _sign(sitting, row, step, refusal)
    _done(case, step, [row.person_id])


def _may_sign(sitting, seat):
    if not sitting.minutes:
        raise Refused(_("笔录还没有完成，不能签字。请等笔录完成后再签。"))
    if not seat.present or seat.signed_at or seat.refusal:
        raise Refused(_("未到会，或已经签字，没有重复记入。请刷新页面核对。"))


def _sign(sitting, seat, step, refusal):
    seat.refusal = refusal.strip()
    seat.signed_at = None if seat.refusal else step.at
    seat.save(update_fields=["signed_at", "refusal"])
    step.fields |= {"seat": seat.name, "minutes_hash": digest(sitting.minutes)}
    if seat.refusal:
        step.fields["refusal"] = seat.refusal
    if sitting.state == "closed" and not unsigned(sitting):
        _lock(sitting, step)


def _lock(sitting, step):
    """The last one has spoken on minutes written after a vote: they stand as they are."""
    sitting.minutes_locked_at, sitting.minutes_hash = step.at, digest(sitting.minutes)
    sitting.save(update_fields=["minutes_locked_at", "minutes_hash"])


def unsigned(sitting):
    """Seats of those who were present and have neither signed nor refused."""
    return [seat for seat in sitting.seats.all() if seat.present and not seat.signed_at and not seat.refusal]


@act("answer_opinions")
def answer_opinions(case, step, *, answers):
    """Say of each opinion whether it is adopted, and why not. `answers`: opinion id → {adopted, reason}."""
    kept = []
    for opinion in Opinion.objects.filter(sitting__case=case, sitting__state__in=["closed", "adjourned"]):
        said = answers.get(str(opinion.pk)) or answers.get(opinion.pk)
        if said:
            kept.append(_answer(opinion, **said))
    if not kept:
        raise Refused(_("还没有填写对意见的答复，没有保存。请至少答复一条意见。"))
    step.fields["answers"] = kept


def _answer(opinion, adopted, reason=""):
    opinion.adopted, opinion.reason = adopted, reason.strip()
    if adopted not in ("adopt", "part", "decline") or adopted != "adopt" and not opinion.reason:
        raise Refused(_("意见“%s”部分采纳或不采纳须写明理由，没有保存。") % opinion.text[:20])
    opinion.save(update_fields=["adopted", "reason"])
    return {"opinion": opinion.text, "adopted": adopted, "reason": opinion.reason}
