"""身份封存: one's own key, wishes to open an identity and their answers, and what was opened for an hour."""

import base64
import json
import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import channel
from intake import demo as reports_of_demo
from intake.conversation import IDENTITY
from intake.models import Report
from people.errors import NotDone
from policy import access_log
from policy import reports as policy
from vault import keepers, reading, unsealing
from web.refusal import conflict
from web.reports import kept
from web.stepping import proving

PATH = "/sealed/"
SECRET = forms.PasswordInput(attrs={"autocomplete": "off"})


class AskForm(forms.Form):
    """Whose identity, what for, and why it cannot be done without."""

    about = forms.CharField(label=gettext_lazy("举报编号"), max_length=60)
    purpose = forms.ChoiceField(label=gettext_lazy("用途"))
    reason = forms.CharField(label=gettext_lazy("事由"), max_length=500, widget=forms.Textarea)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = reading.purposes()


def entitled(view, able=None):
    """For those who keep keys; for everybody else the page is not there. A refusal is a sentence."""

    @login_required
    @never_cache
    def seen(request, *args, **kwargs):
        if not (able or _concerned)(request.user):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except NotDone as refused:
            return conflict(request, str(refused), back=PATH)

    return seen


def _concerned(user):
    return bool(policy.desks(user)) or policy.stands_by(user)


def _keeping(view):
    return entitled(view, policy.keeps)


@entitled
@require_safe
def page(request):
    """Everything on one page: my key, who has one, wishes."""
    people = {user.pk: user for desk in policy.DESKS for user in policy.readers(desk)}
    people |= {user.pk: user for user in policy.keepers()}
    keeper = keepers.of(request.user)
    shown = {
        "keeper": keeper, "mark": keeper and keepers.fingerprint(keeper), "keys": reading.keys_of(people.values()),
        "wishes": reading.wishes() if policy.stands_by(request.user) else [], "keeps": policy.keeps(request.user),
        "stands_by": policy.stands_by(request.user), "form": AskForm(initial={"about": request.GET.get("about", "")}),
        "paper": keepers.paper(), "ready": [channel.ready(desk) for desk in policy.DESKS],
        "hint": reports_of_demo.words(request.user),
    }  # fmt: skip
    return render(request, "web/sealed/page.html", shown)


@entitled
@require_POST
@proving
def passphrase(request):
    """Set the own passphrase, or another one."""
    said = request.POST
    keepers.set_passphrase(request.user, said.get("words", ""), said.get("again", ""), said.get("old", ""))
    messages.success(request, _("拆封口令已保存。系统不保存口令本身，忘记了没有人能找回。"))
    return redirect("web:sealed")


@entitled
@require_POST
@proving
def forget(request):
    """End the own key."""
    keepers.forget(request.user)
    messages.success(request, _("原来的钥匙已作废。重新设置口令后，请两名保管人把以前的封存重新分给你。"))
    return redirect("web:sealed")


@_keeping
@require_POST
@proving
def ask(request):
    """Ask for an identity. A number that does not exist is taken down like any other."""
    form = AskForm(request.POST)
    if not form.is_valid():
        raise NotDone(_("没有提出：编号、用途和事由都要填。请补全后再提出。"))
    said = form.cleaned_data
    found = Report.objects.filter(number=said["about"].strip()).values_list("pk", flat=True).first()
    wish, key = unsealing.ask(request.user, **said, uid=found or uuid.uuid4(), part=IDENTITY)
    messages.success(request, _("申请已记入留痕，请另一名保管人答复。两天内有效，请在这个浏览器里查看。"))
    return kept(redirect("web:sealed_wish", pk=wish.pk), f"wish-{wish.pk}", key, PATH, unsealing.WAITING)


def _wish(pk):
    found = reading.wish(pk)
    if found is None:
        raise Http404
    return found


def _standing_by(view):
    return entitled(view, policy.stands_by)


@_standing_by
@require_http_methods(["GET", "HEAD", "POST"])
@proving
def wish(request, pk):
    """One wish; another keeper answers it here."""
    found = _wish(pk)
    if request.method == "POST":
        return _answered(request, found)
    shown = {"wish": found, "mine": found.by_id == request.user.pk, "keeps": policy.keeps(request.user)}
    return render(request, "web/sealed/wish.html", shown | {"hint": reports_of_demo.words(request.user)})


def _answered(request, found):
    said = request.POST
    if "refuse" in said:
        unsealing.refuse(request.user, found, said.get("why", ""))
        messages.success(request, _("不同意的答复和理由已记入留痕。"))
    else:
        if not policy.keeps(request.user) and not said.get("paper"):
            raise NotDone(_("没有同意：你没有保管份额。请输入恢复凭条上的字，或请另一名保管人答复。"))
        unsealing.grant(request.user, found, said.get("words", ""), said.get("paper", ""))
        messages.success(request, _("已同意，提出的人一小时内可以查看；你看不到内容。"))
    return redirect("web:sealed_wish", pk=found.pk)


def _key(request, pk):
    try:
        return base64.urlsafe_b64decode(request.COOKIES.get(f"wish-{pk}", ""))
    except ValueError:
        return b""


@_keeping
@require_POST
@proving
def open_it(request, pk):
    """Read for an hour; the look stands in the history and in the access log before."""
    found = _wish(pk)
    access_log.record(request.user, found.uid, "unsealed", found.purpose, request.path)
    fields = ["identity", "original_name"]
    opened = unsealing.open_it(request.user, found, request.POST.get("words", ""), _key(request, pk), fields)
    names = [json.loads(one) for one in opened["identity"]]
    files = [one.decode() for one in opened["original_name"]]
    shown = {"wish": found, "names": [one for one in names if one["name"]], "files": files}
    return render(request, "web/sealed/opened.html", shown)


@_keeping
@require_POST
@proving
def original(request, pk, no):
    """An original file, byte for byte, under the same wish."""
    found = _wish(pk)
    access_log.record(request.user, found.uid, "unsealed", found.purpose, request.path)
    opened = unsealing.open_it(request.user, found, request.POST.get("words", ""), _key(request, pk), ["original"])
    if not 0 < no <= len(opened["original"]):
        raise Http404
    answer = HttpResponse(opened["original"][no - 1], content_type="application/octet-stream")
    answer["Content-Disposition"], answer["X-Content-Type-Options"] = 'attachment; filename="original.bin"', "nosniff"
    return answer


@_keeping
@require_POST
@proving
def paper(request):
    """Make the printed recovery share: shown once, to be printed and locked away."""
    _keeper, code = keepers.make_paper(request.user)
    return render(request, "web/sealed/paper.html", {"code": code.split("-")})
