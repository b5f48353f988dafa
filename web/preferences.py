"""通知方式: by which way a person is told, and about what. In the application everything is told."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from notifications import groups, readers


class MailForm(forms.Form):
    """Mail or not, and about which things."""

    mail = forms.BooleanField(label=gettext_lazy("同时发邮件"), required=False)
    about = forms.MultipleChoiceField(
        label=gettext_lazy("哪些事发邮件"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(code, label) for code, (label, _heads) in groups.GROUPS.items()],
        help_text=gettext_lazy("不选的只在系统里通知，不发邮件。"),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """What is chosen now; the form changes it."""
    person = request.user
    wanted = set(groups.GROUPS) - set(readers.muted(person))
    form = MailForm(request.POST or None, initial={"mail": readers.wants_mail(person), "about": sorted(wanted)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        readers.prefer(person, said["mail"], set(groups.GROUPS) - set(said["about"]))
        messages.success(request, _("通知方式已保存"))
        return redirect("web:preferences")
    return render(request, "web/preferences.html", {"form": form, "address": person.email})
