"""Once a day: that reports came stands in the history, by the day and by nothing nearer."""

from hashlib import sha256

from django.db import transaction

from intake.blind import call
from intake.conversation import CONVERSATION
from intake.models import Report
from ledger import append
from people import clock, roles
from vault import unlocking, unsealing
from vault.safes import find as safe_of


def note_days():
    """One event for each day before today on which reports came, with the hash of each as it was sealed."""
    today = clock.today()
    waiting = Report.objects.filter(noted=False, received_on__lt=today)
    for day in waiting.order_by("received_on").values_list("received_on", flat=True).distinct():
        _note(day, waiting)


@transaction.atomic
def _note(day, waiting):
    # By number and not as they came to lie in the table.
    rows = list(waiting.filter(received_on=day).select_for_update().order_by("number"))
    told = {"day": day, "reports": [[row.number, _digest(row)] for row in rows]}
    append.system("reports_received", by=roles.system_user(), at=clock.now(), fields=told)
    Report.objects.filter(pk__in=[row.pk for row in rows]).update(noted=True)


def _digest(report):
    first = safe_of(report.pk, CONVERSATION).entries.filter(field="message", version=1).first()
    return sha256(bytes(first.sealed or b"") or first.path.encode()).hexdigest()


JOBS = [note_days, call, unsealing.sweep, unlocking.sweep]
