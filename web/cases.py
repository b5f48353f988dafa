"""The page of one case, its full history, its papers. Reads only."""

from functools import cache
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.template.loader import select_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger import verify
from people import roles
from policy import access_log, looking, rooms
from policy import rules as policy
from retention import stones
from web import asked, changed, coming, marks, opinions, reasons, rows, urges, ways
from workflows import clock, diagram, papers, registry, why
from workflows import history as read_history
from workflows.acts import roster
from workflows.defence import readers
from workflows.models import Case, Link
from workflows.models.case import KEEPERS
from workflows.models.work import BESIDE
from workflows.papers import kinds

RECENT = 5


def find(request, uid, what="read"):
    """The case as its process's model, or 404: unknown and forbidden sound the same; only the log tells them apart.

    That a secret case is read is noted here, also for the page of a refusal; `what` is None for what shows nothing new.
    """
    case = policy.visible(request.user).filter(uid=uid).first()
    if case:
        if what:
            looking.noted(request, case, what)
        return _remembering(_own(case))
    if Case.objects.filter(uid=uid).exists():
        access_log.record(request.user, uid, "denied", path=request.path)
    raise Http404


def _own(case):
    """The case as its process's model, with the people and the unit that it names, in one look."""
    model = registry.kind(case.kind)
    return model.objects.select_related(*_named(model)).get(pk=case.pk)


@cache
def _named(model):
    return [field.name for field in model._meta.fields if field.many_to_one]


def _remembering(case):
    """Ask once per page who plays a role: a page asks it for every move and act. The door reads a case of its own."""
    case.players, case.barred = cache(case.players), cache(case.barred)
    return case


@login_required
@require_safe
def page(request, uid):
    """What is asked of me, by when and why, what happens next, on what grounds."""
    case = find(request, uid)
    return show(request, case)


def show(request, case, bound=None, refused="", kept=(), status=200):
    """Render a case; `bound` is a way whose form holds what was typed and not taken."""
    at = clock.now()
    found = ways.of(case, request.user, at)
    if bound:
        same = next((way for way in found if way.kind == bound.kind and way.name == bound.name), None)
        if same:
            ways.dress(same, bound.form, case)
            same.desk = False
            # Where the form itself is not shown again, what was typed is shown to be copied.
            kept = kept if same.obstacle or same.page or same.long else ()
    context = _facts(case, at) | _surroundings(request, case) | {
        "ways": found, "asked": [way for way in found if way.duty and not (way.desk or way.beside)],
        "more": [way for way in found if not (way.duty or way.desk or way.beside)],
        "beside": [way for way in found if way.beside], "desk": [way for way in found if way.desk],
        "now": at,
        "open": bound.name if bound else _opened(found), "refused": refused, "kept": kept,
        "urged": urges.said(case, request.user, at), "ahead": coming.line(case, at), "others": coming.others(case, at),
    }  # fmt: skip
    context |= _to_answer(context["points"], found)
    context["knows"] = bool(roles.roles_of(request.user) & {*KEEPERS, *policy.AUDITORS})
    seen = marks.last(request.user, case)
    context["stone"] = stones.of(case)
    context |= queue(request) | {"seen": seen, "fresh": marks.fresh(seen, context["lines"])}
    return render(request, "web/case.html", context, status=status)


def queue(request):
    """Where the person is when going through items one by one."""
    given, chosen = (request.POST, "chosen") if request.method == "POST" else (request.GET, "item")
    return {"one": given.get("one"), "at": given.get("at"), "chosen": given.getlist(chosen)}


def _opened(found):
    """The one way that lies open: the only one, or a signing. A choice between moves starts with none."""
    ready = [way for way in found if way.duty and not way.obstacle and not way.desk]
    return ready[0].name if len(ready) == 1 or (ready and ready[0].name in ("sign", "ballot")) else ""


def _facts(case, at):
    colour, light = rows.lights.of(case, at)
    process = asked.process(case.kind)
    own = f"{case._meta.app_label}/facts.html"
    return {
        "case": case, "process": process, "colour": colour, "light": light, "reason": reasons.of(case),
        "stage": _(case.rules.label(case.stage)), "definition": case.definition,
        "until": rows.until(case.due, case.provisional),
        "facts": case.summary(), "facts_template": select_template([own, "web/facts.html"]),
        "more_template": select_template([f"{case._meta.app_label}/more.html", "web/nothing.html"]),
    }  # fmt: skip


def _surroundings(request, case):
    lines = read_history.of(case)
    mine = read_history.readable(case, lines, request.user)
    told, part = opinions.lines(case, mine, request.user), case.in_part(request.user)
    return {
        "opinions": opinions.of(case, mine), "lines": told[-RECENT:][::-1], "events": len(told),
        "changed": changed.of(case, mine, request.user), "walked": opinions.walked(case, lines),
        "links": _links(request.user, case),
        "papers": [] if part else [one for one in kinds.attached(case) if not one.kind.startswith("sheet:")],
        "sheets": [] if case.title == stones.TITLE else papers.listing(case, request.user),
        "points": [] if part else _heard(case),
        "sittings": roster.sittings(case), "whys": _whys(request.user, case),
        "waiting": [item for item in _waiting(case) if not part or item.owner_id == request.user.pk],
        "diagram": diagram.of(case.rules, case.stage, opinions.visits(case, lines)),
    }  # fmt: skip


def _heard(case):
    """What whom the case is about said for themselves, point by point: whoever decides reads it beside the facts."""
    points = readers.points(case) if rooms.CONFINED.get(case.kind) else []
    for one in points:
        one.key = uuid4()  # each has a form of its own
    return points


def _to_answer(points, found):
    """Which points are open, and the way by which this person answers them, if it lies open."""
    waiting = [one.n for one in points if not one.answer]
    way = next((way for way in found if way.name == "answer_defence" and not way.obstacle), None)
    return {"unanswered": len(waiting), "first_open": min(waiting, default=0), "answering": waiting and way}


def _whys(user, case):
    """Why each open item of this stage reached the reader, or whom they act for."""
    here = (item for item in ways.assigned(case) if item.stage == case.stage)
    return list(dict.fromkeys(filter(None, (why.sentence(item, user) for item in here))))


def _waiting(case):
    """Who still has work in this stage."""
    return [item for item in ways.assigned(case) if item.kind not in BESIDE]


def _links(user, case):
    """Linked cases the reader may see, and links to what is not built yet."""
    both = Link.objects.filter(source=case) | Link.objects.filter(target=case)
    links = list(both.select_related("source", "target").order_by("pk"))
    ids = {pk for link in links for pk in (link.source_id, link.target_id) if pk and pk != case.pk}
    seen = {c.pk: c for c in policy.visible(user).filter(pk__in=ids)} if ids else {}
    found = []
    for link in links:
        other = seen.get(link.target_id if link.source_id == case.pk else link.source_id)
        if other or not link.target_id:
            found.append({"case": other, "process": asked.process(other.kind) if other else None, "link": link})
    return found


@login_required
@require_safe
def history(request, uid):
    """留痕: everything, newest first."""
    case = find(request, uid, "history")
    mine = read_history.readable(case, read_history.of(case), request.user)
    told = opinions.lines(case, mine, request.user)
    shown = {"case": case, "process": asked.process(case.kind), "lines": told[::-1], "verdict": verify.verify(case.uid)}
    shown["seen"] = marks.last(request.user, case)
    return render(request, "web/history.html", shown)


@login_required
@require_safe
def paper(request, uid, pk):
    """A file of a case, always as a download: nothing that was uploaded runs in our pages."""
    case = find(request, uid, "paper")
    if case.in_part(request.user):
        raise Http404
    found = get_object_or_404(case.papers, pk=pk)
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)
