"""The figures of innovative works, and the list behind each of them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from people import roles
from people.models import Unit
from processes.innovation_hearing import stats
from processes.innovation_hearing.models import InnovationHearing

SIZE = 20
SAID = {
    "": "", "voted": gettext_lazy("已表决"), "passed": gettext_lazy("表决通过"), "listed": gettext_lazy("列入年度要点"),
    "pilot": gettext_lazy("试点"), "in_plan": gettext_lazy("列入要点和试点"), "deferred": gettext_lazy("缓议"),
    "rejected": gettext_lazy("不列入"), "heard": gettext_lazy("已听证"), "opinions": gettext_lazy("听证意见已答复"),
    "void": gettext_lazy("表决作废"), "above": gettext_lazy("报上一级决定"),
}  # fmt: skip


def keeps(user):
    """Those who keep the process, and heads for their own unit; to others there is no such page."""
    return bool(roles.roles_of(user) & set(InnovationHearing.process.readers) or roles.heads(user))


@login_required
@require_safe
def overview(request):
    """Proposals by section, votes, hearings and opinions."""
    if not keeps(request.user):
        raise Http404
    sums = stats.of(request.user)
    decisions = [(SAID[name], number, name) for name, number in sums.decisions.items()]
    return render(request, "innovation_hearing/overview.html", {"sums": sums, "decisions": decisions})


@login_required
@require_safe
def listing(request):
    """The proposals that one number counts."""
    what, unit = request.GET.get("what", ""), request.GET.get("unit", "")
    if not keeps(request.user) or what not in stats.WHAT or unit and not unit.isdigit():
        raise Http404
    found = Unit.objects.filter(pk=unit).first() if unit else None
    if unit and found is None:
        raise Http404
    page = Paginator(stats.listed(request.user, what, found), SIZE).get_page(request.GET.get("page"))
    title = " · ".join(str(word) for word in (found and found.label, SAID[what]) if word) or _("全部呈报")
    shown = {"page": page, "title": title, "query": f"what={what}&unit={unit}"}
    return render(request, "innovation_hearing/list.html", shown)
