"""What others may ask of accountability: only whether something is open on a piece of work."""

from processes.accountability.models import Accountability
from processes.accountability.words import ENDS
from workflows.answers import answers


@answers("accountability.open_on", to=("immunity", "admonition", "investigation", "award", "innovation_hearing"))
def open_on(work):
    """[{number, stage}] of what is open on a piece of work; nobody is named."""
    found = Accountability.objects.filter(work_ref=work.pk).exclude(stage__in=ENDS).order_by("pk")
    return [{"number": case.number, "stage": case.stage} for case in found]
