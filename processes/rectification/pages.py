"""The figures of rectification, and the list behind each of them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from people import roles
from processes.rectification import labels, stats
from processes.rectification.choices import Severity
from processes.rectification.models import Rectification

SIZE = 20
AGES = {
    "30": gettext_lazy("30 日以内"), "60": gettext_lazy("31 至 60 日"), "90": gettext_lazy("61 至 90 日"),
    "more": gettext_lazy("90 日以上"),
}  # fmt: skip
WHAT = {
    "open": gettext_lazy("未销号"), "late": gettext_lazy("逾期未销号"), "struck": gettext_lazy("已销号"),
    "in_time": gettext_lazy("按期销号"), "rebounded": gettext_lazy("反弹"), "ever_struck": gettext_lazy("曾经销号"),
}  # fmt: skip


def keeps(user):
    """Those who keep the process, and heads for their own unit; to others there is no such page."""
    return bool(roles.roles_of(user) & set(Rectification.process.readers) or roles.heads(user))


def _kept(request):
    if not keeps(request.user):
        raise Http404


@login_required
@require_safe
def overview(request):
    """In time, rebounds, and what is open by severity and age."""
    _kept(request)
    sums = stats.of(request.user)
    matrix = [(code, labels.grade(code), cells, total) for code, cells, total in sums.matrix]
    return render(request, "rectification/overview.html", {"sums": sums, "matrix": matrix, "ages": AGES.values()})


@login_required
@require_safe
def listing(request):
    """The cases that one number counts."""
    _kept(request)
    which = {name: request.GET.get(name, "") for name in ("what", "severity", "age")}
    if which["severity"] and which["severity"] not in Severity.values:
        raise Http404
    page = Paginator(stats.listed(request.user, **which), SIZE).get_page(request.GET.get("page"))
    said = [WHAT.get(which["what"]), which["severity"] and labels.grade(which["severity"]), AGES.get(which["age"])]
    rows = [(case, labels.grade(case.severity), _(case.stage_label)) for case in page]
    title = " · ".join(str(word) for word in said if word) or _("全部整改")
    return render(request, "rectification/list.html", {"page": page, "rows": rows, "title": title, "which": which})
