"""What a case said leaves this system for good; that it was here, and where it went, stays."""

from ledger import erasing
from workflows.evidence import uploads
from workflows.models import Draft
from workflows.store import current as store


def forget(step, title):
    """Once the step is written nothing private of its case is kept: in its history, drafts, waiting files, its title.

    The process empties its own fields first; what they held is in no event either, because the values of this
    step are erased with the rest.
    """
    step.case.title = title
    step.after.append(_forget)


def _forget(step):
    case = step.case
    store().retitle(case)
    Draft.objects.filter(case_id=case.pk).delete()
    uploads.forget(case)
    erasing.erase(case.uid)
