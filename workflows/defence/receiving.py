"""What follows from the receipt of papers: it is noted, and the terms that wait for it begin."""

from workflows import due, pauses
from workflows.declare import Term
from workflows.models import Defence, Service, WorkItem
from workflows.store.orm import keep_moment


def received(case, step, services, at):
    """These papers were received at `at`: defences begin their term, and moments that everybody received are kept."""
    for row in services:
        row.read_at = at
        row.save(update_fields=["read_at", "way", "receipt"])
        for one in Defence.objects.filter(service=row, served_at=None):
            start(case, one, at)
    for code in sorted({row.moment for row in services} - {""}):
        _moment(case, code, at)


def start(case, defence, at):
    """The term of a defence counts from `at`."""
    defence.served_at, defence.due_at = at, due.of_term(term_of(defence), at).due
    defence.save(update_fields=["served_at", "due_at"])


def term_of(defence):
    """The term within which the person may defend themselves."""
    return Term(n=defence.n, unit=defence.unit, start="received", clause=defence.clause)


def _moment(case, code, at):
    """Terms count from the last receipt; the deadline of the stage is reckoned anew if it waited for that."""
    newest = Service.objects.filter(case=case, moment=code).order_by("-served_at").first()
    rows = Service.objects.filter(case=case, moment=code, served_at=newest.served_at)
    if rows.filter(read_at=None).exists():
        return
    keep_moment(case, code, at)
    _redate(case)


def _redate(case):
    before, found = case.due, pauses.deadline(case)
    if case.suspended_at or case.waits_since or found.due == before:
        return
    waiting = WorkItem.objects.filter(process=case.pk, stage=case.stage, status__in=("ASSIGNED", "SCHEDULED"))
    waiting.filter(due=before).update(due=found.due, warn_at=found.warn_at, provisional=found.provisional)
    case.due, case.warn_at, case.provisional = found.due, found.warn_at, found.provisional
    case.lapse_move = found.lapse
