"""批量办理: choose in the inbox, look at each item, press once, undo for a moment, see what became of each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people import mandates
from people.memo import reading
from policy import rules as policy
from web import bundle_rows
from workflows import bundling, clock, inbox
from workflows.errors import Refused
from workflows.models import Bundle

POLLING_ENDS = 286  # htmx stops asking


def _mine(request, uid):
    """A bundle is its owner's; for everybody else it does not exist."""
    return get_object_or_404(Bundle, uid=uid, by=request.user)


@login_required
@require_POST
def choose(request):
    """Put together what was ticked, or the first 500 of everything that waits."""
    items = [int(item) for item in request.POST.getlist("item") if item.isdigit()]
    if request.POST.get("all"):
        items = inbox.first(request.user, bundling.MOST, mandates.lent_to(request.user), policy.unlisted(request.user))
    try:
        found = bundling.choose(items, by=request.user)
    except Refused as refused:
        messages.error(request, refused.why)
        return redirect("web:inbox")
    return redirect("web:bundle", found.uid)


@login_required
@require_safe
def page(request, uid):
    """Before: what can be chosen for each. After: what became of each."""
    return _show(request, _mine(request, uid))


def _show(request, bundle, refused="", status=200):
    shown = {"bundle": bundle, "refused": refused, "chosen": request.POST, "counts": bundle_rows.counts(bundle)}
    if bundle.state == Bundle.State.CHOSEN:
        with reading():
            lines = bundle_rows.lines(bundle, request.user)
        shown["groups"] = bundle_rows.groups(lines)
        shown["alone"] = [line for line in lines if not line.offers]
        shown["signs"] = any(offer.act == "act.sign" for group in shown["groups"] for offer in group.offers)
    else:
        shown |= {"results": bundle_rows.results(bundle, request.user), "wait": _wait(bundle)}
    return render(request, "web/bundles/page.html", shown, status=status)


def _wait(bundle):
    """Seconds until it begins and can no longer be undone."""
    left = (bundle.carry_at - clock.now()).total_seconds() if bundle.carry_at else 0
    return max(0, round(left)) if bundle.state == Bundle.State.STAGED else 0


@login_required
@require_POST
def confirm(request, uid):
    """Stage what was chosen; nothing is done yet."""
    bundle = _mine(request, uid)
    try:
        bundling.stage(bundle, _chosen(request, bundle, _ticked(request)), opinion=_opinion(request))
    except Refused as refused:
        return _show(request, bundle, refused.why, status=409)
    return redirect("web:bundle", uid)


def _opinion(request):
    opinion = request.POST.get("opinion", "")
    if len(opinion) > 2000:
        raise Refused(_("没有办理：意见不能超过 2000 字。请缩短。"))
    return opinion


def _ticked(request):
    """Item → version of its case as the page showed it; one field for both, as a server takes only a thousand."""
    pairs = (value.partition(".") for value in request.POST.getlist("item"))
    return {int(item): int(told) if told.isdigit() else None for item, _dot, told in pairs if item.isdigit()}


def _chosen(request, bundle, ticked):
    """Item → (act, version of the case as it was shown). What is not offered here cannot be chosen."""
    with reading():
        found = bundle_rows.groups(bundle_rows.lines(bundle, request.user))
    chosen = {}
    for group in found:
        act = request.POST.get(f"do-{group.key}", "")
        if act in {offer.act for offer in group.offers}:
            lines = (line for line in group.lines if line.row.item_id in ticked)
            chosen |= {line.row.item_id: (act, _seen(ticked, line)) for line in lines}
    return chosen


def _seen(ticked, line):
    told = ticked[line.row.item_id]
    return line.version if told is None else told


@login_required
@require_POST
def undo(request, uid):
    """Take it back while nothing is done; stop it once it runs."""
    bundle = bundling.undo(_mine(request, uid))
    if bundle.state == Bundle.State.CHOSEN:
        messages.success(request, _("已撤销，一件也没有办理。"))
    return redirect("web:bundle", uid)


@login_required
@require_POST
def again(request, uid):
    """Look anew at what was not done."""
    try:
        found = bundling.again(_mine(request, uid))
    except Refused:
        messages.error(request, _("没有重试：没办成的各件都已不在你的待办里。"))
        return redirect("web:bundle", uid)
    return redirect("web:bundle", found.uid)


@login_required
@require_safe
def progress(request, uid):
    """The bar, asked for every second while the bundle is under way; then the page is shown anew."""
    bundle = _mine(request, uid)
    if bundle.active:
        shown = {"bundle": bundle, "counts": bundle_rows.counts(bundle), "wait": _wait(bundle)}
        return render(request, "web/bundles/progress.html", shown)
    answer = HttpResponse(status=POLLING_ENDS)
    answer["HX-Refresh"] = "true"
    return answer
