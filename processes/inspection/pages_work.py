"""Forms of the field: a visit, a finding, somebody spoken to, a good practice. Each POST is one act."""

import hashlib
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from processes.inspection import covering, proofs
from processes.inspection import pages_common as common
from processes.inspection import pages_drafts as drafts
from processes.inspection import pages_forms as forms
from processes.inspection.choices import Answer
from processes.inspection.rows import Interviewee
from workflows import evidence
from workflows.wording import ACTS

CHANGED = gettext_lazy(
    "还没有保存：你打开这一页以后，别人改过这一条。下面先是现在的内容，再是你写的；核对后再保存一次。"
)


@dataclass(frozen=True)
class Kind:
    """One kind of row that is written in the field."""

    name: str
    act: str
    letter: str  # of its drafts
    label: object
    fields: tuple  # of the row, as the form shows them

    def rows(self, case):
        if self.name == "person":
            return Interviewee.objects.filter(visit__case=case)
        return getattr(case, {"visit": "visits", "finding": "findings", "practice": "practices"}[self.name])


KINDS = {
    kind.name: kind
    for kind in (
        Kind("visit", "add_visit", "v", gettext_lazy("走访记录"), ("place", "method", "notes")),
        Kind("finding", "save_finding", "f", gettext_lazy("问题"),
             ("severity", "clause", "fact", "systemic", "duty_basis")),
        Kind("person", "record_person", "p", gettext_lazy("谈话对象"), ()),
        Kind("practice", "save_practice", "g", gettext_lazy("好做法"), ("text",)),
    )
}  # fmt: skip


@login_required
@require_safe
def new(request, uid, kind):
    """A fresh form has an address of its own from the start: a reload, or another device, finds its draft there."""
    case = common.find(request, uid)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(resolve_url("web:inspection:row", case.uid, kind, uuid4()) + query)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, uid, kind, ref):
    """The form of one row, found by its number or by the id that its page made."""
    case, what = common.find(request, uid), KINDS.get(kind) or _unknown()
    row = _row(case, what, ref)
    if not common.may(request, case, what.act):
        return _read(request, case, what, row)
    return (_taken if request.method == "POST" else _shown)(request, case, what, row, ref)


def _unknown():
    raise Http404


def _row(case, kind, ref):
    rows = kind.rows(case)
    if ref.isdigit():
        return rows.filter(no=int(ref)).first() or _unknown()
    known = any(field.name == "client_id" for field in rows.model._meta.fields)
    return rows.filter(client_id=ref).first() if known else None


def _read(request, case, kind, row):
    """Who may not write reads the row on the desk; what is not there cannot be written now."""
    if row is None or request.method == "POST":
        return common.conflict(request, case, common.why_not(request, case, kind.act))
    return common.to_desk(case, f"{kind.name}-{row.no}")


def _shown(request, case, kind, row, ref):
    name = drafts.code(kind.letter, ref)
    draft = drafts.load(case, request.user, name)
    start = drafts.initial(draft) if draft else _start(request, case, kind, row)
    form = forms.made(forms.FORMS[kind.name], case=case, by=request.user, initial=start)
    return page(request, case, kind, row, ref, form, draft=draft, beside=drafts.beside(case, request.user, name))


def _start(request, case, kind, row):
    """What the form starts from: the row, or what is known already."""
    if row:
        known = {name: getattr(row, name) for name in kind.fields}
        topic = getattr(row, "topic", None)
        at = {"at": timezone.localtime(row.at).strftime("%Y-%m-%dT%H:%M")} if kind.name == "visit" else {}
        return known | at | {"unit": row.unit_id, "topic": topic and topic.no}
    visit = case.visits.filter(no=request.GET["visit"]).first() if request.GET.get("visit", "").isdigit() else None
    if visit is None:
        return {name: request.GET[name] for name in ("unit", "topic") if name in request.GET}
    return {
        "visit": visit.no, "unit": visit.unit_id, "topic": visit.topic and visit.topic.no, "fact": visit.notes,
        "cited": [evidence.cite(one) for one in proofs.of(case, "visit", visit.no)],
    }  # fmt: skip


def stamp(row):
    """A mark that changes when somebody changes the row."""
    if row is None:
        return ""
    names = [field.attname for field in row._meta.concrete_fields]
    return hashlib.sha256(repr([getattr(row, name) for name in names]).encode()).hexdigest()[:16]


def page(request, case, kind, row, ref, form, draft=None, beside=None, refused="", status=200, theirs=None):
    """One form of the field."""
    had = proofs.of(case, kind.name, row.no) if row else []
    form.has = {one.sha256 for one in had}
    shown = {
        "case": case, "kind": kind, "row": row, "ref": ref, "form": form, "draft": draft, "refused": refused,
        "key": request.POST.get("key") or uuid4(), "stamp": stamp(row), "theirs": theirs,
        "proofs": had, "draft_name": drafts.code(kind.letter, ref),
        "draft_n": drafts.number(draft), "beside": _texts(beside, form), "catalogue": kind.name == "finding",
        "process": case.process,
    }  # fmt: skip
    return render(request, "inspection/row.html", shown, status=status)


def _texts(draft, form):
    """(label, text) of what another device wrote."""
    labels = {name: field.label for name, field in form.fields.items()}
    return [
        (labels[name], " ".join(said)) for name, said in drafts.fields(draft).items() if name in labels and any(said)
    ]


def _taken(request, case, kind, row, ref):
    form = forms.made(forms.FORMS[kind.name], request.POST, request.FILES, case=case, by=request.user)
    name = drafts.code(kind.letter, ref)
    covering.settle(form)
    if "draft" in request.POST:
        drafts.keep(case, request.user, name, drafts.typed(request), 0, force=True)
        messages.success(request, _("已存草稿。"))
        return redirect(request.path)
    if not form.is_valid():
        return page(request, case, kind, row, ref, form, status=422, refused=_first(form))
    if row and request.POST.get("seen") and request.POST["seen"] != stamp(row):
        return page(request, case, kind, row, ref, form, status=409, refused=CHANGED, theirs=_theirs(row, form))
    refusal = common.act(request, case, kind.act, **_answers(form, kind, row, ref))
    if refusal:
        if refusal.field in form.fields:
            form.add_error(refusal.field, refusal.why)
        return page(request, case, kind, row, ref, form, status=409, refused=refusal.why)
    drafts.forget(case, request.user, name)
    messages.success(request, _("已保存：%s") % kind.label)
    return _onwards(request, case, kind, ref, row)


def _first(form):
    return _("还没有保存：有 %d 处要改，见下面的说明。写的内容都在。") % len(form.errors)


def _theirs(row, form):
    names = [name for name in form.fields if hasattr(row, name)]
    return [(form.fields[name].label, getattr(row, name)) for name in names if name != "evidence"]


def _answers(form, kind, row, ref):
    said = {name: value for name, value in form.cleaned_data.items() if name != "cited"}
    if kind.name in ("visit", "finding"):
        said["client_id"] = "" if ref.isdigit() else ref
    if row and kind.name != "person":
        said["no"] = row.no
    if "unit" in said:
        said["unit"] = said["unit"].pk
    return said


def _onwards(request, case, kind, ref, row):
    if request.POST.get("again"):
        return redirect("web:inspection:new", case.uid, kind.name)
    found = row or _row(case, kind, ref) if kind.name in ("visit", "finding") else row
    return common.to_desk(case, f"{kind.name}-{found.no}" if found else f"{kind.name}s")


@login_required
@require_POST
def sign_visit(request, uid, no):
    """An inspector who was there signs the record."""
    case = common.find(request, uid)
    refusal = common.act(request, case, "sign_visit", visit=no)
    if refusal:
        return common.conflict(request, case, refusal.why)
    messages.success(request, _("已签字：第 %d 次走访") % no)
    return common.to_desk(case, f"visit-{no}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request, uid, no):
    """The checklist of a topic, gone through on the spot."""
    case = common.find(request, uid)
    row, name = case.topics.filter(no=no).first() or _unknown(), drafts.code("t", no)
    if not common.may(request, case, "fill_topic"):
        return common.conflict(request, case, common.why_not(request, case, "fill_topic"))
    draft = drafts.load(case, request.user, name)
    given = (request.POST,) if request.method == "POST" else ()
    start = drafts.initial(draft)
    form = forms.made(forms.DeskTopicForm, *given, case=case, by=request.user, topic=row, initial=start)
    refused, theirs = "", None
    if given and covering.settle(form).is_valid():
        theirs = _checked(row) if request.POST.get("seen", stamp(row)) != stamp(row) else None
        refusal = None if theirs else common.act(request, case, "fill_topic", **form.cleaned_data)
        if not refusal and not theirs:
            drafts.forget(case, request.user, name)
            messages.success(request, _("已保存：%s") % ACTS["fill_topic"])
            return common.to_desk(case, "topics")
        refused = CHANGED if theirs else refusal.why
    shown = {"case": case, "row": row, "form": form, "key": request.POST.get("key") or uuid4(), "draft": draft,
             "draft_name": name, "draft_n": drafts.number(draft), "refused": refused or (given and _first(form)),
             "beside": _texts(drafts.beside(case, request.user, name), form), "theirs": theirs, "stamp": stamp(row),
             }  # fmt: skip
    return render(request, "inspection/topic.html", shown, status=409 if refused else 422 if given else 200)


def _checked(row):
    """(question, answer) of a checklist as it is stored."""
    said = dict(Answer.choices)
    lines = [(_(line["ask"]), f"{said.get(line['said'], '')} {line['note']}".strip()) for line in row.checklist]
    return [*lines, (_("查看情况"), row.note)]
