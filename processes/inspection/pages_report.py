"""The report in four parts, its preview, and what one press of the minister opens."""

import hashlib
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from processes.inspection import covering, limits, missing, pages, parts, pulling
from processes.inspection import pages_common as common
from processes.inspection import pages_drafts as drafts
from processes.inspection import pages_forms as forms
from processes.inspection.form_sign import SignReportForm
from processes.inspection.forms_field import ReportForm
from workflows import papers, taking

PAPER = "inspection.report"
DRAFT = drafts.code("r")


def mark(text):
    """A mark that changes when somebody changes a part."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, uid):
    """Write the four parts, with the findings and the units' answers beside them."""
    case = common.find(request, uid)
    if not common.may(request, case, "save_report"):
        return _conflict_or_paper(request, case)
    if request.method == "POST":
        return _saved(request, case)
    draft = drafts.load(case, request.user, DRAFT)
    form = forms.made(ReportForm, case=case, by=request.user, initial=drafts.initial(draft))
    return _page(request, case, form, draft=draft, beside=drafts.beside(case, request.user, DRAFT))


def _conflict_or_paper(request, case):
    """Who does not write the report reads it as it will be printed."""
    if request.method != "POST" and _offered(request, case):
        return redirect("web:sheet", case.uid, "report")
    return common.conflict(request, case, common.why_not(request, case, "save_report"))


def _offered(request, case):
    return any(kind.key == PAPER for kind in papers.offered(case, request.user))


def _page(request, case, form, draft=None, beside=None, refused="", status=200, theirs=()):
    move = case.rules.find(case.stage, "submit_report")
    labels = {name: missing.part_label(name) for name in missing.PARTS}
    shown = {
        "case": case, "process": case.process, "form": form, "parts": _parts(case, form), "refused": refused,
        "key": uuid4(), "draft": draft, "draft_name": DRAFT, "draft_n": drafts.number(draft), "theirs": theirs,
        "beside": [(labels[name], said[0]) for name, said in drafts.fields(beside).items() if name in labels],
        "findings": pages.findings(case, request.user), "most": limits.REPORT, "least": limits.PART,
        "lacking": pages.lacking(case), "submit": move and common.may(request, case, "submit_report"),
        "obstacle": move and next(taking.obstacles(case, None, move), ""),
        "preview": _offered(request, case), "dissents": case.dissents.select_related("person"),
    }  # fmt: skip
    return render(request, "inspection/report.html", shown, status=status)


def _parts(case, form):
    """(field, how much there is, mark of what is stored, text to take over) of each part."""
    pulled = pulling.of(case)
    return [
        (form[name], missing.letters(form[name].value() or ""), mark(getattr(case, name)), pulled.get(name, ""))
        for name in missing.PARTS
    ]


def _saved(request, case):
    form = covering.settle(forms.made(ReportForm, request.POST, case=case, by=request.user))
    if "draft" in request.POST:
        drafts.keep(case, request.user, DRAFT, drafts.typed(request), 0, force=True)
        messages.success(request, _("已存草稿。"))
        return redirect(request.path)
    if not form.is_valid():
        return _page(request, case, form, status=422, refused=_("还没有保存：有内容太长，见下面的说明。"))
    said = {name: form.cleaned_data[name].strip() for name in missing.PARTS}
    theirs = [(missing.part_label(name), getattr(case, name)) for name in said if _changed(request, case, name, said)]
    if theirs:
        why = _("还没有保存：你打开这一页以后，别人改过报告。下面先是现在的内容，再是你写的；核对后再保存一次。")
        return _page(request, case, form, status=409, refused=why, theirs=theirs)
    said = {name: text for name, text in said.items() if text != getattr(case, name)}
    refusal = common.act(request, case, "save_report", **said) if said else None
    if refusal:
        return _page(request, case, form, status=409, refused=refusal.why)
    drafts.forget(case, request.user, DRAFT)
    if "hand_in" in request.POST:
        return _handed_in(request, case)
    messages.success(request, _("报告已保存。"))
    if "preview" in request.POST and _offered(request, case):
        return redirect("web:sheet", case.uid, "report")
    return redirect(request.path)


def _handed_in(request, case):
    """What was typed is saved by now; the same press hands it in."""
    refusal = common.move(request, case, "submit_report")
    if refusal:
        case = common.find(request, case.uid)
        form = forms.made(ReportForm, case=case, by=request.user)
        return _page(request, case, form, status=409, refused=_("报告已保存，还没有报送。%s") % refusal.why)
    messages.success(request, _("报告已报送。"))
    return redirect("web:case", case.uid)


def _changed(request, case, name, said):
    """Whether somebody else stored this part since the page was opened, and wrote something else."""
    seen, stored = request.POST.get(f"seen_{name}"), getattr(case, name)
    return seen and seen != mark(stored) and said[name] != stored


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, uid):
    """What signing will do, then the one press that does it."""
    case = common.find(request, uid)
    move = case.rules.find(case.stage, "sign_report")
    if not move or not common.may(request, case, "sign_report"):
        return _not_signing(request, case)
    form = forms.made(SignReportForm, *([request.POST] if request.method == "POST" else []), case=case, by=request.user)
    refused = next(taking.obstacles(case, None, move), "")
    if request.method == "POST" and form.is_valid():
        refusal = common.move(request, case, "sign_report", **form.cleaned_data)
        if refusal is None:
            return redirect("web:inspection:opened", case.uid)
        refused = refusal.why
    return render(request, "inspection/sign.html", {
        "case": case, "process": case.process, "form": form, "findings": standing(case, request.user),
        "key": request.POST.get("key") or uuid4(), "refused": refused, "preview": _offered(request, case),
    }, status=_status(request, form, refused))  # fmt: skip


def _status(request, form, refused):
    if request.method != "POST":
        return 200
    return 409 if refused else 422 if form.errors else 200


def _not_signing(request, case):
    if case.issued_at:
        return redirect("web:inspection:opened", case.uid)
    return common.conflict(request, case, common.why_not(request, case, "sign_report"))


def standing(case, user):
    """The findings that were not withdrawn."""
    return [line for line in pages.findings(case, user) if line.row.state != "withdrawn"]


@login_required
@require_safe
def opened(request, uid):
    """What the signing has opened: the rectification of each finding, with the way there."""
    case = common.find(request, uid)
    if not case.issued_at:
        return redirect("web:inspection:desk", case.uid)
    shown = {"case": case, "process": case.process, "findings": standing(case, request.user),
             "targets": parts.targets(case), "proposed": case.proposed.select_related("finding")}  # fmt: skip
    return render(request, "inspection/opened.html", shown)
