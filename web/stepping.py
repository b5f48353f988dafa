"""Asking once more who sits there, before what cannot be taken back: roles, rules, unsealing (step-up)."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import clock
from policy import access_log
from web import factors, proofs

MINUTES = 10
KEPT = "confirmed_at"


def confirmed(request) -> None:
    """The person has just shown who they are."""
    request.session[KEPT] = clock.now().timestamp()


def fresh_enough(request) -> bool:
    """Whether the person has shown who they are within these minutes."""
    return 0 <= clock.now().timestamp() - request.session.get(KEPT, 0) < MINUTES * 60


def unproved(request, said: str):
    """Where to send somebody who has not shown who they are as it is asked of them; None if they have.

    `said` is why a second factor has to be set up first, where installations ask for one.
    """
    if settings.SECOND_FACTOR != "optional" and not factors.has(request.user):
        messages.error(request, said)
        return redirect("web:factor")
    return None if fresh_enough(request) else step_up(request)


def proving(view):
    """A view that opens what is sealed: who sits there shows it, with the second factor where there is one."""

    @wraps(view)
    def proved(request, *args, **kwargs):
        asked = request.method == "POST" and unproved(
            request, _("没有办理：办理封存内容的人须先启用第二重验证。请在这里启用。")
        )
        return asked or view(request, *args, **kwargs)

    return proved


def step_up(request):
    """To the page that asks, and back to where the person was; a form that was sent is sent again by them."""
    there = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "")
    request.session["after_confirming"] = there
    return redirect("web:confirm")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    """Password, passkey or code once more; in a demonstration, where nobody has a password, a press of the button."""
    said, status = "", 200
    if request.method == "POST":
        if _right(request):
            confirmed(request)
            access_log.record(request.user, None, "confirmed", path=request.path)
            messages.success(request, _("已验证身份，10 分钟内有效。请继续刚才的操作。"))
            return redirect(_there(request))
        said, status = _("没有通过：密码或验证码不对。请重新输入。"), 400
        access_log.record(request.user, None, "denied", path=request.path)
    known = proofs.ways(request, request.user)
    password = not factors.has(request.user) and request.user.has_usable_password()
    shown = {"said": said, "password": password, "press": not any((password, *known.values()))} | known
    return render(request, "web/signing/confirm.html", shown, status=status)


def _right(request):
    """The second factor where there is one: a password alone is not enough then."""
    if factors.has(request.user):
        return proofs.shown(request, request.user)
    if settings.DEMO and request.user.is_demo and not request.user.has_usable_password():
        return True
    password = request.POST.get("password", "")
    found = password and authenticate(request, username=request.user.username, password=password)
    return bool(found) and found.pk == request.user.pk


def _there(request):
    there = request.session.pop("after_confirming", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if safe else reverse("web:inbox")
