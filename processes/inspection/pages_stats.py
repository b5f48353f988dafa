"""The figures of inspections, and the list behind each of them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from people import roles
from people.models import Unit
from processes.inspection import stats
from processes.inspection.choices import Severity
from processes.inspection.models import Inspection

SIZE = 20
WHAT = {
    "all": gettext_lazy("全部督查"), "handed_in": gettext_lazy("已报送的报告"),
    "on_time": gettext_lazy("按期报送的报告"),
    "findings": gettext_lazy("已印发的问题"), "standing": gettext_lazy("成立的问题"),
    "objected": gettext_lazy("申请复核的问题"), "decided": gettext_lazy("已复核的异议"),
    "upheld": gettext_lazy("成立的异议"), "practices": gettext_lazy("好做法"), "topics": gettext_lazy("课题"),
    "covered": gettext_lazy("已查的课题"), "inspected": gettext_lazy("本年督查"), "visits": gettext_lazy("本年走访"),
}  # fmt: skip


@login_required
@require_safe
def overview(request):
    """Figures; with `what` the list that one of them counts. To others than those who keep it there is no such page."""
    if not roles.roles_of(request.user) & set(Inspection.process.readers):
        raise Http404
    if "what" in request.GET:
        return _listing(request)
    grades = [label for _code, label in Severity.choices]
    return render(request, "inspection/overview.html", {"sums": stats.of(request.user), "grades": grades})


def _listing(request):
    which = {name: request.GET.get(name, "") for name in ("what", "unit", "severity", "quarter")}
    unit = Unit.objects.filter(pk=which["unit"]).first() if which["unit"].isdigit() else None
    if which["what"] not in WHAT or which["severity"] not in ("", *Severity.values):
        raise Http404
    rows = stats.listed(request.user, which["what"], unit=unit and unit.pk, severity=which["severity"],
                        quarter=which["quarter"])  # fmt: skip
    page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    grade = dict(Severity.choices).get(which["severity"])
    title = " · ".join(str(word) for word in (WHAT[which["what"]], unit, grade, which["quarter"]) if word)
    shown = {"page": page, "rows": [_row(row) for row in page], "title": title, "which": which}
    return render(request, "inspection/list.html", shown)


def _row(row):
    """(case, where, what) of a row of any kind."""
    case = row if isinstance(row, Inspection) else row.case
    of_finding = getattr(row, "finding", None)
    unit = getattr(row, "unit", None) or (of_finding.unit if of_finding else "")
    words = [getattr(row, name, "") for name in ("fact", "text", "place", "title")]
    said = next((text for text in words if text), "")
    return case, unit, said if row is not case else _(case.stage_label)
