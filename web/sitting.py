"""A sitting: who sits, who came, what is asked, what was said and decided. Reads; every POST is one act."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from policy import rules as policy
from web import cases, cleaning, doing, seating, ways
from workflows import moves, wording
from workflows.errors import NotFound, Refused
from workflows.models import Case, Draft

POLLING_ENDS = 286  # htmx stops asking


@login_required
@require_safe
def short(request, pk):
    """The address that needs no case; unknown and forbidden sound the same."""
    case = policy.visible(request.user).filter(sittings=pk).first()
    if case is None:
        raise Http404
    return redirect("web:sitting", case.uid, pk)


@login_required
@require_safe
def page(request, uid, pk):
    case = cases.find(request, uid)
    return show(request, case, get_object_or_404(case.sittings, pk=pk))


@login_required
@require_safe
def live(request, uid, pk):
    """Who is there and who has voted, asked for again and again; a sitting that has moved on is shown anew."""
    case = cases.find(request, uid, None)
    found = get_object_or_404(case.sittings.select_related("signing"), pk=pk)
    if request.GET.get("state") != found.state:
        answer = HttpResponse(status=POLLING_ENDS)
        answer["HX-Refresh"] = "true"
        return answer
    context = {"case": case, "sitting": found} | seating.live(case, found, request.user)
    return render(request, "web/sitting/live.html", context)


@login_required
@require_POST
def act(request, uid, pk, name):
    """One act of the sitting; then back to its page."""
    case = cases.find(request, uid)
    found = get_object_or_404(case.sittings, pk=pk)
    way = ways.one(case, request.user, "act", name)
    ways.dress(way, ways.make(way, case, request.user, request.POST, request.FILES), case)
    if why := doing.denied(request, case, way):
        return show(request, case, found, refused=why, status=409)
    if not way.form.is_valid():
        why = _("还没有办理：有 %d 处要改，见下面的说明。") % len(way.form.errors)
        return show(request, case, found, bound=way, refused=why, status=422)
    settled = cleaning.settle(request, way.form)
    if settled is None:
        return show(request, case, found, bound=way, refused=_("还没有办理：请先看文字的清理建议。"), status=422)
    try:
        _take(request, case, name, *settled)
    except NotFound:
        raise Http404
    except Refused as refused:
        return show(request, cases.find(request, uid), found, bound=way, refused=refused.why, status=409)
    Draft.objects.filter(case_id=case.pk, person=request.user, act=name).delete()
    messages.success(request, _("%s：已办理") % wording.ACTS.get(name, name))
    if not policy.may_see(request.user, Case.objects.get(pk=case.pk)):
        return redirect("web:inbox")
    return redirect("web:sitting", uid, pk)


def _take(request, case, name, answers, originals):
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        key = None
    moves.act(case, name, by=request.user, key=key, originals=originals, **answers)


def show(request, case, sitting, bound=None, refused="", status=200):
    """Render a sitting; `bound` is a way whose form holds what was typed and not taken."""
    sitting = case.sittings.select_related("signing").get(pk=sitting.pk)
    sitting.case = case
    found = seating.ways_of(case, sitting, request.user)
    if bound:
        bound.url = seating.url(case, sitting, bound.name)
        found = [bound if way.name == bound.name else way for way in found]
        found += [] if bound in found else [bound]
    duty = [way.name for way in found if way.duty]
    context = seating.facts(case, sitting, request.user) | {
        "case": case, "sitting": sitting, "ways": found, "refused": refused,
        "open": bound.name if bound else duty[0] if duty else "",
    }  # fmt: skip
    return render(request, "web/sitting/page.html", context, status=status)
