"""A case at risk is yellow before its term comes near: the moment from which it warns is brought forward.

So a light stays a comparison with what is stored, in every list, and says why on the page of its case.
"""

from workflows import pauses
from workflows.models import Case, WorkItem


def settle(step):
    """Bring the warning of the step's case forward while it is at risk, and back when it no longer is."""
    case = step.case
    if type(case).at_risk is Case.at_risk and type(case).risk_from is Case.risk_from:
        return  # its process knows no risks
    if not case.is_closed:
        _warn(case, step, min(filter(None, (_usual(case), _risk(case, step.at))), default=None))


def _risk(case, at):
    return at if case.at_risk() else case.risk_from()


def _usual(case):
    return pauses.deadline(case).warn_at if case.due else None


def _warn(case, step, moment):
    before, now = case.warn_at, moment
    if before == now or (before and now and before <= step.at and now <= step.at):
        return  # it warned before and warns still
    case.warn_at = now
    for item in step.born:
        item.warn_at = now
    WorkItem.objects.filter(process=case, status="ASSIGNED", stage=case.stage).update(warn_at=now)
