"""督查驾驶舱: lights, what is late and on whose desk, findings, stages, ledger, burden; every number opens its list."""

import re
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from policy import access_log
from policy import rules as policy
from web import asked, cockpit_areas, cockpit_export, cockpit_rows, cockpit_sums, cockpit_times, cockpit_turns, inbox
from web.refusal import conflict
from workflows import moves, registry, tally, workbooks
from workflows.errors import NotFound, Refused

TOP, PROJECTS, SIZE = 8, 15, 50
NARROWED = ("unit", "kind", "month", "area")
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
WATCHED = ("watch", "red", "yellow", "today")


def _scope(request):
    """Whose cockpit, narrowed to a unit, a process, a month, a part of the county; who has none finds no page."""
    found = cockpit_sums.scope(request.user, *(request.GET.get(name, "") for name in NARROWED))
    if found is None or found.month and not MONTH.fullmatch(found.month) or found.area not in cockpit_areas.LABELS:
        raise Http404
    return found


@login_required
@require_safe
def page(request):
    """The whole cockpit."""
    scope = _scope(request)
    sums = cockpit_sums.totals(scope)
    watched = cockpit_sums.chosen(scope, "watch").order_by("due", "pk")[:TOP]  # red before yellow, the longest first
    units, stays = cockpit_sums.by_unit(scope), cockpit_times.of(scope)
    findings, burden = cockpit_sums.findings(scope), cockpit_sums.burden(scope)
    shown = {
        "scope": scope, "narrow": _narrow(scope), "keep": {name: _narrow(scope, name) for name in NARROWED},
        "kpi": [(what, sums[f"n_{what}"]) for what in tally.ORDER],
        "open": sums["n_open"], "watch": sums["n_watch"], "today": sums["n_today"],
        "watched": cockpit_rows.of(watched, scope.at), "units": units, "kinds": cockpit_sums.by_process(scope),
        "stays": stays, "turns": cockpit_turns.of(scope), "findings": findings, "burden": burden,
        "book": cockpit_sums.ledger(scope, PROJECTS),
        "labels": [cockpit_sums.LABELS[light] for light in tally.ORDER], "charts": _charts(units, stays, findings),
    }  # fmt: skip
    return render(request, "web/cockpit.html", shown)


def _narrow(scope, but=""):
    """The part of an address that keeps what was chosen."""
    kept = {name: getattr(scope, name) for name in NARROWED if name != but and getattr(scope, name)}
    return f"&{urlencode(kept)}" if kept else ""


def _charts(units, stays, findings):
    """The numbers for the script that draws; the tables say the same."""
    names, lights = [line.label for line in units], tally.ORDER
    series = [[str(cockpit_sums.LABELS[x]), x, [line.counts[x] for line in units]] for x in lights]
    keys = [line.key for line in units]
    found = {
        "units": {"names": names, "series": series, "keys": keys, "by": "unit", "ask": "what"},
        "stays": _stays_chart(stays),
    }
    return found | ({"findings": _findings_chart(findings)} if findings else {})


def _stays_chart(stays):
    name = _("%(stage)s（%(process)s）")
    return {
        "names": [name % {"stage": stay.label, "process": stay.process} for stay in stays],
        "half": [stay.half for stay in stays], "most": [stay.most for stay in stays],
        "term": [stay.term for stay in stays],
        "words": [_("一半在此以内"), _("九成在此以内"), _("规定期限")],
    }  # fmt: skip


def _findings_chart(findings):
    rows = findings["rows"]
    series = [
        [_(str(label)), grade, [cells[n][2] for _age, _label, cells in rows]]
        for n, (grade, label) in enumerate(findings["grades"])
    ]
    ages, names = [age for age, _label, _cells in rows], [str(label) for _age, label, _cells in rows]
    return {"names": names, "series": series, "keys": ages, "by": "age", "ask": "grade"}


@login_required
@require_safe
def counted(request):
    """The cases behind one number."""
    scope, what = _scope(request), request.GET.get("what", "open")
    more = {name: request.GET.get(name, "") for name in ("grade", "age", "inspected")}
    try:
        cases = cockpit_sums.chosen(scope, what, **more)
    except (KeyError, StopIteration):
        raise Http404 from None
    page = Paginator(cases.select_related("owner_unit").order_by("due", "pk"), SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    # What is late or at risk is shown with whose desk it lies on, and may be urged from here.
    watched = cockpit_rows.of(page.object_list, scope.at) if what in WATCHED else []
    shown = {
        "page": page, "rows": [] if watched else [inbox.line(case) for case in page], "watched": watched,
        "scope": scope, "title": _title(what, more, scope), "query": query.urlencode(), "count": page.paginator.count,
    }  # fmt: skip
    return render(request, "web/cockpit_list.html", shown)


def _title(what, more, scope):
    kind = asked.process(scope.kind)
    said = [_(kind.label) if kind else "", str(cockpit_sums.LABELS.get(what, ""))]
    if what == "findings":
        said = [_("未销号问题"), str(cockpit_sums.AGE_LABELS.get(more["age"], ""))]
    if what == "ledger":
        said = [_("有台账的项目")]
    if what == "inspected":
        said = [_("今年的督查")]
    said.append(str(cockpit_areas.LABELS[scope.area]) if scope.area else "")
    return " · ".join(part for part in said if part)


@login_required
@require_safe
def stays(request):
    """The stays behind one number of the table of stages."""
    scope = _scope(request)
    stage, kind = request.GET.get("stage", ""), scope.kind
    if kind not in registry.KINDS or stage not in registry.current(kind).stages:
        raise Http404
    count, rows = cockpit_times.each(scope, kind, stage)
    cases = {case.uid: case for case in scope.cases().filter(uid__in={row[0] for row in rows})}
    shown = {"rows": [(cases[uid], *rest) for uid, *rest in rows], "count": count}
    return render(request, "web/cockpit_stays.html", shown | {"title": asked.stage_label(kind, stage)})


@login_required
@require_safe
def export(request):
    """The same numbers as a workbook, with the cases behind them; that it was taken out is noted."""
    scope = _scope(request)
    access_log.record(request.user, None, "export", path=request.get_full_path())
    answer = HttpResponse(cockpit_export.of(scope), content_type=workbooks.TYPE)
    answer["Content-Disposition"] = f'attachment; filename="cockpit-{scope.at:%Y-%m-%d}.xlsx"'
    return answer


@login_required
@require_POST
def urge(request, uid):
    """催办 with one press; back to where it was pressed; a refusal says why."""
    case = policy.visible(request.user).filter(uid=uid).first()
    if case is None:
        raise Http404
    try:
        moves.act(case.own, "urge", by=request.user, text=request.POST.get("text", ""))
    except NotFound:
        raise Http404 from None
    except Refused as refused:
        return conflict(request, refused.why, back=reverse("web:case", args=[uid]))
    messages.success(request, _("%s：已催办") % (case.number or case.title))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else reverse("web:cockpit"))
