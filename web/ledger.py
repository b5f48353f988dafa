"""日志与检查点: how the evidence stands, for auditors and administrators, and what an auditor takes away."""

import json

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ledger import kit, roles, standing
from ledger.anchors import deliver, qr
from ledger.checkpoint import read
from ledger.log import proofs
from ledger.models import Anchor, Key
from people.errors import NotDone
from policy import changes_anchors, rules, three
from policy.doors import only

keepers = only(
    lambda user: rules.is_auditor(user) or rules.is_admin(user)
)  # only auditors and administrators find these pages


class AnchorForm(forms.Form):
    """A further place for checkpoints."""

    kind = forms.ChoiceField(label=gettext_lazy("方式"), choices=Anchor.Kind.choices)
    target = forms.CharField(
        label=gettext_lazy("去处"), max_length=300, required=False, help_text=gettext_lazy("文件的完整路径，或邮箱地址")
    )
    every = forms.IntegerField(label=gettext_lazy("间隔（分钟）"), min_value=1, max_value=10080, initial=5)
    why = forms.CharField(label=gettext_lazy("原因"), max_length=500)


@keepers
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """Length, age, keys, anchors, the last verification; administrators of the system change the anchors."""
    may = three.alone(request.user, three.SYSTEM)
    if request.method == "POST" and not may:
        raise Http404
    form = AnchorForm(request.POST or None)
    if request.method == "POST" and _changed(request, form):
        return redirect("web:ledger")
    whole = standing.whole()
    shown = {"whole": whole, "keys": Key.objects.order_by("pk"), "form": form if may else None}
    shown["loose"] = roles.changeable()
    shown["age"] = None if whole.age is None else int(whole.age.total_seconds())
    return render(request, "web/ledger/page.html", shown, status=422 if request.method == "POST" else 200)


def _changed(request, form):
    try:
        if ended := request.POST.get("end", ""):
            changes_anchors.end_anchor(request.user, int(ended), request.POST.get("why", ""))
            messages.success(request, _("已停用；那里已有的检查点照旧有效"))
            return True
        if form.is_valid():
            changes_anchors.add_anchor(request.user, **form.cleaned_data)
            messages.success(request, _("已保存；下一个检查点会送到那里"))
            return True
    except (NotDone, ValueError) as refusal:
        form.add_error(None, str(refusal))
    return False


@keepers
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request):
    """The newest checkpoint, to be printed and kept in a drawer; who did so says so."""
    last = read.latest()
    if last is None:
        raise Http404
    if request.method == "POST":
        deliver.printed(last)
        messages.success(request, _("已记下：打印件已存放"))
        return redirect("web:ledger")
    # Our own drawing of our own text: squares, no words of anybody.
    return render(request, "web/ledger/paper.html", {"last": last, "code": mark_safe(qr.svg(last.note))})  # noqa: S308


@keepers
@require_safe
def checkpoint(request):
    """The newest checkpoint as text."""
    last = read.latest()
    if last is None:
        raise Http404
    return _file(last.note, "checkpoint.txt")


@keepers
@require_safe
def key(request):
    """All public keys, old ones too."""
    return _file("".join(f"{row.vkey}\n" for row in Key.objects.order_by("pk")), "key.txt")


@keepers
@require_safe
def extension(request):
    """The proof that the newest checkpoint extends one of size `from` that somebody kept."""
    last, size = read.latest(), request.GET.get("from", "")
    if last is None or not size.isdecimal() or not 0 < int(size) < last.size:
        raise Http404
    path = [digest.hex() for digest in proofs.consistency(int(size), last.size)]
    return _file(json.dumps({"from": int(size), "to": last.size, "path": path}) + "\n", "extension.jsonl")


@keepers
@require_safe
def kit_file(request):
    """The auditor's kit."""
    return _file(kit.text(), "verify.py")


def _file(text, name):
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
