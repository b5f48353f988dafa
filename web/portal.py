"""The public portal: a report without an account, and the conversation that its receipt opens."""

from django import forms
from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from intake import channel, files, receipts
from people.models import Unit
from policy.reports import OWN, SUPERIOR
from web.unknown import PREFIX, takes
from workflows import personal
from workflows.errors import Refused
from workflows.evidence.stripping import ACCEPT

MB = 1024 * 1024
MOST_SENT = 60 * MB
REPORTS, TRIES, WORDS = 6, 20, 40  # of one crowd in ten minutes
ANONYMOUS, NAMED = "anonymous", "named"


class InMemory(MemoryFileUploadHandler):
    """Files of reporters never touch a temporary folder."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > MOST_SENT:
            raise StopUpload(connection_reset=True)
        self.activated = True


def open_to_all(view):
    """No cookie says who acts here, so that there is none to forge a request with; and files stay in memory."""

    def seen(request, *args, **kwargs):
        request.upload_handlers = [InMemory(request)]
        return view(request, *args, **kwargs)

    return csrf_exempt(sensitive_post_parameters()(seen))


class ReportForm(forms.Form):
    """What happened, who shall read it, and whether a name goes under seal."""

    desk = forms.ChoiceField(
        label=gettext_lazy("交给谁"), initial=OWN, widget=forms.RadioSelect,
        choices=[
            (OWN, gettext_lazy("组织部举报受理员")),
            (SUPERIOR, gettext_lazy("纪委监委联络员（反映受理员或部领导的选这个）")),
        ],
    )  # fmt: skip
    story = forms.CharField(
        label=gettext_lazy("你要反映的问题"), max_length=10_000, min_length=10, widget=forms.Textarea,
        help_text=gettext_lazy("写清什么人、什么事、什么时候、有什么凭据，10 到 10,000 字。"),
    )  # fmt: skip
    sign = forms.ChoiceField(
        label=gettext_lazy("怎么署名"), initial=ANONYMOUS, widget=forms.RadioSelect,
        choices=[
            (ANONYMOUS, gettext_lazy("匿名：不留任何身份")),
            (NAMED, gettext_lazy("实名：姓名立即封存，两人同意才能拆封")),
        ],
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("姓名（实名时填）"), max_length=80, required=False)
    contact = forms.CharField(label=gettext_lazy("联系方式（实名时填）"), max_length=200, required=False)

    def clean(self):
        said = super().clean()
        if said.get("sign") == NAMED and not said.get("name"):
            self.add_error("name", _("选了实名，还没有填姓名。请填写，或改选匿名。"))
        return said

    @property
    def identity(self):
        """The name that goes under seal, or None."""
        said = self.cleaned_data
        return {"name": said["name"], "contact": said["contact"]} if said["sign"] == NAMED else None


def _shown(request, template, status=200, **more):
    top = Unit.objects.filter(parent=None).order_by("pk").first()
    basics = {"house": top.name.replace("（虚构）", "") if top else "", "accept": ACCEPT, "prefix": PREFIX}
    return render(request, f"web/portal/{template}.html", basics | more, status=status)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """The form; what comes in by it is sealed at once, and the receipt is shown this one time."""
    form = ReportForm(request.POST or None)
    ready = channel.ready(OWN)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, "page", 422 if request.method == "POST" else 200, form=form, ready=ready)
    if (told := personal.kinds(form.cleaned_data["story"])) and "keep" not in request.POST:
        return _shown(request, "page", 422, form=form, ready=ready, told="、".join(told))
    if not takes("report", request.crowd, REPORTS):
        return _shown(request, "page", 429, form=form, ready=ready, why=_busy())
    try:
        sent = files.received(request.FILES.getlist("files"))
        receipt = channel.submit(form.cleaned_data["desk"], form.cleaned_data["story"], sent, form.identity)
    except Refused as refused:
        return _shown(request, "page", 422, form=form, ready=ready, why=refused.why)
    return _shown(request, "receipt", receipt=receipt)


def _busy():
    return _("现在同时提交的人较多，这一次没有收下，内容没有保存。请过十分钟再试。")


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def track(request):
    """Where the receipt is typed, and the conversation that it opens."""
    if request.method != "POST":
        return _shown(request, "track")
    digits = receipts.read(request.POST.get("receipt", "")[:80])
    if digits and not takes("try", request.crowd, TRIES):
        return _shown(request, "track", 429, why=_busy())
    found = digits and receipts.derived(digits)
    report = found and channel.find(found)
    if not report:
        return _shown(request, "track", 422, why=_("没有找到。回执码是 16 位数字，请逐位核对后重新输入。"))
    return _talk(request, report, found)


@open_to_all
@require_POST
def say(request):
    """The reporter adds words and files."""
    report, found = _returned(request)
    if not takes("say", request.crowd, WORDS):
        return _talk(request, report, found, _busy(), 429)
    said = request.POST
    identity = {"name": said.get("name", "")[:80], "contact": said.get("contact", "")[:200]}
    try:
        sent = files.received(request.FILES.getlist("files"))
        channel.say(report, found, said.get("text", ""), sent, identity if identity["name"].strip() else None)
    except Refused as refused:
        return _talk(request, report, found, refused.why, 422, said.get("text", ""))
    return _talk(request, report, found, done=_("已收到，交办人员会看到。"))


def _returned(request):
    found = receipts.returned(request.POST.get("pass", ""))
    report = channel.find(found)
    if not report:
        raise Http404
    return report, found


def _talk(request, report, found, why="", status=200, text="", done=""):
    try:
        said, new = channel.look(report, found)
    except Refused as refused:
        return _shown(request, "track", 422, why=refused.why)
    facts = {"report": report, "said": said, "new": new, "told": found.told(), "why": why, "text": text, "done": done}
    return _shown(request, "talk", status, first_new=_first_new(said, new), **facts)


def _first_new(said, new):
    """The number of the first message of the desk that was not seen before."""
    theirs = [one.n for one in said if not one.from_reporter]
    return theirs[-new] if 0 < new <= len(theirs) else None


@open_to_all
@require_http_methods(["GET", "HEAD"])
def protection(request):
    """What this channel can protect, and what it cannot."""
    return _shown(request, "protection")


@open_to_all
@require_POST
def language(request):
    """The only cookie of these pages, set for who asks for it: the language."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    answer = HttpResponseRedirect(PREFIX)
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax", secure=request.is_secure())
    return answer
