"""Papers that were served on somebody, as they were issued then, and evidence that was released to them."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from policy import looking
from workflows.defence import readers
from workflows.errors import Refused
from workflows.evidence import sealed
from workflows.models import Released, Service
from workflows.papers import issuing, typeset
from workflows.papers.kinds import PAPERS


@dataclass(frozen=True)
class Served:
    """One service: what it is called, and the issue of that moment if it can be read here."""

    row: object
    label: str
    issue: object  # workflows.models.Paper or None


def of(case, person):
    """What was served on them, the last first."""
    rows = Service.objects.filter(case=case.pk, person=person).order_by("-served_at", "-pk")
    return [_served(case, person, row) for row in rows]


def _served(case, person, row):
    kind = PAPERS.get(f"{case.kind}.{row.paper}") or PAPERS.get(row.paper)
    if kind is None:
        return Served(row, _(row.paper), None)
    part = kind.part(case, person) if kind.part else ""
    return Served(row, _(kind.label), issuing.rows(case, kind.key, part).filter(at__lte=row.served_at).last())


@never_cache
@login_required
@require_safe
def page(request, uid, pk):
    """The paper, page by page."""
    case, served = _asked(request, uid, pk)
    if served is None:
        return redirect("web:room", uid)
    pages = range(1, len(typeset.pages(*_drawn(served))) + 1)
    return render(request, "web/room/paper.html", {"case": case, "served": served, "pages": pages})


@never_cache
@login_required
@require_safe
def picture(request, uid, pk, number):
    """One page of it as an image."""
    served = _asked(request, uid, pk)[1]
    drawn = typeset.pages(*_drawn(served)) if served else []
    if not 1 <= number <= len(drawn):
        raise Http404
    return HttpResponse(drawn[number - 1], content_type="image/svg+xml")


@never_cache
@login_required
@require_safe
def pdf(request, uid, pk):
    """It as PDF."""
    case, served = _asked(request, uid, pk)
    if served is None:
        raise Http404
    return _attached(typeset.pdf(*_drawn(served)), "application/pdf", f"{served.label}{case.number or ''}.pdf")


def _asked(request, uid, pk):
    """(case, Served) of a paper served on the reader; None in its place while they have not received it."""
    from web import rooms  # it lists what stands here

    case = rooms.find(request, uid)
    row = get_object_or_404(Service, case=case.pk, person=request.user, pk=pk)
    served = _served(case, request.user, row)
    if served.issue is None:
        raise Http404
    return case, served if row.read_at else None


def _drawn(served):
    data, pictures = issuing.read(served.issue)
    return data, pictures, ["演示数据，不具效力"] if settings.DEMO else []


def evidence(case, person):
    """(n, Released, how it is read) of the evidence released to them, counted anew: its own name may tell too much."""
    return [(n, row, _way(row.evidence)) for n, row in enumerate(readers.released(case, person), start=1)]


def _way(row):
    return "shown" if row.shown else "clean" if sealed.cleanable(row) else ""


@never_cache
@login_required
@require_safe
def proof(request, uid, pk):
    """Released evidence: never the original, which tells who made it, where and with what."""
    from web import rooms  # it lists what stands here

    case = rooms.find(request, uid)
    released = get_object_or_404(Released.objects.select_related("evidence"), case=case.pk, person=request.user, pk=pk)
    looking.noted(request, case, "evidence")
    row, way = released.evidence, _way(released.evidence)
    if way == "shown":
        with row.shown.open("rb") as file:
            return _attached(file.read(), "image/jpeg", f"{_('证据')}{pk}.jpg", inline=True)
    try:
        data, media, extension = sealed.clean(row)
    except Refused:
        raise Http404 from None
    return _attached(data, media, f"{_('证据')}{pk}.{extension}")


def _attached(content, media, name, inline=False):
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"], answer["Cache-Control"] = "nosniff", "private, no-store"
    return answer
