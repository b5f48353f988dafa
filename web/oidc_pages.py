"""To the organisation's own provider and back."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from policy import access_log
from web import entrance, oidc


@never_cache
@require_safe
def begin(request):
    """To the provider, with an attempt that only this browser can finish."""
    if not oidc.on():
        raise Http404
    try:
        return HttpResponseRedirect(oidc.begin(request, _back(request), entrance.home(request)))
    except oidc.Away:
        return _not(request, _("没有登录：统一身份认证暂时连接不上。请稍后再试，或用账号密码登录。"), 503)


@never_cache
@require_safe
def back(request):
    """Back from the provider: a known account comes in, or is asked for its second factor here."""
    if not oidc.on():
        raise Http404
    try:
        user, onwards = oidc.finish(request, _back(request))
    except oidc.Away:
        return _not(request, _("没有登录：统一身份认证暂时连接不上。请稍后再试，或用账号密码登录。"), 503)
    except oidc.Refused:
        return _not(request, _("没有登录：统一身份认证的应答不对或已过期。请从这里重新登录。"))
    if user is None:
        return _not(request, _("没有登录：统一身份认证中的账号在本系统没有对应的在用账号。请系统管理员先建立或启用。"))
    return entrance.passed(request, user, onwards)


def _not(request, said, status=400):
    access_log.record(None, None, "denied", path=request.path)
    return entrance.page(request, said=said, status=status)


def _back(request):
    return request.build_absolute_uri(reverse("web:oidc_back"))
