"""Lengths of what is written, and limits that are part of the rules: two administrators change those from a day on."""

from django.utils.translation import gettext_noop as N_

from workflows.declare import Limit

FACTS, REPLY, RECORD, NOTE = (100, 3000), (10, 3000), (50, 8000), (10, 2000)
TALKERS = 2  # at least, and a recorder beside them
PANEL = 3  # people who hear a complaint the second time
LIMITS = {
    "effect_months": Limit(n=6, label=N_("诫勉影响期（月）")),
    "complaint_months": Limit(n=1, label=N_("对诫勉提出申诉的期限（月）")),
    "returns": Limit(n=3, label=N_("提出的事项最多退回补正的次数")),
}


def of(case, code):
    """A limit as the rules of a case state it."""
    return case.rules.limit(code, LIMITS[code].n)
