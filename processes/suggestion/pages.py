"""The overview of all suggestions, and the list of published replies."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people import roles
from processes.suggestion import stats
from processes.suggestion.models import Suggestion

SIZE = 20


@login_required
@require_safe
def overview(request):
    """Counts by category and aspect, for those who keep the process."""
    if not roles.roles_of(request.user) & set(Suggestion.process.readers):
        raise Http404
    return render(request, "suggestion/overview.html", {"sums": stats.of(request.user)})


@login_required
@require_safe
def published(request):
    """Replies that may be published, without the submitter."""
    page = Paginator(stats.published(), SIZE).get_page(request.GET.get("page"))
    return render(request, "suggestion/published.html", {"page": page})
