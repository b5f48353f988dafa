"""Pages of passkeys: the question to the device, signing in with one, and one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from policy import access_log
from web import entrance, passkeys, signing
from web.stepping import fresh_enough, step_up


@never_cache
@require_POST
def ask(request):
    """What the device is to answer: for who is signed in, who gave the right password, or whoever holds a key."""
    user = request.user if request.user.is_authenticated else signing.waiting(request)
    return JsonResponse(passkeys.ask(request, user))


@never_cache
@require_POST
def enter(request):
    """Sign in with a passkey; it stands for the password and the second factor."""
    user = passkeys.used(request, request.POST.get("passkey", ""))
    if user is None:
        access_log.record(None, None, "denied", path=request.path)
        said = _("没有登录：这个通行密钥不属于在用的账号，或者应答已过期。请再试一次，或用密码登录。")
        return entrance.page(request, said=said, status=400)
    return entrance.enter(request, user, entrance.home(request))


@never_cache
@login_required
@require_POST
def ask_new(request):
    """The question to a device that is to make a key; only for who has just shown who they are."""
    if not fresh_enough(request):
        return JsonResponse({}, status=409)
    return JsonResponse(passkeys.ask_new(request))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    """One's own passkeys: add one, take one away."""
    if not fresh_enough(request):
        return step_up(request)
    said = _changed(request) if request.method == "POST" else ""
    if request.method == "POST" and not said:
        return redirect("web:passkeys")
    shown = {
        "keys": list(passkeys.of(request.user)), "possible": passkeys.possible(request), "said": said,
        "most": passkeys.MOST,
    }  # fmt: skip
    return render(request, "web/signing/passkeys.html", shown, status=400 if said else 200)


def _changed(request):
    """Do what was asked; why not, if it was not done."""
    gone = request.POST.get("drop", "")
    if gone:
        if not (gone.isdigit() and passkeys.drop(request.user, int(gone))):
            return _("没有删除：这个通行密钥已经不在了。请刷新页面查看。")
        messages.success(request, _("已删除通行密钥，它不能再用来登录。"))
        return ""
    if not passkeys.keep(request, request.POST.get("name", ""), request.POST.get("passkey", "")):
        said = _("没有添加：设备的应答不对或已过期，或者已有 %d 个通行密钥。请再试一次。")
        return said % passkeys.MOST
    messages.success(request, _("已添加通行密钥，下次可以用它登录。"))
    return ""
