"""规则管理: what each process's rules are, changed by two administrators; its versions, compared and tried on cases."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from web import rule_roles
from web.rule_words import told
from web.ruleset_rows import Row, posted
from web.undelivered import administrators
from workflows import bpmn, definitions, registry, rulesets, ruling, versions
from workflows.errors import Refused
from workflows.models import RuleChange

SHOWN = 200  # open cases of a trial on one page


@administrators
@require_safe
def overview(request):
    """Every process with its version of today and what waits to be confirmed."""
    waiting = {row.process: row for row in RuleChange.objects.filter(outcome="").select_related("by")}
    rows = [
        (model.process, len(versions.of(code)), waiting.get(code)) for code, model in sorted(registry.KINDS.items())
    ]
    return render(request, "web/rules/overview.html", {"rows": rows})


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request, code):
    """The rules of one process; a post proposes other values for some of them."""
    stated, why, field, status = rulesets.ruled(_stated(code)), "", "", 200
    if request.method == "POST":
        try:
            values = posted(stated, request.POST)
            ruling.propose(code, values, by=request.user, reason=request.POST.get("reason", ""),
                           effective=_day(request.POST.get("effective", "")))  # fmt: skip
            messages.success(request, _("已提出，等另一名管理员确认。"))
            return redirect("web:ruleset", code)
        except Refused as refusal:
            why, field, status = refusal.why, getattr(refusal, "field", ""), 422
    known = rule_roles.names(stated)
    rows = [Row.of(slot, request.POST if why else None, field, known) for slot in rulesets.slots(stated)]
    found = {
        "process": stated.process, "rows": rows, "why": why, "typed": request.POST if why else {},
        "waiting": _waiting(code, stated), "mine": _mine(code, request.user), "past": _past(code),
        "roles": sorted(known),
    }  # fmt: skip
    return render(request, "web/rules/one.html", found, status=status)


def _stated(code):
    if code not in registry.KINDS:
        raise Http404
    return registry.current(code)


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _waiting(code, stated):
    """The change that waits, with what it would change in words."""
    row = RuleChange.objects.filter(process=code, outcome="").select_related("by", "target").first()
    if row is None:
        return None
    found = versions.compare(stated, rulesets.applied(stated, row.values)) if row.values else []
    return {"row": row, "differences": [told(one) for one in found]}


def _mine(code, user):
    return RuleChange.objects.filter(process=code, outcome="", by=user).exists()


def _past(code):
    rows = RuleChange.objects.filter(process=code).exclude(outcome="").select_related("by", "decided_by", "target")
    return list(rows.order_by("-decided_at")[:20])


@administrators
@require_POST
def decide(request, pk):
    """Confirm, decline or take back what was proposed."""
    row = get_object_or_404(RuleChange, pk=pk)
    try:
        ruling.decide(pk, request.POST.get("outcome", ""), by=request.user, note=request.POST.get("note", ""))
        messages.success(request, _("已记录。"))
    except Refused as refusal:
        messages.error(request, refusal.why)
    return redirect("web:ruleset_versions" if row.target_id else "web:ruleset", row.process)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def history(request, code):
    """The versions of one process: compared two by two, tried on open cases, and cases brought to one of them."""
    _stated(code)
    rows, why, status = versions.of(code), "", 200
    if request.method == "POST":
        try:
            ruling.propose_migration(code, _number(request.POST.get("to")), by=request.user,
                                     reason=request.POST.get("reason", ""),
                                     effective=_day(request.POST.get("effective", "")))  # fmt: skip
            messages.success(request, _("已提出，等另一名管理员确认。"))
            return redirect("web:ruleset_versions", code)
        except Refused as refusal:
            why, status = refusal.why, 422
    known = {row.pk: row for row, _count in rows}
    to = known.get(_number(request.POST.get("to") or request.GET.get("to")))
    older = known.get(_number(request.GET.get("from")))
    page = Paginator(versions.affected(code, to.pk), SHOWN).get_page(request.GET.get("page")) if to else None
    found = {
        "process": registry.kind(code).process, "rows": rows, "why": why, "to": to, "older": older, "page": page,
        "typed": request.POST, "differences": _differences(older, to), "trials": _trials(to, page),
        "done": [one for one in _past(code) if one.result],
        "waiting": _waiting(code, registry.current(code)), "mine": _mine(code, request.user),
    }  # fmt: skip
    return render(request, "web/rules/versions.html", found, status=status)


def _number(text):
    return int(text) if text and text.isdigit() and len(text) < 12 else 0


def _differences(older, to):
    return [told(found) for found in versions.compare(older.rules, to.rules)] if older and to else None


def _trials(to, page):
    if to is None:
        return None
    return [(found, definitions.rules_of(to.pk).told(found.stage)) for found in versions.try_on(to.pk, page)]


@administrators
@require_safe
def drawing(request, code):
    """The process as a BPMN file."""
    answer = HttpResponse(bpmn.export(rulesets.ruled(_stated(code))), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{code}.bpmn"'
    return answer
