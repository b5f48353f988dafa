"""Computing a deadline anew when the calendar has become certain."""

from django.utils.translation import gettext_lazy

from workflows import pauses
from workflows.models import WorkItem
from workflows.registry import act
from workflows.wording import act_label

act_label("reckon", gettext_lazy("重新计算期限"))


@act("reckon")
def reckon(case, step):
    """Compute the stage's deadline from the calendar as it is now; old and new stand in the event."""
    found = pauses.deadline(case)
    step.fields["due"] = [str(case.due), str(found.due)]
    # Work with a date of its own, such as a month of a ledger, keeps it.
    open_work = WorkItem.objects.filter(process=case, stage=case.stage, due=case.due)
    open_work = open_work.filter(status__in=("ASSIGNED", "SCHEDULED"))
    open_work.update(due=found.due, warn_at=found.warn_at, provisional=found.provisional)
    case.due, case.warn_at, case.provisional = found.due, found.warn_at, found.provisional
