"""The figures of reminders, inquiries and admonitions. There is no list behind them: the cases are known to few."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people import roles
from processes.admonition import stats
from workflows import figures

KEEPERS = frozenset({"minister", "deputy_minister", "auditor"})


def keeps(user):
    """Those who approve, those whose section handles them, and auditors; to others there is no such page."""
    if roles.roles_of(user) & KEEPERS:
        return True
    led = roles.heads(user)
    return bool(led) and any(one.unit_id in led for one in roles.holders("case_officer"))


@login_required
@require_safe
def overview(request):
    """By kind and by clause, how many explained themselves, how many answered in time."""
    if not keeps(request.user):
        raise Http404
    sums = stats.of()
    kinds = [(_(one.label), one) for one in sums.kinds]
    return render(request, "admonition/overview.html", {"sums": sums, "kinds": kinds, "fewest": figures.FEWEST})
