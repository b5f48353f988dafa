"""Which acts and moves are done on the pages of this process: the case's page leads there."""

from django.urls import reverse
from django.utils.translation import gettext as _

FIELD = ("add_visit", "sign_visit", "save_finding", "fill_topic", "record_person", "save_practice")


def of(case):
    """Act or move → (label, address)."""
    desk = (_("督查工作台"), reverse("web:inspection:desk", args=[case.uid]))
    report = (_("写报告"), reverse("web:inspection:report", args=[case.uid]))
    sign = (_("签发报告"), reverse("web:inspection:sign", args=[case.uid]))
    return dict.fromkeys(FIELD, desk) | {"save_report": report, "sign_report": sign}
