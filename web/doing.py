"""What a person does in a case: each POST is one act through the one door."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from policy import access_log
from web import cases, cleaning, inbox, ways, words
from workflows import authorise, clock, drafts, moves
from workflows.errors import NotFound, Refused

OURS = frozenset({"noise", "personal", "csrfmiddlewaretoken", "key", "version", "item", "one", "at", "chosen"})
LONGEST = 60_000  # characters of one draft


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, uid, name):
    """Take a move."""
    return _do(request, uid, "move", name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, uid, name):
    """Work inside a stage."""
    return _do(request, uid, "act", name)


def _do(request, uid, kind, name):
    case = cases.find(request, uid)
    if request.method != "POST":
        return _alone(request, case, kind, name)
    way = ways.one(case, request.user, kind, name)
    ways.dress(way, ways.make(way, case, request.user, request.POST, request.FILES), case)
    if why := denied(request, case, way):
        return cases.show(request, case, refused=why, kept=_typed(way.form), status=409)
    if not way.form.is_valid():
        return _again(request, case, way, status=422)
    settled = cleaning.settle(request, way.form)
    if settled is None:
        return _again(request, case, way, refused=_("还没有办理：请先看文字的清理建议。"), status=422)
    try:
        receipt = through(request, case, kind, name, *settled)
    except NotFound:
        raise Http404
    except Refused as refused:
        return _again(request, cases.find(request, uid), way, refused=refused.why, field=refused.field)
    drafts.drop(case, request.user, name)
    return _onwards(request, case, way, receipt)


def denied(request, case, way):
    """Why this person may not take the step, whatever the form says; noted like a refusal at the door."""
    found = authorise.refusal(request.user, way.name, case)
    late = case.roles_for(way.name) is None and way.name != "sign"
    if not found or late and way.form.is_valid():  # the door says who was first
        return ""
    access_log.record(request.user, case.uid, found.note or "denied", found.why, way.name)
    return found.why


def _alone(request, case, kind, name):
    """The page of one long form; what cannot be done now is seen on the case's page."""
    found = ways.of(case, request.user, clock.now())
    way = next((way for way in found if way.url == request.path and way.long and not way.obstacle), None)
    if way and way.form is None:
        ways.dress(way, ways.make(way, case, request.user), case)
    return _page(request, case, way) if way else redirect("web:case", case.uid)


def _page(request, case, way, refused="", status=200):
    shown = {"case": case, "way": way, "refused": refused, "process": case.process}
    return render(request, "web/way_page.html", shown | cases.queue(request), status=status)


def through(request, case, kind, name, answers, originals):
    shared = {"by": request.user, "key": _key(request), "version": _number(request, "version"), "originals": originals}
    if kind == "move":
        return moves.move(case, name, reason=answers.pop("reason", ""), **shared, **answers)
    return moves.act(case, name, item=_number(request, "item"), **shared, **answers)


def _key(request):
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def _number(request, name):
    value = request.POST.get(name, "")
    return int(value) if value.isdigit() else None


def _again(request, case, way, refused="", field="", status=409):
    """The case page with what was typed, and the sentence where the person looks."""
    if refused and field in way.form.fields:
        way.form.add_error(field, refused)
    if not refused:
        refused = _("还没有办理：有 %d 处要改，见下面的说明。") % len(way.form.errors)
    if way.long and case.roles_for(way.name) is not None:
        return _page(request, case, way, refused, status)
    return cases.show(request, case, bound=way, refused=refused, kept=_typed(way.form), status=status)


def _typed(form):
    """(label, text) of what was typed, for a page on which the form is gone."""
    found = ((field.label, _told(field)) for field in form)
    return [(label, text) for label, text in found if text.strip()]


def _told(field):
    """A choice in the words that stood beside it, a text as it was typed; a file is not told."""
    given, choices = field.value(), getattr(field.field, "choices", None)
    if choices is None:
        return given if isinstance(given, str) else ""
    given = [str(one) for one in given] if isinstance(given, (list, tuple)) else [str(given)]
    return _("、").join(str(label) for value, label in flatten_choices(choices) if str(value) in given and value != "")


def _onwards(request, case, way, receipt):
    stage = case.rules.label(receipt.stage) if receipt.stage in case.rules.stages else ""
    said = receipt.said or _("%(number)s %(act)s：已办理") % {"number": case.number or case.title, "act": way.label}
    if not receipt.said and stage and receipt.stage != case.stage:
        said += _("，进入“%s”") % _(stage)
    messages.success(request, said)
    chosen = [int(item) for item in request.POST.getlist("chosen") if item.isdigit()]
    if request.POST.get("one"):
        return redirect(inbox.next_item(request.user, chosen=chosen, past=request.POST.get("at", "")) or "web:inbox")
    seen = cases.policy.may_see(request.user, case)
    return redirect("web:case", case.uid) if seen else redirect("web:inbox")


@login_required
@require_POST
def draft(request, uid, name):
    """Keep what is typed; a draft is not an act: overwritten, in no history."""
    case = cases.find(request, uid, None)
    data = {key: values for key, values in request.POST.lists() if key not in OURS}
    known = name == "sign" or case.roles_for(name)
    if case.is_closed or not known or authorise.refusal(request.user, name, case):
        return HttpResponse(status=409)
    if sum(len(v) for values in data.values() for v in values) > LONGEST:
        return HttpResponse(status=409)
    if not drafts.keeps(case, request.user, name):
        return HttpResponse(status=409)
    drafts.save(case, request.user, name[:40], data)
    return HttpResponse(words.moment(clock.now()), content_type="text/plain; charset=utf-8")
