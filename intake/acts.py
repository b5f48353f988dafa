"""The end of a blind check, as the history of the case tells it: by the system, the same for everybody."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake import blind
from intake.models import Clearance
from workflows.errors import Refused
from workflows.registry import act, guard
from workflows.wording import act_label

act_label("end_check", gettext_lazy("合规复核完毕"))


@act("end_check")
def end_check(case, step):
    """From now on nothing waits for the check; against somebody else it begins anew."""
    if not (people := sorted(blind.waits(case))):
        raise Refused(_("没有办理：这项提议没有等待复核，或者已经复核完毕。"))
    rows = [Clearance(case_uid=case.uid, person_id=pk, at=step.at) for pk in people]
    step.after.append(lambda done: Clearance.objects.bulk_create(rows))


@guard("intake.checked")
def checked(case, step):
    return blind.why_not(case)
