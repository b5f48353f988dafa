"""与我有关的事项: what was served on whom a case is about, their clock and rights, what they say and what was answered.

Nothing of the case but that is read here: neither its title nor its stage, nor who else has to do with it.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from policy import access_log, looking
from policy import rooms as policy
from web import asked, cleaning, doing, room_papers, room_ways
from workflows import authorise, registry
from workflows.defence import readers
from workflows.errors import NotFound, Refused
from workflows.models import Case, Service


@dataclass(frozen=True)
class Matter:
    """One line of the list."""

    uid: object
    number: str
    label: str
    served_at: object
    unread: int
    standing: object  # readers.Standing or None


def find(request, uid):
    """The case as its process's model, or 404: what was never served on this person does not exist."""
    case = policy.of(request.user).filter(uid=uid).first()
    if case:
        own = registry.kind(case.kind).objects.get(pk=case.pk)
        looking.noted(request, own, "read")
        return own
    if Case.objects.filter(uid=uid).exists():
        access_log.record(request.user, uid, "denied", path=request.path)
    raise Http404


@never_cache
@login_required
@require_safe
def listing(request):
    """Every matter in which something was served on me: what waits to be received first, then the last first."""
    rows = sorted(map(_matter(request.user), policy.of(request.user)), key=lambda one: one.served_at, reverse=True)
    rows.sort(key=lambda one: not one.unread)
    return render(request, "web/room/list.html", {"rows": rows})


def _matter(user):
    def of(case):
        services = list(Service.objects.filter(case=case.pk, person=user).order_by("served_at"))
        return Matter(
            case.uid, case.number or "", label(case), services[-1].served_at,
            sum(row.read_at is None for row in services), readers.of(case, user),
        )  # fmt: skip

    return of


def label(case):
    """What the matter is called for whom it is about: the name of the process, never the title of the case."""
    return _(asked.process(case.kind).label)


@never_cache
@login_required
@require_safe
def page(request, uid):
    """One matter."""
    return show(request, find(request, uid))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def do(request, uid, kind, name):
    """What they do: through the one door, with the words of the room."""
    case = find(request, uid)
    if request.method != "POST":
        return redirect("web:room", uid)
    way = room_ways.one(case, request.user, kind, name)
    if why := _denied(request, case, name, way):
        return show(request, case, refused=why, status=409)
    room_ways.dress(way, room_ways.make(way, case, request.user, request.POST, request.FILES))
    if not way.form.is_valid():
        said = _("还没有提交：有 %d 处要改，见下面的说明。") % len(way.form.errors)
        return show(request, case, bound=way, refused=said, status=422)
    settled = cleaning.settle(request, way.form)
    if settled is None:
        return show(request, case, bound=way, refused=_("还没有提交：请先看文字的清理建议。"), status=422)
    try:
        doing.through(request, case, kind, name, *settled)
    except NotFound:
        raise Http404
    except Refused as refused:
        if refused.field in way.form.fields:
            way.form.add_error(refused.field, refused.why)
        return show(request, find(request, uid), bound=way, refused=refused.why, status=409)
    if name == "acknowledge":
        return _received(request, case, way.form.cleaned_data["service"])
    messages.success(request, _("%s：已提交，已记录在案。") % way.label)
    return redirect("web:room", uid)


def _received(request, case, service):
    """On to the paper that was just received, if it can be read here."""
    messages.success(request, _("已签收，期限从次日起算。"))
    one = next((one for one in room_papers.of(case, request.user) if one.row.pk == service and one.issue), None)
    return redirect("web:room_paper", case.uid, service) if one else redirect("web:room", case.uid)


def _denied(request, case, name, way):
    """Why it is not theirs to do now; 404 where it never is."""
    try:
        authorise.demand(request.user, name, case)
    except NotFound:
        access_log.record(request.user, case.uid, "denied", path=request.path)
        raise Http404
    except Refused as refused:
        return refused.why
    return way.obstacle


def show(request, case, bound=None, refused="", status=200):
    """Render the matter; `bound` is a way whose form holds what was typed and not taken."""
    person, found = request.user, room_ways.of(case, request.user)
    for way in found:
        if bound and (way.kind, way.name) == (bound.kind, bound.name):
            way.form = bound.form
    points = readers.points(case, person)
    context = {
        "case": case, "label": label(case), "ways": found, "open": bound.name if bound else "", "refused": refused,
        "papers": room_papers.of(case, person), "standing": readers.of(case, person), "points": points,
        "unanswered": sum(not one.answer for one in points), "evidence": room_papers.evidence(case, person),
        "clarifications": readers.clarifications(case, person), "told": case.told_in_room(person),
        "rights": room_ways.rights(case, person),
        "terms": room_ways.terms(case, found),
    }  # fmt: skip
    return render(request, "web/room/page.html", context, status=status)
