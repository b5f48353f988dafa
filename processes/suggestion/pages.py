"""The overview of all suggestions, and the list of published replies."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from people import roles
from processes.suggestion import stats, taxonomy
from processes.suggestion.choices import Channel, Disposition
from processes.suggestion.models import Suggestion

SIZE = 20
SAID = {
    "": "", "replied": gettext_lazy("已答复"), "adopted": gettext_lazy("采纳"), "rated": gettext_lazy("已评价"),
    "in_time": gettext_lazy("三十日内答复"), "transferred": gettext_lazy("转有权部门"),
}  # fmt: skip
KNOWN = {
    "category": dict(taxonomy.CATEGORIES), "aspect": dict(taxonomy.ASPECTS), "channel": dict(Channel.choices),
    "disposition": dict(Disposition.choices),
}  # fmt: skip


@login_required
@require_safe
def overview(request):
    """Counts by category and aspect, for those who keep the process."""
    if not roles.roles_of(request.user) & set(Suggestion.process.readers):
        raise Http404
    return render(request, "suggestion/overview.html", {"sums": stats.of(request.user)})


@login_required
@require_safe
def listing(request):
    """The suggestions that one number counts."""
    if not roles.roles_of(request.user) & set(Suggestion.process.readers):
        raise Http404
    what, by = request.GET.get("what", ""), {name: request.GET.get(name, "") for name in stats.BY}
    if what not in SAID or any(value and value not in KNOWN.get(name, {value: ""}) for name, value in by.items()):
        raise Http404
    if by["day"] and not _is_day(by["day"]):
        raise Http404
    page = Paginator(stats.listed(request.user, what, **by), SIZE).get_page(request.GET.get("page"))
    said = [*(KNOWN.get(name, {}).get(value, value) for name, value in by.items() if value), what and SAID[what]]
    title = " · ".join(str(word) for word in said if word) or _("全部建议")
    shown = {"page": page, "title": title, "query": urlencode({k: v for k, v in (by | {"what": what}).items() if v})}
    return render(request, "suggestion/list.html", shown)


def _is_day(text):
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


@login_required
@require_safe
def published(request):
    """Replies that may be published, without the submitter."""
    page = Paginator(stats.published(), SIZE).get_page(request.GET.get("page"))
    return render(request, "suggestion/published.html", {"page": page})
