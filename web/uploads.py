"""Files on their way into a case, and the evidence they become: served under the policy, never run in our pages."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from policy import access_log
from policy.secrecy import GUARDED
from web import cases, ways, words
from web.refusal import conflict
from workflows import authorise, recusals
from workflows.acts import renewing
from workflows.errors import NotFound, Refused
from workflows.evidence import custody, hidden, kinds, places, reading, sealed, uploads, versions
from workflows.models import Evidence, Upload

FORMS = ("thumb", "shown", "original")


@login_required
@require_POST
def receive(request, uid):
    """Stage one file; the answer says what was received, so that the page can show it and the person can check it."""
    case = cases.find(request, uid)
    file = request.FILES.get("file")
    if file is None:
        why = _("没有收到文件。请重新选择后再传。")
        return _refused(why, 422 if uploads.allowed(case, request.user) else 409)
    where = {name: request.POST.get(name) for name in ("lat", "lon", "accuracy", "taken_at")}
    try:
        row = uploads.receive(case, request.user, file, client_id=request.POST.get("client_id", ""), where=where)
    except NotFound:
        raise Http404
    except Refused as refused:
        return _refused(refused.why, 422 if uploads.allowed(case, request.user) else 409)
    return JsonResponse(told(row, request.user), status=201)


def _refused(why, status):
    return JsonResponse({"why": why}, status=status)


def told(row, by):
    """What the page needs to know of a staged file."""
    at = {"uid": row.case.uid, "client": row.client_id}
    forms = FORMS if row.shown else FORMS[-1:]
    links = {form: reverse("web:upload", kwargs=at | {"form": form}) for form in forms}
    return {
        "client_id": str(row.client_id), "name": row.name, "size": row.size, "sha256": row.sha256, "kind": row.kind,
        "shown": links.get("shown", ""), "thumb": links.get("thumb", ""), "original": links["original"],
        "drop": reverse("web:upload_drop", kwargs=at), "place": places.words(row) if row.shown else "",
        "taken": words.moment(row.taken_at), "warnings": reading.warnings(row, by),
    }  # fmt: skip


@login_required
@require_POST
def drop(request, uid, client):
    """Forget a staged file; one that is not there or not theirs is already forgotten."""
    uploads.drop(cases.find(request, uid), request.user, client)
    return HttpResponse(status=204)


@login_required
@require_safe
def upload(request, uid, client, form):
    """A staged file, for its owner alone."""
    case = cases.find(request, uid)
    return _sent(get_object_or_404(Upload, case_id=case.pk, person=request.user, client_id=client), form)


@login_required
@require_safe
def evidence(request, uid, pk, form):
    """A piece of evidence: as pages show it, or the original as a download."""
    case = cases.find(request, uid, None if form == "thumb" else "evidence")
    row = get_object_or_404(Evidence, case_id=case.pk, pk=pk)
    if not case.shows(request.user, row.about):
        access_log.record(request.user, uid, "denied", path=request.path)
        raise Http404
    guarded = form != "thumb" and case.classification in GUARDED
    return _guarded(request, case, row, form) if guarded else _sent(row, form)


def _guarded(request, case, row, form):
    """A file of a case that is kept from most: hashed again first; what was hashed is what is sent."""
    try:
        opened = sealed.original(row)
    except sealed.Altered as altered:
        access_log.record(request.user, case.uid, "altered", path=request.path)
        return conflict(request, altered.why)
    return _sent(row, form, opened if form == "original" else None)


@login_required
@require_safe
def about(request, uid, pk):
    """A piece of evidence: its versions, what is hidden in it, in whose hands it was."""
    case = cases.find(request, uid, "evidence")
    row = get_object_or_404(Evidence.objects.select_related("case", "by"), case_id=case.pk, pk=pk)
    if not case.shows(request.user, row.about):
        access_log.record(request.user, uid, "denied", path=request.path)
        raise Http404
    said = {"case": case, "row": row, "versions": versions.of(row), "hands": custody.of(row)}
    said["way"] = _renewal(case, row, request.user) if said["versions"][-1].pk == row.pk else None
    try:
        with sealed.original(row) as file:
            said |= {"holds": True, "hidden": hidden.sentences(row.kind, file), "cleanable": sealed.cleanable(row)}
    except sealed.Altered as altered:
        access_log.record(request.user, case.uid, "altered", path=request.path)
        said |= {"why": altered.why}
    return render(request, "web/evidence.html", said)


def _renewal(case, row, user):
    """The way to hand in a newer version, for whoever may; drafts are kept per act, and this form is for one file."""
    name = renewing.NAME
    if renewing.why_not(case, user, row) or recusals.why_not(case, user) or authorise.refusal(user, name, case):
        return None
    way = ways.one(case, user, "act", name)
    ways.dress(way, ways.make(way, case, user, initial={"old": row.pk}), case)
    way.draft_url = ""
    return way


def _clean(row):
    """A copy of a document without who made it and on what."""
    try:
        data, media, extension = sealed.clean(row)
    except Refused:
        raise Http404
    answer = HttpResponse(data, content_type=media)
    name = f"{row.name.rpartition('.')[0] or row.name}-{_('副本')}.{extension}"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"], answer["Cache-Control"] = "nosniff", "private, no-cache"
    return answer


def _sent(row, form, opened=None):
    if form == "clean" and sealed.cleanable(row):
        return _clean(row)
    if form not in FORMS or form != "original" and not row.shown:
        raise Http404
    file, whole = getattr(row, "file" if form == "original" else form), form == "original"
    try:
        opened = opened or file.open("rb")
    except FileNotFoundError:
        raise Http404
    name = _named(row) if whole else f"{row.sha256[:12]}-{form}.jpg"
    answer = FileResponse(opened, as_attachment=whole, filename=name, content_type=row.kind if whole else "image/jpeg")
    answer["X-Content-Type-Options"], answer["Cache-Control"] = "nosniff", "private, no-cache"
    return answer


def _named(row):
    """The name under which an original is saved: the sender's, with the ending that its content has."""
    right, ending = kinds.ending(row.kind), kinds.extension_of(row.name)
    if not right or ending in right:
        return row.name
    return f"{row.name}.{right[0]}"
