"""Coming in and going out."""

import hashlib
from collections import defaultdict

from axes.decorators import axes_dispatch
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people import clock, passwords
from people.models import Holding, OneTimeLink, Unit, User
from people.roles import in_force, role_names
from policy import access_log
from web import factors, oidc, passkeys, sessions, signing, words
from web.person import remember
from web.refusal import conflict
from web.stepping import confirmed

BACKEND = "django.contrib.auth.backends.ModelBackend"
# A person stands in the first group that one of their roles opens.
GROUPS = (
    (gettext_lazy("决策"), ("minister", "deputy_minister", "exec_secretary", "exec_member", "county_committee")),
    (
        gettext_lazy("督查"),
        ("supervision_office", "inspector_lead", "inspector", "township_member", "township_secretary", "village_cadre"),
    ),
    (
        gettext_lazy("核查与监督"),
        (
            "investigator",
            "appeal_officer",
            "auditor",
            "archivist",
            "discipline_liaison",
            "system_admin",
            "security_admin",
            "audit_admin",
        ),  # fmt: skip
    ),
    (gettext_lazy("承办"), ("section_head", "office", "clerk", "legal_reviewer", "chair", "case_officer")),
    (gettext_lazy("参与与群众"), ()),
)
SHOWN = ("minister", "dm_org", "sec_rec", "office_head", "sup_clk", "t05_wy", "gj_inv1", "legal2", "auditor",
         "zz_head", "rc_head", "legal", "resp_a", "pub_a", "expert1")  # fmt: skip


def home(request):
    """Where somebody goes who signs in: the page that was asked for, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe and asked != "/" else reverse("web:inbox")


def passed(request, user, onwards=None):
    """Sign in, or ask for the second factor first; neither one-time links nor another house's word pass it by."""
    onwards = onwards or home(request)
    return signing.ask(request, user, onwards) if factors.has(user) else enter(request, user, onwards)


def enter(request, user, onwards):
    """Sign somebody in who has shown all that is asked of them."""
    login(request, user, backend=BACKEND)
    confirmed(request)
    sessions.begun(request)
    access_log.record(user, None, "signed_in", path=request.path)
    top = Unit.objects.filter(parent=None).order_by("pk").first()
    request.session["organisation"] = top.name if top else ""
    request.session["place"] = user.unit.name if user.unit_id else ""
    if passwords.too_old(user):
        onwards = reverse("web:password")
    return remember(HttpResponseRedirect(onwards), user)


@never_cache
@axes_dispatch
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    """Name and password; in a demonstration also one button per person."""
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in ("username", "password")}
        user = authenticate(request, **given)
        if user and user.kind == User.Kind.PERSON:
            return passed(request, user)
        return page(request, said=_("没有登录。账号或密码不对；请重新输入，忘记密码请找系统管理员。"), status=400)
    return redirect(home(request)) if request.user.is_authenticated else page(request)


def page(request, said="", status=200):
    """The page of signing in, with what went wrong."""
    groups = people_by_group() if settings.DEMO else []
    rest = [person for _title, few, more in groups for person in more]
    typed = request.POST.get("username", "")
    shown = {"groups": groups, "rest": rest, "said": said, "next": home(request), "username": typed}
    shown |= {"passkeys": passkeys.possible(request), "single": settings.OIDC_NAME if oidc.on() else ""}
    return render(request, "web/sign_in.html", shown, status=status)


def people_by_group():
    """(title, people to show, the others) of the demonstration; each person carries `note`, what they hold."""
    names = role_names()
    people = User.objects.filter(is_demo=True, is_active=True, kind=User.Kind.PERSON).select_related("unit")
    held = defaultdict(list)
    for person, role in Holding.objects.filter(in_force()).order_by("pk").values_list("person", "role"):
        held[person].append(role)
    found = {title: ([], []) for title, _roles in GROUPS}
    for person in people.order_by("pk"):
        roles = held[person.pk]
        person.note = "、".join(dict.fromkeys(str(names.get(code, code)) for code in roles[:3]))
        few, more = found[_group(roles)]
        (few if person.username in SHOWN else more).append(person)
    order = [GROUPS[i][0] for i in (0, 3, 1, 2, 4)]
    return [(title, *found[title]) for title in order if any(found[title])]


def _group(roles):
    return next((title for title, codes in GROUPS if set(codes) & set(roles)), GROUPS[-1][0])


@never_cache
@require_POST
def sign_in_as(request):
    """One click, in a demonstration only."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(
        User, username=request.POST.get("username", ""), is_demo=True, is_active=True, kind=User.Kind.PERSON
    )
    return passed(request, user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, token):
    """The landing of a one-time link. Opening it changes nothing; the button uses it up."""
    link = OneTimeLink.objects.filter(token_hash=hashlib.sha256(token.encode()).hexdigest()).first()
    if not link or link.used_at or link.expires_at <= clock.now() or not link.person.is_active:
        return conflict(request, _("这个登录链接用过了、过期了或不完整。请系统管理员重新发一个。"), title=_("没有登录"))
    if request.method != "POST":
        return render(request, "web/by_link.html", {"person": words.post(link.person)})
    # Two clicks at once: only the one that sets the mark comes in.
    if not OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(used_at=clock.now()):
        return conflict(request, _("这个登录链接刚刚用过。请系统管理员重新发一个。"), title=_("没有登录"))
    return passed(request, link.person)


@require_POST
def sign_out(request):
    logout(request)
    return redirect("web:sign_in")
