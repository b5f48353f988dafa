"""举报受理: the desk that reads reports. A page opens with the reader's own key, which half an hour later is gone."""

import base64
import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import demo as reports_of_demo
from intake import desk, upward
from people.errors import NotDone
from policy import reports as policy
from vault import keepers, unlocking
from web.refusal import conflict, spoken
from web.stepping import proving

COOKIE, PATH = "desk", "/reports/"
STEPS = {"received": ("accept", "pass_on", "close"), "accepted": ("pass_on", "close"), "passed_on": ("close",),
         "closed": ("reopen",)}  # fmt: skip


def entitled(view):
    """For readers of a desk; for everybody else the page is not there."""

    @login_required
    @never_cache
    def seen(request, *args, **kwargs):
        if not policy.desks(request.user):
            raise Http404
        return spoken(view)(request, *args, **kwargs)

    return seen


def secret(request):
    """The reader's secret, while unlocked."""
    try:
        return unlocking.secret(request.user, base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, "")))
    except ValueError:
        return None


@entitled
@require_safe
def page(request):
    """The reports of one's desks."""
    rows = desk.visible(request.user).order_by("-for_desk", "-last_on", "number")[:200]
    shown = {"rows": rows, "open": bool(secret(request)), "keeper": keepers.of(request.user)}
    shown["checks"] = policy.checks(request.user)
    return render(request, "web/reports/list.html", shown | {"hint": reports_of_demo.words(request.user)})


@entitled
@require_POST
@proving
def unlock(request):
    """Unlock with the own passphrase: half of the key stays in this browser."""
    try:
        key = unlocking.unlock(request.user, request.POST.get("words", ""))
    except NotDone as refused:
        return conflict(request, str(refused), back=PATH)
    return kept(redirect("web:reports"), COOKIE, key, PATH, unlocking.LONG)


def kept(answer, name, key, path, long):
    """An answer that leaves a key in the browser: for these pages only, out of reach of scripts."""
    answer.set_cookie(
        name, base64.urlsafe_b64encode(key).decode(), max_age=int(long.total_seconds()), path=path, httponly=True,
        samesite="Strict", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return answer


@entitled
@require_POST
def lock(request):
    unlocking.lock(request.user)
    answer = redirect("web:reports")
    answer.delete_cookie(COOKIE, path=PATH)
    return answer


@entitled
@require_http_methods(["GET", "HEAD"])
def report(request, uid):
    """One report: the conversation, and what may be done now."""
    desk.find(request.user, uid)
    if not (known := secret(request)):
        return redirect("web:reports")
    row, said, new = desk.read(request.user, uid, known)
    shown = {"row": row, "said": said, "new": new, "steps": STEPS[row.state], "keeps": policy.keeps(request.user)}
    shown["goes_up"] = row.desk == policy.OWN and not row.case_uid
    shown["takes_over"] = "" if row.case_uid else _investigation(request.user, uid)
    return render(request, "web/reports/report.html", shown)


def _investigation(user, uid):
    """Where a report of the department's own desk becomes a case; nowhere if that process is not served."""
    try:
        return reverse("web:investigation:from_report", args=[uid]) if policy.OWN in policy.desks(user) else ""
    except NoReverseMatch:
        return ""


@entitled
@require_POST
def answer(request, uid):
    """Write to the reporter."""
    desk.find(request.user, uid)
    desk.answer(request.user, uid, secret(request), request.POST.get("words", ""))
    messages.success(request, _("答复已封存，反映人用回执码能看到。"))
    return redirect("web:report", uid=uid)


@entitled
@require_POST
def step(request, uid, name):
    """Accept, pass on, conclude or reopen."""
    desk.find(request.user, uid)
    if name not in desk.STEPS:
        raise Http404
    desk.step(request.user, uid, name, request.POST.get("why", ""))
    return redirect("web:report", uid=uid)


@entitled
@require_POST
def up(request, uid):
    """It concerns those who lead the department: from now on the desk above reads it, and nobody here."""
    desk.find(request.user, uid)
    upward.pass_up(request.user, uid, secret(request))
    messages.success(request, _("已转由上级受理。本部门不再能打开，也不要留存内容。"))
    return redirect("web:reports")


@entitled
@require_safe
def file(request, uid, no):
    """The clean copy of a file, as a download; the original is in the vault."""
    desk.find(request.user, uid)
    facts, data = desk.file(request.user, uid, secret(request), no)
    answer = HttpResponse(data, content_type=facts["kind"])
    name = f"{uuid.UUID(str(uid)).hex[:8]}-{no}.{facts['extension']}"
    answer["Content-Disposition"], answer["X-Content-Type-Options"] = f'attachment; filename="{name}"', "nosniff"
    return answer
