"""重新分配: two keepers, both there with their passphrases, share what is sealed anew with those who keep it now."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from intake import demo as reports_of_demo
from intake import keeping
from people.errors import NotDone
from policy import access_log
from policy import reports as policy
from vault import resharing
from web.sealed import SECRET, entitled
from web.stepping import unproved


class ReshareForm(forms.Form):
    """Who stands beside, and what each of the two alone knows."""

    words = forms.CharField(label=gettext_lazy("你的拆封口令"), widget=SECRET)
    second = forms.ChoiceField(label=gettext_lazy("在场的另一名保管人"), required=False)
    second_words = forms.CharField(label=gettext_lazy("对方的拆封口令（由其本人输入）"), required=False, widget=SECRET)
    paper = forms.CharField(label=gettext_lazy("或恢复凭条"), required=False, max_length=120)

    def __init__(self, *args, beside, **kwargs):
        super().__init__(*args, **kwargs)
        self.beside = {str(one.pk): one for one in beside}
        self.fields["second"].choices = [("", _("请选择")), *((pk, one.name) for pk, one in self.beside.items())]

    def clean(self):
        said = super().clean()
        if not said.get("paper") and not (said.get("second") and said.get("second_words")):
            self.add_error("second", _("请选择在场的另一名保管人并由其输入口令，或填写恢复凭条。"))
        return said


def _page(request):
    if asked := unproved(request, _("没有办理：办理封存内容的人须先启用第二重验证。请在这里启用。")):
        return asked
    form = ReshareForm(request.POST or None, beside=keeping.seconds(request.user))
    if request.method == "POST" and form.is_valid():
        return _shared(request, form)
    shown = {"form": form, "change": keeping.change(), "hint": reports_of_demo.words(request.user)}
    return render(request, "web/sealed/reshare.html", shown, status=422 if request.method == "POST" else 200)


page = entitled(require_http_methods(["GET", "HEAD", "POST"])(_page), policy.keeps)


def _shared(request, form):
    said = form.cleaned_data
    other = None if said["paper"] else form.beside[said["second"]]
    try:
        first = resharing.pair_of(request.user, said["words"])
        second = resharing.pair_of(other, said["second_words"], said["paper"])
        done, left = keeping.reshare(request.user, first, second, other.name if other else "paper")
    except NotDone:
        access_log.record(request.user, None, "denied", path=request.path)
        raise
    messages.success(request, _("已重新分配 %d 件封存，并记入留痕。") % done)
    if left:
        messages.warning(request, _("有 %d 件没有动：你们两人没有其中的份额。请由有份额的保管人办理。") % left)
    return redirect("web:sealed")
