"""统计: the overviews of the processes that this person reads."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from people import roles
from web import nav


@login_required
@require_safe
def page(request):
    """One card for each; who reads none finds no page."""
    kinds = nav.overviews(roles.roles_of(request.user))
    if not kinds:
        raise Http404
    rows = [(kind, reverse(f"web:{kind.code}:overview")) for kind in sorted(kinds, key=lambda kind: kind.code)]
    return render(request, "web/overviews.html", {"rows": rows})
