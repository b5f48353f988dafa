"""发起事项: the catalogue of what this person may start, and the form that starts it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import select_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people import roles
from policy import rules as policy
from processes.suggestion.importing import runs
from web import ahead, cleaning, forms
from workflows import moves, registry
from workflows.errors import Refused
from workflows.models import new_uid


def _startable(user):
    held = roles.roles_of(user)
    if policy.ADMINS & held:
        return []
    kinds = (model.process for model in registry.KINDS.values())
    return sorted((process for process in kinds if held & set(process.starters)), key=lambda process: process.code)


@login_required
@require_safe
def catalogue(request):
    """What can be started, and by whom the rest is."""
    mine = _startable(request.user)
    others = sorted((m.process for m in registry.KINDS.values() if m.process not in mine), key=lambda p: p.code)
    shown = {"mine": mine, "others": others, "imports": runs.may_import(request.user)}
    return render(request, "web/start.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request, code):
    """The form of one process; sending it opens the case."""
    model = registry.KINDS.get(code)
    if model is None or model.process not in _startable(request.user):
        raise Http404
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    if model.begin_page:  # what is taken in there is sealed before there is a case
        return redirect(f"web:{model.begin_page}")
    form = forms.made(model.forms.get("open", forms.TitleForm), *data, case=None, by=request.user)
    refused, status = "", 200
    settled = cleaning.settle(request, form) if request.method == "POST" and form.is_valid() else None
    if settled:
        answers, originals = settled
        try:
            case = moves.open_case(code, by=request.user, key=_key(request), originals=originals, **answers)
        except Refused as why:
            refused, status = why.why, 409
        else:
            messages.success(request, _("已建立：%s") % case.title)
            return redirect("web:case", case.uid)
    elif request.method == "POST":
        said = _("还没有建立：有 %d 处要改，见下面的说明。") % len(form.errors)
        refused, status = said if form.errors else _("还没有建立：请先看文字的清理建议。"), 422
    shown = {"process": model.process, "form": form, "key": request.POST.get("key") or new_uid(), "refused": refused}
    shown["steps"] = ahead.before(code, request.user)
    shown["more_template"] = select_template([f"{model._meta.app_label}/begin.html", "web/nothing.html"])
    return render(request, "web/begin.html", shown, status=status)


def _key(request):
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None
