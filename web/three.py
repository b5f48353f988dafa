"""管理变更 and 管理留痕: what two of the three administrators change together, and who watches whom (三员分立)."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.errors import NotDone
from people.models import User
from policy import access_log, three, trace, trails, two
from policy import rules as policy
from policy.doors import only
from policy.models import Change
from web.stepping import unproved
from web.three_forms import FORMS

PAST = 20
FIRST = gettext_lazy("没有办理：管理员须先启用第二重验证。请在这里启用。")


administrators = only(policy.is_admin)


@administrators
@require_safe
def changes(request):
    """What waits for a second hand, what may be proposed, and what became of earlier ones."""
    waiting = [(row, two.told(row), _may_confirm(row, request.user)) for row in two.waiting()]
    past = Change.objects.exclude(outcome="").select_related("by", "decided_by").order_by("-decided_at")[:PAST]
    shown = {
        "waiting": waiting, "past": [(row, two.told(row)) for row in past], "function": _label(request.user),
        "kinds": [(code, two.KINDS[code].label) for code in FORMS],
    }  # fmt: skip
    return render(request, "web/three/changes.html", shown)


def _may_confirm(row, user):
    return row.by_id != user.pk and three.function(row.by) != three.function(user)


def _label(user):
    return _LABELS[three.function(user)]()


_LABELS = {
    three.SYSTEM: lambda: _("系统管理员"), three.SECURITY: lambda: _("安全保密管理员"),
    three.AUDIT: lambda: _("安全审计管理员"),
}  # fmt: skip


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, code):
    """The form of one kind of change."""
    if code not in FORMS:
        raise Http404
    if blocked := unproved(request, FIRST):
        return blocked
    form, why, status = FORMS[code](request.POST or None), "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                two.propose(request.user, code, form.what(), why=form.cleaned_data["reason"])
                messages.success(request, _("已提出，等另一职责的管理员确认。"))
                return redirect("web:changes")
            except NotDone as refused:
                why = refused.why
    shown = {"form": form, "why": why, "label": two.KINDS[code].label}
    return render(request, "web/three/propose.html", shown, status=status)


@administrators
@require_POST
def decide(request, pk):
    """Confirm, decline or take back; confirming needs a sign-in of these minutes."""
    outcome = request.POST.get("outcome", "")
    if outcome == "confirmed" and (blocked := unproved(request, FIRST)):
        return blocked
    try:
        row = two.decide(request.user, pk, outcome, note=request.POST.get("note", ""))
        messages.success(request, row.get_outcome_display())
    except NotDone as refused:
        messages.error(request, refused.why)
    return redirect("web:changes")


_watching = only(three.watched)


@_watching
@require_safe
def trail(request):
    """What those did whom this administrator watches, newest first."""
    before = request.GET.get("before", "")
    page = trails.page(request.user, int(before) if before.isdigit() and len(before) < 12 else None)
    people = User.objects.in_bulk({line.event.actor_id for line in page.lines} | {e.person_id for e in page.looks})
    lines = [
        (line.event, _kind(line.event.kind), line.fields.get("why", ""), _about(line.fields)) for line in page.lines
    ]
    looks = [(one, people.get(one.person_id)) for one in page.looks]
    return render(request, "web/three/trail.html", {"lines": lines, "next": page.next, "looks": looks})


def _kind(code):
    return trace.KINDS.get(code, code)


def _about(fields):
    names = ("username", "name", "role", "unit", "of", "process", "day", "year", "entries")
    return "　".join(str(fields[name]) for name in names if isinstance(fields.get(name), str | int))


@_watching
@require_safe
def export(request):
    """The system chain as lines that can be verified elsewhere; the taking is noted."""
    access_log.record(request.user, None, "export", path=request.path)
    answer = StreamingHttpResponse((line + "\n" for line in trails.exported()), content_type="application/x-ndjson")
    answer["Content-Disposition"] = 'attachment; filename="system-chain.jsonl"'
    return answer
