"""The end of a case file after its term, an appraisal and an approval. The system takes it when two have decided it."""

from django.utils.translation import gettext_lazy

from workflows import destroying
from workflows.registry import act
from workflows.wording import act_label

act_label("destroy", gettext_lazy("销毁案卷"))


@act("destroy")
def destroy(case, step, *, rule):
    """What the case said goes; its number, its days and the hashes of its history stay."""
    destroying.begin(step, rule)
