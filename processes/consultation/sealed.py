"""Opinions stay sealed until all are in or the time is up; then they are revealed together.

An event keeps only a digest of what was handed in, so that the reveal can be proved and nothing is read before it.
"""

import hashlib
import secrets

from django.utils import timezone
from django.utils.translation import gettext as _

from processes.consultation import limits
from processes.consultation.models import SealedOpinion
from workflows import clock, handing, sittings
from workflows.acts.common import live_sitting, my_seat
from workflows.errors import Refused


def digest(nonce, diagnosis, advice):
    """SHA-256 of an opinion; the nonce keeps short words from being guessed."""
    return hashlib.sha256(f"{nonce}\n{diagnosis}\n{advice}".encode()).hexdigest()


def of(case, sitting):
    """Opinions handed in at a sitting, in the order of their authors' names in the roster."""
    return SealedOpinion.objects.filter(case=case, sitting=sitting, returned_at=None).order_by("pk")


def awaited(case, sitting):
    """Ids of those present with an account who have not handed in theirs."""
    given = set(of(case, sitting).values_list("person", flat=True))
    return [pk for pk in case.named("panelist") if pk not in given]


def give(case, step, diagnosis, advice):
    """Hand in one's opinion, or another instead of it while it is sealed."""
    sitting = live_sitting(case, "open")
    _may_give(case, step)
    place = my_seat(sitting, step.actor.pk)
    nonce = secrets.token_hex(16)
    said = {"diagnosis": diagnosis, "advice": advice, "nonce": nonce, "digest": digest(nonce, diagnosis, advice)}
    # Texts as they were typed are as secret as the opinion: they leave the step and wait beside it.
    said |= {"originals": step.private.pop("originals", None), "name": place.name, "group": place.group}
    SealedOpinion.objects.update_or_create(
        case=case, sitting=sitting, person_id=step.actor.pk, defaults=said | {"given_at": step.at}
    )
    step.fields |= {"sitting": sitting.pk, "opinion_sha256": said["digest"]}
    handing.done(step, "panelist", owner=step.actor.pk)
    if not awaited(case, sitting):
        reveal(case, step, sitting)


def _may_give(case, step):
    if case.revealed_at:
        at = timezone.localtime(case.revealed_at).strftime("%Y-%m-%d %H:%M")
        raise Refused(_("意见已于 %s 一并揭示，不能再交，没有记入。有不同看法的，请用“提出不同意见”写明。") % at)
    if case.opinions_until and step.at > case.opinions_until:
        raise Refused(_("交意见的时间已过，没有记入。有不同看法的，请在揭示后用“提出不同意见”写明。"))


def reveal(case, step, sitting):
    """Everything handed in is read from now on, by everybody who may see the case."""
    found = list(of(case, sitting))
    of(case, sitting).update(revealed_at=step.at)
    case.revealed_at = step.at
    step.fields["revealed"] = [{"name": row.name, "sha256": row.digest} for row in found]
    parts = ("name", "diagnosis", "advice", "nonce")
    step.private["opinions"] = [{part: getattr(row, part) for part in parts} for row in found]
    handing.take_back(step, "panelist")
    step.tell("consultation.revealed", {*case.named("panelist"), case.chair_id, case.officer_id} - {None})


def reveal_when_due(case, step):
    """The chair, or the clock, reveals when the time is up; before that nobody can."""
    sitting = live_sitting(case, "open")
    if case.revealed_at:
        raise Refused(_("意见已经揭示，没有重复办理。请刷新页面查看。"))
    if not case.opinions_until:
        raise Refused(_("会诊还没有开始，没有意见可以揭示。请先开始会诊。"))
    if step.at <= case.opinions_until:
        left = len(awaited(case, sitting))
        until = timezone.localtime(case.opinions_until).strftime("%Y-%m-%d %H:%M")
        why = _("还有 %(n)d 人没有交意见，时间也没有到，意见没有揭示。%(until)s 到时一并揭示。")
        raise Refused(why % {"n": left, "until": until})
    reveal(case, step, sitting)


def give_back(case, step):
    """The session broke off before the reveal: opinions stay with their authors and are read by nobody else."""
    sitting = sittings.current(case, "open")
    if sitting and not case.revealed_at:
        of(case, sitting).update(returned_at=step.at)


def read_by(case, user):
    """Opinions that `user`, who may see the case, may read: all that were revealed, and one's own."""
    found = SealedOpinion.objects.filter(case=case).order_by("sitting", "pk")
    return [row for row in found if row.revealed_at or row.person_id == user.pk and not row.returned_at]


def progress(case):
    """How many were handed in of how many, and until when; None when no session waits for opinions."""
    sitting = sittings.current(case, "open")
    if case.stage != "session" or not sitting or case.revealed_at or not case.opinions_until:
        return None
    given, left = of(case, sitting).count(), len(awaited(case, sitting))
    return {
        "given": given,
        "all": given + left,
        "until": case.opinions_until,
        "over": clock.now() > case.opinions_until,
    }


LEAST, MOST = limits.OPINION
