"""Whether a session can begin: who confirmed, of which groups, served in time, interests declared, attendance."""

from django.utils import timezone
from django.utils.translation import gettext as _

from processes.consultation import limits
from processes.consultation.choices import GROUP_CODES
from processes.consultation.models import SeatReply
from workflows import due, sittings
from workflows.acts import notice
from workflows.declare import Term
from workflows.models import Service

PACK_TERM = Term(n=limits.PACK_DAYS, unit="wd", start="pack_served")


def invited(sitting):
    """Participants who count: members of a group, not recused."""
    found = sitting.seats.filter(role="member", recused=False) if sitting else ()
    return [row for row in found if row.group in GROUP_CODES]


def confirmed(sitting):
    """Those of them who said that they come."""
    coming = set(SeatReply.objects.filter(seat__sitting=sitting, coming=True).values_list("seat", flat=True))
    return [row for row in invited(sitting) if row.pk in coming]


def replies(sitting):
    """Seat id → reply."""
    return {row.seat_id: row for row in SeatReply.objects.filter(seat__sitting=sitting)}


def obstacles(case, at):
    """Sentences that keep the session from beginning, most basic first; `at` is None while a page only asks."""
    sitting = sittings.current(case, "planned")
    if not sitting:
        yield _("还没有安排会诊会。请承办人先安排时间、地点和参加人。")
        return
    yield from _enough(confirmed(sitting))
    lacking = notice.unserved(case, sitting.seats.all())
    if lacking:
        yield _("会诊材料还没有送达：%s。请承办人先送达。") % "、".join(lacking)
    yield from _declared(sitting)
    if at and timezone.localdate(at) < timezone.localdate(sitting.starts_at):
        day = timezone.localdate(sitting.starts_at).isoformat()
        yield _("会诊定于 %s 进行，没有开始。需要提前的，请重新安排。") % day
    yield from _attended(sitting)


def _enough(rows):
    groups = {row.group for row in rows}
    if len(rows) < limits.PARTICIPANTS or len(groups) < limits.KINDS_OF_PEOPLE:
        why = _(
            "确认参加的有 %(n)d 人、%(groups)d 类，会诊须 %(least)d 人、%(kinds)d 类以上。请催请确认，或增加参加人。"
        )
        said = {"n": len(rows), "groups": len(groups), "least": limits.PARTICIPANTS, "kinds": limits.KINDS_OF_PEOPLE}
        yield why % said


def _declared(sitting):
    left = [row.name for row in confirmed(sitting) if row.person_id and not row.declared_at]
    if left:
        yield _("还没有申报利害关系：%s。请本人申报后再召集。") % "、".join(left)


def _attended(sitting):
    came = [row for row in invited(sitting) if row.present]
    if not came:
        yield _("还没有登记到会。请先登记谁到了会，再召集。")
    elif len(came) < limits.PARTICIPANTS or len({row.group for row in came}) < limits.KINDS_OF_PEOPLE:
        why = _("到会的会诊人有 %(n)d 人，须 %(least)d 人、%(kinds)d 类以上，会诊没有开始。请催请到会，或重新安排。")
        yield why % {"n": len(came), "least": limits.PARTICIPANTS, "kinds": limits.KINDS_OF_PEOPLE}


def served_late(case, at):
    """Why the papers of the sitting have not been out for two working days, or ""."""
    sitting = sittings.current(case, "planned")
    served = Service.objects.filter(case=case, served_at__gte=case.served_since())
    last = served.order_by("-served_at").values_list("served_at", flat=True).first()
    if not sitting or not last:
        return _("材料还没有送达，没有开始。请先送达，满 %d 个工作日后再开会。") % limits.PACK_DAYS
    first, _provisional = due.earliest(PACK_TERM, last)
    if at >= first:
        return ""
    said = {"n": limits.PACK_DAYS, "day": timezone.localdate(first).isoformat()}
    return _("材料须在会前 %(n)d 个工作日送达，没有开始；最早可在 %(day)s 开会。") % said


def interests(sitting):
    """Interests that were declared and on which nobody has decided yet."""
    return [row for row in invited(sitting) if row.interest] if sitting else []
