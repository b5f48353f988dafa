"""Pages of the rounds: their list, opening one, what came in by one, ending it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import clock, roles
from policy import rules as policy
from processes.suggestion import round_stats, rounds
from processes.suggestion.models import Suggestion
from processes.suggestion.round_forms import EndForm, RoundForm
from processes.suggestion.rounds import Round
from workflows.errors import Refused

SIZE = 30


def _reads(held):
    return bool(held & set(Suggestion.process.readers))


def _entitled(user):
    """The roles of somebody who may know of rounds: who reads suggestions or may make one. Otherwise 404."""
    held = roles.roles_of(user)
    if policy.is_admin(user) or not (_reads(held) or held & set(Suggestion.process.starters)):
        raise Http404
    return held


def _found(user, pk):
    """A round that this person may look at: their own answers are in it, they are asked, or they read all."""
    held = _entitled(user)
    found = Round.objects.filter(pk=pk).first()
    if found is None or not (_reads(held) or found.asks(held)):
        raise Http404
    return found


@login_required
@require_safe
def index(request):
    """All rounds, the newest first."""
    held, at = _entitled(request.user), clock.now()
    known = [found for found in Round.objects.all() if _reads(held) or found.asks(held)]
    page = Paginator(known, SIZE).get_page(request.GET.get("page"))
    rows = [(found, found.state(at), found.asks(held)) for found in page]
    return render(request, "suggestion/rounds.html", {"rows": rows, "page": page, "keeps": rounds.keeps(request.user)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Open a round."""
    if not rounds.keeps(request.user):
        raise Http404
    form, refused, status = RoundForm(request.POST or None), "", 200
    if request.method == "POST" and form.is_valid():
        try:
            found = rounds.open_round(by=request.user, **form.cleaned_data)
        except Refused as why:
            refused, status = why.why, 409
        else:
            messages.success(request, _("已发起：%s") % found)
            return redirect("web:suggestion:round", found.pk)
    elif request.method == "POST":
        refused, status = _("没有发起：有 %d 处要改，见下面的说明。") % len(form.errors), 422
    return render(request, "suggestion/round_new.html", {"form": form, "refused": refused}, status=status)


@login_required
@require_safe
def page(request, pk):
    """One round and what came in by it."""
    return _show(request, _found(request.user, pk), EndForm())


@login_required
@require_POST
def end(request, pk):
    """End a round before its last day."""
    found, form = _found(request.user, pk), EndForm(request.POST)
    if not rounds.keeps(request.user):
        return _show(request, found, form, _("没有结束：征集轮次由办公室发起和结束。请联系办公室。"), 409)
    if not form.is_valid():
        return _show(request, found, form, _("没有结束：请写明提前结束的原因，至少 4 个字。"), 422)
    try:
        rounds.close_round(found, by=request.user, **form.cleaned_data)
    except Refused as why:
        found.refresh_from_db()
        return _show(request, found, form, why.why, 409)
    messages.success(request, _("已结束：%s") % found)
    return redirect("web:suggestion:round", found.pk)


def _show(request, found, form, refused="", status=200):
    at, held = clock.now(), roles.roles_of(request.user)
    names = roles.role_names()
    rows = Paginator(round_stats.seen(found, request.user), SIZE).get_page(request.GET.get("page"))
    channels = dict(Suggestion._meta.get_field("channel").choices)
    shown = {
        "round": found, "state": found.state(at), "page": rows, "form": form, "refused": refused,
        "sums": round_stats.of(found, request.user), "keeps": rounds.keeps(request.user),
        "may_answer": found.state(at) == "open" and found.asks(held) and held & set(Suggestion.process.starters),
        "asked": [names.get(code, code) for code in found.audience],
        "channels": [channels.get(code, code) for code in found.channels],
    }  # fmt: skip
    return render(request, "suggestion/round.html", shown, status=status)
