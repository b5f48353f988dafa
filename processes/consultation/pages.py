"""The figures of consultations, the list behind each of them, and the library of cured cases."""

import re
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from people import roles
from people.models import Unit
from policy import rules as policy
from processes.consultation import stats
from processes.consultation.choices import CAUSE_KINDS, Trigger, word
from processes.consultation.models import Consultation

SIZE = 20
MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")
SAID = {
    "open": gettext_lazy("在办"), "cured": gettext_lazy("办结"), "unresolved": gettext_lazy("未解转报"),
    "ended": gettext_lazy("有结果的"), "dropped": gettext_lazy("不予会诊或撤回"),
    "concluded": gettext_lazy("已形成意见"), "dissent": gettext_lazy("有不同意见"),
    "sent_back": gettext_lazy("曾退回再会诊"), "late": gettext_lazy("逾期"),
}  # fmt: skip


def _kept(request):
    """Those who keep the process; to others there is no such page."""
    if not roles.roles_of(request.user) & set(Consultation.process.readers):
        raise Http404


@login_required
@require_safe
def overview(request):
    """By cause type, cure rate, rounds, days to the opinion."""
    _kept(request)
    span = _span(request)
    shown = {"sums": stats.of(request.user, **span), "span": span, "kept": urlencode(_said(span))}
    return render(request, "consultation/overview.html", shown)


def _span(request):
    """The months asked for; what is no month asks for nothing."""
    found = {name: request.GET.get(name, "") for name in ("since", "until")}
    return {name: text if MONTH.match(text) else "" for name, text in found.items()}


def _said(which):
    return {name: value for name, value in which.items() if value}


@login_required
@require_safe
def listing(request):
    """The consultations that one number counts."""
    _kept(request)
    which = {name: request.GET.get(name, "") for name in ("what", "cause", "rounds", "trigger", "unit", "stay")}
    which |= _span(request)
    page = Paginator(stats.listed(request.user, **which), SIZE).get_page(request.GET.get("page"))
    rounds = which["rounds"]
    said = [
        SAID.get(which["what"]), which["cause"] and word(CAUSE_KINDS, which["cause"]),
        rounds.isdigit() and ngettext("会诊 %d 轮", "会诊 %d 轮", int(rounds)) % int(rounds),
        which["trigger"] and word(Trigger.choices, which["trigger"]),
        Unit.objects.filter(pk=which["unit"]).first() if which["unit"].isdigit() else "",
        which["stay"] and _("已离开“%s”") % _(dict(Consultation.Stage.choices).get(which["stay"], which["stay"])),
        "—".join(filter(None, (which["since"], which["until"]))),
    ]  # fmt: skip
    title = " · ".join(str(part) for part in said if part) or _("全部会诊")
    return render(request, "consultation/list.html", {"page": page, "title": title, "kept": urlencode(_said(which))})


@login_required
@require_safe
def library(request):
    """病例库: what was wrong, what helped; only cases the reader may see."""
    if policy.is_admin(request.user):
        raise Http404
    asked, cause = " ".join(request.GET.get("q", "").split())[:80], request.GET.get("cause", "")
    found = stats.library(request.user, asked, cause)
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    shown = {"page": page, "q": asked, "cause": cause, "kinds": CAUSE_KINDS}
    return render(request, "consultation/library.html", shown)
