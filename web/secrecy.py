"""知悉范围: who may know of a case, and who looked; and 谁看过我的材料: who looked at what is about me (F22)."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people import clock
from people.models import User
from policy import access_log, grounds, looks
from policy import rules as policy
from web import cases
from web.secrecy_forms import FORMS
from workflows import moves
from workflows.errors import NotFound, Refused
from workflows.models import Admission, Exclusion

SHOWN = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, uid):
    """The level of a case, who is let in and kept out, and who looked; for those who decide it, and for auditors."""
    case = cases.find(request, uid)
    keeps = policy.may(request.user, "admit", case).ok
    if not keeps and not policy.is_auditor(request.user):
        raise Http404
    why, bound, status = "", None, 200
    if request.method == "POST":
        bound, why, status = _done(request, case)
        if status == 302:
            messages.success(request, _("已记入留痕。"))
            return _onwards(request, case)
    return render(request, "web/secrecy/page.html", _shown(request, case, keeps, bound) | {"why": why}, status=status)


def _done(request, case):
    """(the form that was sent, why nothing was done, the status)."""
    name = request.POST.get("act", "")
    if name == "end_admission":
        answers = {"admission": request.POST.get("admission", "0"), "reason": request.POST.get("reason", "")}
        answers["admission"] = int(answers["admission"]) if answers["admission"].isdigit() else 0
        form = None
    elif name in FORMS:
        form = FORMS[name](request.POST, case=case)
        if not form.is_valid():
            return (name, form), "", 422
        answers = form.answers()
    else:
        raise Http404
    try:
        moves.act(case, name, by=request.user, **answers)
    except NotFound:
        raise Http404 from None
    except Refused as refused:
        return (name, form), refused.why, 409
    return None, "", 302


def _onwards(request, case):
    """Somebody who made a case secret may not see it any more."""
    seen = policy.may_see(request.user, case)
    return (
        redirect("web:secrecy", case.uid)
        if seen and policy.may(request.user, "admit", case.own).ok
        else redirect("web:inbox")
    )


def _shown(request, case, keeps, bound):
    allowed = [name for name in FORMS if keeps and policy.may(request.user, name, case).ok]
    forms = {name: FORMS[name](case=case) for name in allowed}
    if bound and bound[1] is not None:
        forms[bound[0]] = bound[1]
    today = clock.today()
    let_in = Admission.objects.filter(case=case.pk).select_related("person", "unit", "by").order_by("-until", "-pk")
    out = list(Exclusion.objects.filter(case=case.pk, ended=None).select_related("person", "by").order_by("pk"))
    if not out:
        forms.pop("end_exclusion", None)
    entries = list(access_log.of_case(case.uid)[:SHOWN])
    return {
        "case": case, "keeps": keeps, "forms": [(name, _TITLES[name](), form) for name, form in forms.items()],
        "let_in": [(row, row.until >= today) for row in let_in], "out": out, "looks": _told(entries),
    }  # fmt: skip


_TITLES = {
    "set_secrecy": lambda: _("调整密级"), "admit": lambda: _("准予知悉"), "exclude": lambda: _("限制知悉"),
    "end_exclusion": lambda: _("解除限制知悉"),
}  # fmt: skip


def _told(entries, brief=False):
    """`brief` leaves out the words in which somebody was let in: they are for those who decide it."""
    people = User.objects.select_related("unit").in_bulk({one.person_id for one in entries if one.person_id})
    return [
        (one, people.get(one.person_id), grounds.told(one.why.partition(":")[0] if brief else one.why))
        for one in entries
    ]


@login_required
@require_safe
def mine(request):
    """Who looked at files that are about me: when, what, and on what ground."""
    found = looks.about(request.user)
    cases_of = {case.uid: case for _entry, case in found}
    told = [(*line, cases_of[line[0].case_uid]) for line in _told([entry for entry, _case in found], brief=True)]
    return render(request, "web/secrecy/mine.html", {"looks": told, "quarters": _quarters(found)})


def _quarters(found):
    """(year, quarter, how many looks) by quarters, the newest first: the report that F22 asks for."""
    days = [localdate(entry.at) for entry, _case in found]
    counts = Counter((day.year, (day.month + 2) // 3) for day in days)
    return [(*quarter, n) for quarter, n in sorted(counts.items(), reverse=True)]
