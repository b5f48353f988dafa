"""More time (延期): what was asked for and what was granted in this stay in the stage. Reads only."""

from dataclasses import replace
from datetime import date, datetime, time

from django.utils import timezone

from workflows import due
from workflows.models import Proposal

KIND = "extension"


def pending(case):
    """The request that waits to be decided in this stay, or None."""
    return _of(case, "").first()


def granted(case):
    """Requests that were approved in this stay, the newest first."""
    return _of(case, "approved") if case.pk else Proposal.objects.none()


def _of(case, outcome):
    found = Proposal.objects.filter(case=case.pk, code=KIND, outcome=outcome)
    return found.filter(data__since=case.stage_since.isoformat()).order_by("-pk")


def later(case, found, spans):
    """A deadline, not before the day that was granted; pauses after the decision (code, since, until) move that too."""
    row = granted(case).first() if found.due else None
    if not row:
        return found
    day = timezone.make_aware(datetime.combine(date.fromisoformat(row.data["until"]), time(12)))
    after = [(timezone.localdate(s), timezone.localdate(u)) for _code, s, u in spans if s > row.decided_at]
    new = due.of_term(replace(found.term, n=0), day, found.lapse, spans=after)
    if new.due <= found.due:
        return replace(found, granted=row)
    return replace(new, term=found.term, why=found.why, still=found.still + new.still, granted=row)
