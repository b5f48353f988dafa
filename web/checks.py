"""合规复核: the discipline liaison looks for retaliation before an adverse proposal goes on (F12).

The answer stands on the page that was asked for, once, and nowhere else. Under /reports/, where the liaison's key is.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from intake import blind
from intake import demo as reports_of_demo
from policy import reports as policy
from vault import keepers
from web import reports
from web.refusal import spoken


def entitled(view):
    """For those who make blind checks; for everybody else the page is not there."""

    @login_required
    @never_cache
    def seen(request, *args, **kwargs):
        if not policy.checks(request.user):
            raise Http404
        return spoken(view)(request, *args, **kwargs)

    return seen


@entitled
@require_safe
def page(request):
    """What waits, the oldest first; each looks the same."""
    user = request.user
    shown = {"rows": blind.pending(user), "open": bool(reports.secret(request)), "keeper": keepers.of(user)}
    return render(request, "web/reports/checks.html", shown | {"hint": reports_of_demo.words(user)})


@entitled
@require_POST
def compare(request, uid):
    """Compare now. A reload asks anew, and is noted anew."""
    one = _one(request, uid)
    found = blind.compare(request.user, one, reports.secret(request))
    return render(request, "web/reports/check.html", {"one": one, "found": found})


@entitled
@require_POST
def settle(request, uid):
    """The check is over, whatever was found."""
    blind.settle(request.user, _one(request, uid), request.POST.get("note", ""))
    messages.success(request, _("复核完毕，提议可以继续办理。复核意见已封存。"))
    return redirect("web:checks")


def _one(request, uid):
    if (one := blind.find(request.user, uid)) is None:
        raise Http404
    return one
