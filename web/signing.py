"""The second step of signing in, one's own second factor, and where one is signed in."""

import base64

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.signals import user_login_failed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import clock
from people.models import User
from policy import access_log
from web import factors, proofs, sessions
from web.stepping import fresh_enough, step_up

MINUTES, TRIES = 5, 5
WAITING, NEW = "waiting", "new_factor"


def ask(request, user, onwards):
    """The password was right: the code comes next. Nothing of the person is signed in before it."""
    request.session.flush()
    request.session[WAITING] = {"pk": user.pk, "at": clock.now().timestamp(), "tries": 0, "next": onwards}
    return redirect("web:second")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second(request):
    """Six figures of the application, or a recovery code; after five wrong ones the password is asked again."""
    from web.entrance import enter  # it leads here for the second factor

    user = waiting(request)
    if user is None:
        request.session.pop(WAITING, None)
        return redirect("web:sign_in")
    held = request.session[WAITING]
    if request.method != "POST":
        return render(request, "web/signing/second.html", proofs.ways(request, user))
    if proofs.shown(request, user):
        request.session.pop(WAITING)
        return enter(request, user, held["next"])
    # Counted with the wrong passwords of the account, so that a known password opens no door to guessing.
    user_login_failed.send(__name__, credentials={"username": user.username}, request=request)
    access_log.record(user, None, "denied", path=request.path)
    request.session[WAITING] = held | {"tries": held["tries"] + 1}
    if held["tries"] + 1 >= TRIES:
        request.session.flush()
        return redirect("web:sign_in")
    said = _("没有登录：验证码不对或已经用过。请输入验证器上现在的 6 位数字。")
    if "passkey" in request.POST:
        said = _("没有登录：通行密钥的应答不对或已过期。请再试一次。")
    return render(request, "web/signing/second.html", proofs.ways(request, user) | {"said": said}, status=400)


def waiting(request):
    """Who gave the right password and has a few minutes for the second factor, or None."""
    held = request.session.get(WAITING)
    live = held and 0 <= clock.now().timestamp() - held["at"] < MINUTES * 60
    return User.objects.filter(pk=held["pk"], is_active=True).first() if live else None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def factor(request):
    """Setting up the second factor, or giving it up; both only by who has just shown who they are."""
    if not fresh_enough(request):
        return step_up(request)
    if factors.app(request.user):
        if request.method == "POST":
            factors.end(request.user)
            messages.success(request, _("已停用第二重验证。"))
            return redirect("web:profile")
        return render(request, "web/signing/factor.html", {"has": True})
    key = request.session.setdefault(NEW, factors.secret())
    codes = factors.begin(request.user, key, request.POST.get("code", "")) if request.method == "POST" else None
    if codes:
        request.session.pop(NEW)
        return render(request, "web/signing/codes.html", {"codes": codes})
    picture = _on_white(get_adapter().build_totp_svg(factors.address(request.user, key)))
    wrong = request.method == "POST"
    said = _("没有启用：验证码不对。请核对手机时间，输入现在显示的 6 位数字。") if wrong else ""
    shown = {
        "said": said,
        "key": " ".join(key[at : at + 4] for at in range(0, len(key), 4)),
        "picture": "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode(),
    }  # fmt: skip
    return render(request, "web/signing/factor.html", shown, status=400 if shown["said"] else 200)


def _on_white(drawing):
    """A dark page shows through a drawing without ground, and no telephone reads it there."""
    at = drawing.index(">", drawing.index("<svg")) + 1
    return drawing[:at] + '<rect width="100%" height="100%" fill="#fff"/>' + drawing[at:]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def where(request):
    """Where I am signed in; a post signs out everywhere else, or everywhere."""
    if request.method == "POST":
        everywhere = request.POST.get("what") == "all"
        count = sessions.end_others(request.user, "" if everywhere else request.session.session_key)
        access_log.record(request.user, None, "signed_out", path=request.path)
        if everywhere:
            logout(request)
            return redirect("web:sign_in")
        messages.success(request, _("已退出其他 %d 处登录。") % count)
        return redirect("web:where")
    here = request.session.session_key
    rows = [(held.get(sessions.BEGUN), held.get("device", ""), key == here) for key, held in sessions.of(request.user)]
    shown = [(clock.datetime.fromisoformat(at) if at else None, device, mine) for at, device, mine in rows]
    return render(request, "web/signing/where.html", {"rows": shown, "demo": settings.DEMO})
