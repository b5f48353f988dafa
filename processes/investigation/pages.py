"""Pages beside the cases: taking a clue in, from hand or from a report, and the figures."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from intake import desk
from processes.investigation import receiving, stats
from processes.investigation.forms import FromReportForm, IntakeForm
from workflows.errors import NotFound, Refused
from workflows.models import new_uid


def registrar(view):
    """For those who read the desk of the department; to others the page is not there."""

    @login_required
    @never_cache
    def seen(request, *args, **kwargs):
        if not receiving.may_take_in(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return seen


@registrar
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request):
    """A letter, a visit, a call: identity and original are sealed, the receipt is shown this one time."""
    form = IntakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            case, receipt = receiving.by_hand(request.user, key=_key(request), **form.answers())
        except Refused as why:
            return _form(request, form, why.why)
        return render(request, "investigation/received.html", {"case": case, "receipt": receipt})
    return _form(request, form)


@registrar
@require_http_methods(["GET", "HEAD", "POST"])
def from_report(request, uid):
    """A report of the channel becomes a case; what it says is read at the desk, not here."""
    try:
        report = desk.find(request.user, uid)
    except NotFound:
        raise Http404 from None
    form = FromReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            case = receiving.from_report(request.user, uid, key=_key(request), **form.answers())
        except Refused as why:
            return _form(request, form, why.why, report)
        return redirect("web:case", case.uid)
    return _form(request, form, report=report)


def _form(request, form, refused="", report=None):
    status = 409 if refused else 422 if form.is_bound else 200
    if status == 422:
        refused = _("还没有登记：有 %d 处要改，见下面的说明。") % len(form.errors)
    shown = {"form": form, "refused": refused, "report": report, "key": request.POST.get("key") or new_uid()}
    return render(request, "investigation/intake.html", shown, status=status)


def _key(request):
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


@login_required
@require_safe
def overview(request):
    """Figures over what the reader may see; no unit is ranked and small groups are not shown."""
    if not stats.reads(request.user):
        raise Http404
    sums = stats.of(request.user)
    return render(
        request, "investigation/overview.html", {"sums": sums, "takes_in": receiving.may_take_in(request.user)}
    )
