"""More time (延期): what was asked for, what was granted, and how much there may be. Reads only."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from django.utils import timezone

from people import calendar
from workflows import due
from workflows.declare import Extension
from workflows.models import Proposal

KIND = "extension"


def term_of(case, found):
    """What says of a request which term it is about: the stage, and the moment from which the term counts."""
    return {"stage": case.stage, "since": found.since.astimezone(UTC).isoformat()}


def pending(case):
    """The request that waits to be decided, or None; one about another stay than this is void."""
    row = Proposal.objects.filter(case=case.pk, code=KIND, outcome="").first()
    return row if row and row.data["stage"] == case.stage and row.at >= case.stage_since else None


def granted(case, found):
    """Requests about this term that were approved, the newest first."""
    if case.pk is None or not found.due:
        return []
    names = [case.stage, *(old for old, new in case.rules.renamed.items() if new == case.stage)]
    rows = Proposal.objects.filter(case=case.pk, code=KIND, outcome="approved").order_by("-pk")
    since = term_of(case, found)["since"]
    return [row for row in rows if row.data["since"] == since and row.data["stage"] in names]


def later(case, found, spans):
    """A deadline, not before the day that was granted; pauses after the decision (code, since, until) move that too."""
    row = next(iter(granted(case, found)), None)
    if not row:
        return found
    day = timezone.make_aware(datetime.combine(date.fromisoformat(row.data["until"]), time(12)))
    after = [(timezone.localdate(s), timezone.localdate(u)) for _code, s, u in spans if s > row.decided_at]
    new = due.of_term(replace(found.term, n=0), day, found.lapse, spans=after)
    if new.due <= found.due:
        return replace(found, granted=row)
    return replace(new, term=found.term, why=found.why, still=found.still + new.still, since=found.since, granted=row)


def rule(case):
    """How far and how often the term of the stage may be extended."""
    return case.rules.stages[case.stage].extension or Extension()


def last_day(case, found):
    """The last day to which the term may be moved."""
    if limit := case.extension_limit():
        return limit
    stated = rule(case)
    n, unit = (stated.n, stated.unit) if stated.n else (found.term.n, found.term.unit)
    return calendar.load().add(timezone.localdate(case.due), max(n, 0), unit).date


def deciders(case, without=()):
    """Ids of those who decide whether there is more time: the roles that the stage names, four eyes."""
    roles = case.rules.stages[case.stage].acts.get("decide_extension", ())
    return [pk for pk in dict.fromkeys(p for role in roles for p in case.players(role)) if pk not in without]
