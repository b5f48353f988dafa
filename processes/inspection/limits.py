"""Limits of an inspection. Local choices stand here and nowhere else.

What an organisation sets for itself is part of the rules: two administrators change it from a day on, and an
inspection that is going on keeps what held when it was opened.
"""

from django.utils.translation import gettext_noop as N_

from workflows.declare import Limit

LIMITS = {
    "per_year": Limit(n=4, label=N_("一个单位一年最多被督查的次数")),  # F26, R3g
    "apart": Limit(n=60, label=N_("两次督查同一单位至少相隔的天数，不足的写明理由")),
    "near": Limit(n=2, label=N_("上述天数内最多督查的次数，达到后写明理由也不能再列入")),
    "per_unit": Limit(n=10, label=N_("在一个单位最多的工作日数")),
    "ahead": Limit(n=3, label=N_("明查通知至少提前的工作日数")),
}


def of(case, code):
    """A limit as the rules of a case state it."""
    return case.rules.limit(code, LIMITS[code].n)


MEMBERS = 2  # beside the lead
SIGNERS = 2  # inspectors who sign each visit
REPORT = 1500  # characters of the four parts together
PART = 50  # characters of each part
NOTE = 10  # characters of a reason, a note, a fact
UNREAD = 3  # working days after which feedback nobody has opened is served on paper
