"""Refusals become pages: what did not happen, why, and the way out."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from workflows.errors import NotFound, Refused


def spoken(view):
    """Answer a refusal with 409 and its sentence, an unknown case with 404."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotFound as missing:
            raise Http404(missing.why)
        except Refused as refused:
            return conflict(request, refused.why)

    return answer


def conflict(request, why, title="", back=""):
    """The page for an act that was not taken."""
    said = {"why": why, "title": title or _("没有办成"), "back": back}
    return render(request, "web/conflict.html", said, status=409)


def csrf_failure(request, reason=""):
    """The form was older than the sign-in, or came from elsewhere."""
    why = _("这一页打开得太久，或登录已换人，所以没有办理。请返回上一页，刷新后再办；填写的内容请先复制。")
    return conflict(request, why, title=_("没有办理"))


def not_found(request, exception):
    """Unknown and forbidden sound the same."""
    return render(request, "web/404.html", status=404)


def failed(request):
    """A fault of ours. The page asks nobody for anything: neither database nor session may be there."""
    return HttpResponse(render_to_string("web/500.html"), status=500)


def bad_request(request, exception):
    """What was sent cannot be read; said without the details that only an attacker could use."""
    return HttpResponse(render_to_string("web/500.html"), status=400)
