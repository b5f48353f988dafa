"""Numbers that the rules count by; the figures are ours and may be changed as a rule set."""

from django.utils.translation import gettext_noop as _

from workflows.declare import Limit

MONTHS, DEFAULT_MONTHS, PANEL, CLAIM_DAYS = 24, 12, 3, 30
LIMITS = {
    "months": Limit(n=MONTHS, label=_("承诺最长有效期（月）")),
    "panel": Limit(n=PANEL, label=_("核实组外部成员（人）")),
}
