"""What a person chooses for himself: language, theme, keys, password."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from people.models import Holding, User
from people.roles import in_force
from policy import changes
from workflows import flags

YEAR = 365 * 24 * 3600


def _cookie(answer, name, value):
    answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def remember(answer, user):
    """Give the browser what the person chose earlier, on this or another machine."""
    _cookie(answer, settings.LANGUAGE_COOKIE_NAME, user.language)
    _cookie(answer, "theme", user.theme)
    return answer


def _back(request):
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("web:inbox")


def _keep(request, **chosen):
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(**chosen)


@require_POST
def theme(request):
    """Light, dark, or as the system."""
    chosen = request.POST.get("theme", "")
    if chosen not in User.Theme.values:
        return HttpResponse(status=400)
    _keep(request, theme=chosen)
    quiet = request.headers.get("X-Requested-With") == "fetch"
    answer = HttpResponse(status=204) if quiet else HttpResponseRedirect(_back(request))
    _cookie(answer, "theme", chosen)
    return answer


@require_POST
def language(request):
    """The language of pages and mail."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponse(status=400)
    _keep(request, language=chosen)
    answer = HttpResponseRedirect(_back(request))
    _cookie(answer, settings.LANGUAGE_COOKIE_NAME, chosen)
    return answer


class ChoicesForm(forms.ModelForm):
    """Looks, words and keys."""

    class Meta:
        model = User
        fields = ["language", "theme", "keys_on"]
        labels = {
            "language": gettext_lazy("语言"), "theme": gettext_lazy("外观"), "keys_on": gettext_lazy("启用单键快捷键"),
        }  # fmt: skip
        help_texts = {"keys_on": gettext_lazy("j k 移动，x 选择，Enter 打开，n 逐件办理，/ 查找")}
        widgets = {"theme": forms.RadioSelect, "language": forms.RadioSelect}


@login_required
def profile(request):
    """My settings, and what the house knows of my posts."""
    chosen = ChoicesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and chosen.is_valid():
        chosen.save()
        messages.success(request, _("设置已保存"))
        return remember(redirect("web:profile"), request.user)
    held = Holding.objects.filter(in_force(), person=request.user).select_related("role", "unit")
    shown = {"form": chosen, "held": held, "effects": flags.own(request.user)}
    return render(request, "web/profile.html", shown)


@login_required
def password(request):
    """A new password; who came in by a link has no old one."""
    kind = PasswordChangeForm if request.user.has_usable_password() else SetPasswordForm
    form = kind(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.set_password(request.user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("密码已更换，其他地方的登录已失效"))
        return redirect("web:profile")
    return render(request, "web/password.html", {"form": form})
