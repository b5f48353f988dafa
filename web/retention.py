"""保管期限: what is over, what is frozen, what is proposed, and the stones of what is gone."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.errors import NotDone
from policy import rules as policy
from retention import deciding, items
from retention.models import Appraisal, Hold, Tombstone
from web.refusal import conflict

READERS = deciding.HOLDERS | {"auditor"}


def entitled(view):
    """For archivists, those who approve, and auditors; for everybody else the page is not there."""

    @login_required
    def seen(request, *args, **kwargs):
        if not deciding.plays(request.user, READERS):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except NotDone as refused:
            return conflict(request, str(refused), back="/retention/")

    return seen


@entitled
@require_safe
def page(request):
    """Everything on one page. Being on it destroys nothing."""
    user = request.user
    shown = {
        "items": items.listed(user), "holds": Hold.objects.filter(ended_at=None).select_related("by").order_by("-pk"),
        "open": Appraisal.objects.filter(state="proposed").select_related("by").order_by("pk"),
        "stones": [(one, items.told(one.rule)) for one in Tombstone.objects.order_by("-pk")[:100]],
        "archivist": deciding.plays(user, deciding.ARCHIVISTS),
        "approver": deciding.plays(user, deciding.APPROVERS), "holder": deciding.plays(user, deciding.HOLDERS),
        "me": user.pk,
    }  # fmt: skip
    return render(request, "web/retention.html", shown)


def _item(request):
    """The item that a form names, as the person may see it."""
    what, _colon, uid = request.POST.get("item", "").partition(":")
    try:
        wanted = (what, UUID(uid))
    except ValueError:
        raise Http404
    found = next((one for one in items.due(request.user) if (one.what, one.uid) == wanted), None)
    if found is None:
        raise Http404
    return found


@entitled
@require_POST
def hold(request):
    """Freeze a matter, or end a hold."""
    why = request.POST.get("why", "")
    if number := request.POST.get("end"):
        row = get_object_or_404(Hold, pk=number if number.isdigit() else 0, ended_at=None)
        deciding.release(request.user, row, why)
        messages.success(request, _("冻结已解除。"))
    else:
        item = _item(request)
        deciding.hold(request.user, item.uid, item.number, why)
        messages.success(request, _("已冻结，解除前不会销毁。"))
    return redirect("web:retention")


@entitled
@require_POST
def propose(request):
    """The archivist's appraisal."""
    item, said = _item(request), request.POST
    try:
        until = date.fromisoformat(said.get("until", ""))
    except ValueError:
        until = None
    outcome = "destroy" if said.get("outcome") == "destroy" else "keep"
    deciding.propose(request.user, item.what, item.uid, outcome, said.get("why", ""), until)
    messages.success(request, _("鉴定意见已提出，等部领导批准。"))
    return redirect("web:retention")


@entitled
@require_POST
def decide(request, pk):
    """Approve or refuse an appraisal."""
    row = get_object_or_404(Appraisal, pk=pk)
    if not policy.is_auditor(request.user):
        deciding.decide(request.user, row, "approve" in request.POST, request.POST.get("why", ""))
        messages.success(request, _("结论已记入留痕。"))
    return redirect("web:retention")
