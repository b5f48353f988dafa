"""The figures of certificates and claims, and the list behind each of them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from people import roles
from processes.immunity import labels, stats
from processes.immunity.models import Certificate
from workflows import figures

SIZE = 20
SAID = {
    "": "", "issued": gettext_lazy("已出具"), "valid": gettext_lazy("有效"), "soon": gettext_lazy("三十日内到期"),
    "over": gettext_lazy("到期或放弃"), "revoked": gettext_lazy("撤销"), "undecided": gettext_lazy("主张尚未认定"),
    "decided": gettext_lazy("已认定"), "in_time": gettext_lazy("三十个工作日内认定"), "full": gettext_lazy("容错"),
    "part": gettext_lazy("部分容错"), "none": gettext_lazy("不予容错"),
}  # fmt: skip


def keeps(user):
    """Those who keep the process, and heads for their own unit; to others there is no such page."""
    return bool(roles.roles_of(user) & set(Certificate.process.readers) or roles.heads(user))


@login_required
@require_safe
def overview(request):
    """Certificates by state, claims by conclusion and by how long they took."""
    if not keeps(request.user):
        raise Http404
    sums = stats.of(request.user)
    whole = stats.whole(request.user, sums)

    def rows(*names):
        return [(SAID[name], sums.told(name), name, name in whole) for name in names]

    groups = [
        (_("承诺书"), rows("issued", "valid", "soon", "over", "revoked")),
        (_("主张和认定"), rows("undecided", "decided", "full", "part", "none")),
    ]
    shown = {"sums": sums, "groups": groups, "fewest": figures.FEWEST}
    return render(request, "immunity/overview.html", shown)


@login_required
@require_safe
def listing(request):
    """The certificates that one number counts."""
    what = request.GET.get("what", "")
    if not keeps(request.user) or what not in SAID:
        raise Http404
    page = Paginator(stats.listed(request.user, what), SIZE).get_page(request.GET.get("page"))
    rows = [(case, labels.span(case), _(case.stage_label)) for case in page]
    shown = {"page": page, "rows": rows, "title": SAID[what] or _("全部承诺书"), "what": what}
    return render(request, "immunity/list.html", shown)
