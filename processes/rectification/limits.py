"""Limits of a rectification. They are part of the rules: two administrators change them from a day on."""

from django.utils.translation import gettext_noop as N_

from workflows.declare import Limit

LIMITS = {
    "failures": Limit(n=3, label=N_("核查几次未通过后提请会诊")),
    "rebounds": Limit(n=2, label=N_("反弹几次后提请列入下季度督查")),
    "recheck_from": Limit(n=15, label=N_("回头看可以比规定日期提前的天数")),
    "returns": Limit(n=3, label=N_("整改方案最多退回的次数")),
}


def of(case, code):
    """A limit as the rules of a case state it."""
    return case.rules.limit(code, LIMITS[code].n)
