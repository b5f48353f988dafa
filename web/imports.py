"""导入建议: upload a file, look at what it says, let the background take it in."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from processes.suggestion import importing
from processes.suggestion.importing import columns, reading, runs
from processes.suggestion.staging import ImportRow, ImportRun
from workflows.errors import Refused

NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "gb18030": "GB18030"}  # of encodings, as people know them
SIZE, FORM = 50, 64 * 1024  # rows on a page; what a form weighs beside its file
POLLING_ENDS = 286  # htmx stops asking


def office(view):
    """Only who may import finds these pages."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not runs.may_import(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)


@csrf_exempt  # checked in `_index`: the token stands in the body, and a body too large is not read at all
def index(request):
    """The page; a file above the limit is refused before it is read."""
    try:
        reading.too_large(int(request.META.get("CONTENT_LENGTH") or 0) - FORM)
    except (Refused, ValueError) as why:
        return _large(request, str(why))
    return _index(request)


@office
def _large(request, why):
    # The body is left unread, so the connection cannot carry another request.
    answer = _page(request, why, status=413)
    answer["Connection"] = "close"
    return answer


@csrf_protect
@office
@require_http_methods(["GET", "HEAD", "POST"])
def _index(request):
    if request.method != "POST":
        return _page(request)
    file = request.FILES.get("file")
    if file is None:
        return _page(request, _("没有导入：还没有选择文件。"), status=422)
    try:
        found = importing.stage(file.name, file.read(), by=request.user)
    except Refused as refused:
        return _page(request, refused.why, status=409)
    return redirect("web:import_run", found.uid)


def _page(request, refused="", status=200):
    shown = {"runs": ImportRun.objects.select_related("by")[:20], "refused": refused, "columns": columns.COLUMNS}
    return render(request, "web/imports/index.html", shown, status=status)


@office
@require_safe
def run(request, uid):
    """One file: what it says row by row, how far it is, what became of it."""
    return _show(request, get_object_or_404(ImportRun, uid=uid))


def _show(request, found, refused="", status=200):
    rows = found.rows.all()
    only = request.GET.get("only", "")
    if only in ImportRow.State.values:
        rows = rows.filter(state=only)
    page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    for row in page:
        row.said = [(columns.label(code), why) for code, why in row.errors]
    shown = _state(found) | {"page": page, "only": only, "refused": refused}
    return render(request, "web/imports/run.html", shown, status=status)


def _state(found):
    encoding = NAMES.get(found.encoding, "")
    return {"run": found, "encoding": encoding, "counts": runs.counts(found), "progress": importing.progress(found)}


@office
@require_POST
def start(request, uid):
    """Let it in."""
    found = get_object_or_404(ImportRun, uid=uid)
    try:
        importing.queue(found, by=request.user, leave_out=bool(request.POST.get("leave_out")))
    except Refused as refused:
        return _show(request, found, refused.why, status=409)
    return redirect("web:import_run", uid)


@office
@require_POST
def stop(request, uid):
    """Stop after the chunk that is being written, and say how many are in."""
    done = importing.cancel(get_object_or_404(ImportRun, uid=uid))
    messages.success(request, _("已停止：已导入 %d 条，其余没有导入。可以随时继续。") % done)
    return redirect("web:import_run", uid)


@office
@require_POST
def discard(request, uid):
    """Forget a file of which nothing was taken in."""
    found = get_object_or_404(ImportRun, uid=uid)
    if not runs.discard(found):
        return _show(request, found, _("没有删除：这个文件已有内容导入，记录要保留。"), status=409)
    messages.success(request, _("已删除：%s") % found.name)
    return redirect("web:imports")


@office
@require_safe
def progress(request, uid):
    """The bar, asked for every second while the run is active; then the page is shown anew."""
    found = get_object_or_404(ImportRun, uid=uid)
    if found.active:
        return render(request, "web/imports/progress.html", _state(found))
    answer = HttpResponse(status=POLLING_ENDS)
    answer["HX-Refresh"] = "true"
    return answer
