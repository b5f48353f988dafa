"""Whether everybody was heard, and what they said. Reads only."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from policy import rooms
from workflows import clock, due, pauses
from workflows.defence.receiving import term_of
from workflows.models import Clarification, Defence, DefencePoint, Released

ADOPT, DECLINE = "adopt", "decline"


@dataclass(frozen=True)
class Standing:
    """Where one person's round stands at a moment."""

    defence: object
    deadline: object  # due.Deadline; without `due` while nothing was received
    open: bool  # the term still runs, or has not begun

    @property
    def person(self):
        return self.defence.person

    @property
    def heard(self):
        """received, waived or expired; "" while the person may still speak."""
        row = self.defence
        return "received" if row.received_at else "waived" if row.waived_at else "" if self.open else "expired"


def rounds(case):
    """The current round of each person, in the order in which they were first served."""
    found = {}
    for row in Defence.objects.filter(case=case.pk).select_related("person", "service").order_by("round", "pk"):
        found[row.person_id] = row
    return list(found.values())


def standing(case, row, at=None):
    """Where a round stands; pauses of the case and the confirmed calendar are reckoned in."""
    at = at or clock.now()
    if not row.served_at:
        return Standing(row, due.NONE, True)
    spans = [(timezone.localdate(max(s, row.served_at)), timezone.localdate(u))
             for _code, s, u in pauses.ledger(case) if u > row.served_at]  # fmt: skip
    found = due.of_term(term_of(row), row.served_at, spans=spans)
    # A year whose holidays are not confirmed ends nobody's term (invariant 10), and no clock runs in a suspended case.
    return Standing(row, found, bool(case.suspended_at or found.provisional or found.due >= at))


def open_term(case, at=None):
    """The rounds in which somebody may still speak in time."""
    return [one for one in (standing(case, row, at) for row in rounds(case)) if one.open]


def of(case, person, at=None):
    """The current round of one person, or None."""
    row = next((row for row in rounds(case) if row.person_id == person.pk), None)
    return row and standing(case, row, at)


def points(case, person=None):
    """The points of the current rounds, in their order; of one person if named."""
    current = {row.person_id: row.round for row in rounds(case)}
    rows = DefencePoint.objects.filter(case=case.pk, **({"for_person": person} if person else {}))
    rows = rows.select_related("answered_by", "for_person").order_by("n")
    return [one for one in rows if current.get(one.for_person_id, one.round) == one.round]


def missing(case, at=None, people=None):
    """Why nothing may be weighed or decided against anybody here yet (F04, F05), or "".

    Everybody must have had a round: received, waived in writing, or expired after its receipt; and each point of it
    must be adopted or declined with a reason. `people`: ids of those to be heard; everybody confined if not given.
    """
    at = at or clock.now()
    current = {row.person_id: row for row in rounds(case)}
    wanted = [*(rooms.people(case) if people is None else people)] or list(current)
    if not wanted or any(pk not in current for pk in wanted):
        return _("还不能继续：还没有把事实材料送达当事人、听取陈述申辩。请先送达。")
    for pk in wanted:
        one = standing(case, current[pk], at)
        if not one.heard:
            return _waits(one)
    unanswered = [str(one.n) for one in points(case) if one.for_person_id in wanted and not one.answer]
    if unanswered:
        return _("还不能继续：申辩意见第 %s 条还没有答复。请逐条写明采纳或不采纳及理由。") % "、".join(unanswered)
    return ""


def _waits(one):
    said = {"name": one.person.name}
    if not one.deadline.due:
        return _("还不能继续：%(name)s还没有签收材料，陈述申辩期限没有开始。请改用书面送达。") % said
    said["day"] = timezone.localtime(one.deadline.due).strftime("%Y-%m-%d")
    return _("还不能继续：%(name)s可以在 %(day)s 前陈述申辩。请等收到意见、书面放弃或者期满。") % said


def released(case, person):
    """The evidence that was released to a person, in the order in which it was."""
    rows = Released.objects.filter(case=case.pk, person=person).select_related("evidence")
    return list(rows.order_by("pk"))


def clarifications(case, person=None):
    """What was asked to be made clear (澄清), with the person's consent to an announcement; the first one first."""
    rows = Clarification.objects.filter(case=case.pk, **({"person": person} if person else {}))
    return list(rows.select_related("person", "answered_by").order_by("n"))
