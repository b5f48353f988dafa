"""Official papers of a case: read as pages, as PDF, as .docx. Reads only; drawn up when asked, or as issued."""

from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policy import access_log
from web import asked, cases
from workflows import papers
from workflows.papers import issuing, typeset, word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_safe
def page(request, uid, name):
    """The paper as it will be printed, page by page."""
    case, kind, drawn = _drawn(request, uid, name)
    shown = {"case": case, "kind": kind, "name": name, "process": asked.process(case.kind), "label": _(kind.label)}
    return render(request, "web/sheets/page.html", shown | {"pages": range(1, len(typeset.pages(*drawn)) + 1)})


@login_required
@require_safe
def picture(request, uid, name, number):
    """One page of the paper as an image."""
    drawn = typeset.pages(*_drawn(request, uid, name)[2])
    if not 1 <= number <= len(drawn):
        raise Http404
    return HttpResponse(drawn[number - 1], content_type="image/svg+xml")


@login_required
@require_safe
def pdf(request, uid, name):
    """The paper as PDF."""
    case, kind, drawn = _drawn(request, uid, name)
    return _file(typeset.pdf(*drawn), "application/pdf", kind, case, "pdf")


@login_required
@require_safe
def docx(request, uid, name):
    """The paper as a file to go on editing, where its kind has one."""
    case, kind, drawn = _drawn(request, uid, name)
    if not kind.docx:
        raise Http404
    return _file(word.docx(*drawn), WORD, kind, case, "docx")


def _drawn(request, uid, name):
    """(case, kind, (data, pictures, marks)); 404 for who may not see it and for what does not exist."""
    case = cases.find(request, uid)
    kind = next((k for k in papers.offered(case, request.user) if k.name == name), None)
    if kind is None:
        raise Http404
    if case.classification in cases.GUARDED:
        access_log.record(request.user, uid, "paper", path=request.path)
    part = kind.part(case, request.user) if kind.part else ""
    kept = papers.issued(case, kind.key, part)
    data, pictures = kept[:2] if kept else issuing.draw_up(case, kind.key, part)
    return case, kind, (data, pictures, _marks(kept))


def _marks(kept):
    marks = ["演示数据，不具效力"] if settings.DEMO else []
    return marks if kept else [*marks, "预览，未印发"]


def _file(content, kind_of_file, kind, case, ending):
    name = quote(f"{kind.label}{case.number or ''}.{ending}")
    answer = HttpResponse(content, content_type=kind_of_file)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
