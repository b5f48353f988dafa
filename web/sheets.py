"""Official papers of a case: read as pages, as PDF, as .docx. Reads only; drawn up when asked, or as issued."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policy import looking
from web import asked, cases
from workflows import papers
from workflows.papers import issues, issuing, typeset, word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_safe
def page(request, uid, name):
    """The paper as it will be printed, page by page, with every issue of it."""
    sheet = _sheet(request, uid, name)
    shown = {
        "case": sheet.case, "kind": sheet.kind, "name": name, "process": asked.process(sheet.case.kind),
        "label": _(sheet.kind.label), "issues": issues.told(sheet.found)[::-1], "issue": sheet.no,
        "last": sheet.found[-1][0] if sheet.found else None,
        "keep": f"?issue={sheet.no}" if request.GET.get("issue") else "",
        "pages": range(1, len(typeset.pages(*sheet.drawn)) + 1),
    }  # fmt: skip
    return render(request, "web/sheets/page.html", shown)


@login_required
@require_safe
def picture(request, uid, name, number):
    """One page of the paper as an image."""
    drawn = typeset.pages(*_sheet(request, uid, name).drawn)
    if not 1 <= number <= len(drawn):
        raise Http404
    return HttpResponse(drawn[number - 1], content_type="image/svg+xml")


@login_required
@require_safe
def pdf(request, uid, name):
    """The paper as PDF."""
    sheet = _sheet(request, uid, name)
    return _file(typeset.pdf(*sheet.drawn), "application/pdf", sheet, "pdf")


@login_required
@require_safe
def docx(request, uid, name):
    """The paper as a file to go on editing, where its kind has one."""
    sheet = _sheet(request, uid, name)
    if not sheet.kind.docx:
        raise Http404
    return _file(word.docx(*sheet.drawn), WORD, sheet, "docx")


@dataclass(frozen=True)
class Sheet:
    """A paper that was asked for: which issue of it, and what is printed."""

    case: object
    kind: object
    no: int | None  # None: a preview, nothing was issued
    drawn: tuple  # (data, pictures, marks)
    found: list  # (no, row) of the issues that this reader may open


def _sheet(request, uid, name):
    """The paper that is asked for; 404 for who may not see it and for what does not exist."""
    case = cases.find(request, uid)
    kind = next((k for k in papers.offered(case, request.user) if k.name == name), None)
    if kind is None:
        raise Http404
    looking.noted(request, case, "paper")
    found = issues.of(case, kind, request.user)
    no, row = _chosen(found, request.GET.get("issue", ""))
    part = kind.part(case, request.user) if kind.part else ""
    data, pictures = issuing.read(row) if row else issuing.draw_up(case, kind.key, part)
    return Sheet(case, kind, no, (data, pictures, _marks(row)), found)


def _chosen(found, asked_for):
    """The issue that the address asks for, the last one if it asks for none; 404 if there is no such issue."""
    if not asked_for:
        return found[-1] if found else (None, None)
    chosen = next((one for one in found if str(one[0]) == asked_for), None)
    if chosen is None:
        raise Http404
    return chosen


def _marks(kept):
    marks = ["演示数据，不具效力"] if settings.DEMO else []
    return marks if kept else [*marks, "预览，未印发"]


def _file(content, kind_of_file, sheet, ending):
    nth = f"（第{sheet.no}次印发）" if sheet.found and sheet.no != sheet.found[-1][0] else ""
    name = quote(f"{sheet.kind.label}{sheet.case.number or ''}{nth}.{ending}")
    answer = HttpResponse(content, content_type=kind_of_file)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
