"""The figures of accountability. There is no list behind them: the cases are known to few."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people import roles
from processes.accountability import stats
from workflows import figures

KEEPERS = frozenset({"minister", "deputy_minister", "auditor"})


def keeps(user):
    """Those who decide, those whose section handles them, and auditors; to others there is no such page."""
    if roles.roles_of(user) & KEEPERS:
        return True
    led = roles.heads(user)
    return bool(led) and any(one.unit_id in led for one in roles.holders("case_officer"))


@login_required
@require_safe
def overview(request):
    """Forms by year, what mitigated, appeals and how they ended."""
    if not keeps(request.user):
        raise Http404
    return render(request, "accountability/overview.html", {"sums": stats.of(), "fewest": figures.FEWEST})
