"""Pages beside the cases: the overview, the lists behind its numbers, the ledger, a plan beside its baseline."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people import roles
from policy import access_log, looking
from policy import rules as policy
from processes.task_project import comparing, ledger, months, stats, workbook
from processes.task_project.models import TaskProject
from workflows import clock, lights, moves
from workflows.errors import Refused

SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _reader(user):
    """Who keeps the process, or heads a unit; anybody else finds no page."""
    if not roles.roles_of(user) & set(TaskProject.process.readers) and not roles.heads(user):
        raise Http404


@login_required
@require_safe
def overview(request):
    """Lights, punctuality and changes by unit; no order of merit."""
    _reader(request.user)
    lines, whole = stats.of(request.user)
    heads = [stats.LABELS[what] for what in stats.SHOWN]
    return render(request, "task_project/overview.html", {"lines": lines, "whole": whole, "heads": heads})


@login_required
@require_safe
def counted(request):
    """The cases behind one number of the overview."""
    _reader(request.user)
    what, unit = request.GET.get("what", "all"), request.GET.get("unit", "")
    try:
        found = stats.chosen(request.user, what, unit)
    except KeyError:
        raise Http404 from None
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    for case in page:
        case.shade, case.said = lights.light(case.due, case.warn_at, provisional=case.provisional)
    shown = {"page": page, "label": stats.LABELS[what], "what": what, "unit": unit}
    return render(request, "task_project/list.html", shown)


@login_required
@require_safe
def book(request):
    """台账: projects down, the months of a year across."""
    _reader(request.user)
    year = _year(request)
    page = Paginator(ledger.projects(request.user), SIZE).get_page(request.GET.get("page"))
    rows = ledger.rows(ledger.projects(request.user).filter(pk__in=[case.pk for case in page]), *_span(year))
    keeps = "supervision_office" in roles.roles_of(request.user)
    shown = {
        "rows": rows, "page": page, "year": year, "years": _years(), "months": months.span(*_span(year)),
        "closable": _closable() if keeps else "", "today": clock.today(),
    }  # fmt: skip
    return render(request, "task_project/ledger.html", shown)


@login_required
@require_safe
def book_xlsx(request):
    """The same ledger as a workbook; that it was taken out is noted."""
    _reader(request.user)
    year = _year(request)
    rows = ledger.rows(ledger.projects(request.user), *_span(year))
    access_log.record(request.user, None, "export", path=request.path)
    answer = HttpResponse(workbook.of(rows, months.span(*_span(year)), year), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="ledger-{year}.xlsx"'
    return answer


@login_required
@require_POST
def close(request):
    """Close a month in every project that has it open; each is one act, and refusals are counted out."""
    if "supervision_office" not in roles.roles_of(request.user):
        raise Http404
    month, shut, left = request.POST.get("month", ""), 0, 0
    for case in ledger.projects(request.user).exclude(locks__month=month):
        try:
            moves.act(case, "close_month", by=request.user, month=month)
            shut += 1
        except Refused:
            left += 1
    said = _("%(month)s 关账：%(shut)d 个项目已关账。") % {"month": month, "shut": shut}
    messages.success(request, said + (_("%d 个项目当月没有台账，没有改动。") % left if left else ""))
    return redirect(reverse("web:task_project:ledger") + f"?year={month[:4]}")


@login_required
@require_safe
def plan(request, uid):
    """The plan as it was first accepted beside the plan of today."""
    found = policy.visible(request.user).filter(uid=uid, kind="task_project").first()
    if found is None:
        if TaskProject.objects.filter(uid=uid).exists():
            access_log.record(request.user, uid, "denied", path=request.path)
        raise Http404
    looking.noted(request, found, "read")
    case = found.own
    return render(request, "task_project/plan.html", {"case": case, "plan": comparing.of(case)})


def _closable():
    """The newest month that is over."""
    return months.key(months.first_day(months.key(clock.today())) - months.ONE)


def _year(request):
    said = request.GET.get("year", "")
    return int(said) if said.isdigit() and 2000 <= int(said) <= 2100 else clock.today().year


def _years():
    year = clock.today().year
    return [year, year - 1, year - 2]


def _span(year):
    return f"{year}-01", f"{year}-12"
