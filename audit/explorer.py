"""留痕查阅: the history of all cases, asked by person, unit, process, act, period and rule version. Reads only."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit import asking, labels, lines
from audit.doors import auditors, noted
from audit.models import SavedFilter
from ledger import standing
from people import clock
from workflows import registry, workbooks

SIZE = 50
MOST = 20_000  # events in one workbook
MOST_SAVED = 30


@auditors
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """One page of events, newest first; a POST keeps or drops a filter."""
    asked = asking.read(request.GET)
    if request.method == "POST":
        _keep(request, asked)
        return redirect(f"{request.path}?{asked.address}")
    found, key = asking.events(asked, request.user), asking.key(request.GET.get("after", ""))
    rows = list((asking.after(found, key) if key else found)[: SIZE + 1])
    noted(request, "explored", told := lines.of(rows[:SIZE]))
    shown = {
        "whole": standing.whole(), "asked": asked, "lines": told,
        "first": key is None, "more": len(rows) > SIZE,
        "next": f"?{asked.address}&after={asking.key_of(rows[SIZE - 1])}" if len(rows) > SIZE else "",
        "top": f"?{asked.address}" if key else "", "pills": _pills(asked),
        "saved": SavedFilter.objects.filter(person=request.user), "acts": labels.names(),
        "processes": [(code, _(model.process.label)) for code, model in registry.KINDS.items()],
    }  # fmt: skip
    return render(request, "audit/explorer.html", shown)


def _pills(asked):
    """(words, address without it) of each part of the question but the text."""
    process = registry.KINDS.get(asked.process)
    told = (
        ("who", _("办理人：%s"), asked.who), ("unit", _("单位：%s"), asked.unit),
        ("process", "%s", _(process.process.label) if process else ""), ("act", _("动作：%s"), asked.act),
        ("since", _("自 %s"), asked.since), ("until", _("至 %s"), asked.until),
        ("rules", _("规则版本：%s"), asked.rules), ("case", "%s", _("只看一件事项") if asked.case else ""),
    )  # fmt: skip
    return [(words % said, asked.without(name)) for name, words, said in told if said]


def _keep(request, asked):
    own = SavedFilter.objects.filter(person=request.user)
    if request.POST.get("drop", "").isdigit():
        own.filter(pk=int(request.POST["drop"])).delete()
        messages.success(request, _("已删除保存的筛选"))
        return
    name = " ".join(request.POST.get("name", "").split())[:40]
    if not name or not asked.narrow:
        messages.error(request, _("没有保存：请先选好条件，再给筛选起个名字。"))
    elif own.count() >= MOST_SAVED and not own.filter(name=name).exists():
        messages.error(request, _("没有保存：已有 %d 个筛选。请先删除不用的。") % MOST_SAVED)
    else:
        own.update_or_create(person=request.user, name=name, defaults={"query": asked.address[:500]})
        messages.success(request, _("已保存为“%s”") % name)


@auditors
@require_safe
def workbook(request):
    """The events that answer the question as a workbook; taking it out is itself kept in the access log."""
    asked = asking.read(request.GET)
    found = list(asking.events(asked, request.user)[: MOST + 1])
    if len(found) > MOST:
        messages.error(request, _("没有导出：超过 %d 条。请缩短时间段或再加一个条件。") % MOST)
        return redirect(f"{reverse('audit:explorer')}?{asked.address}")
    told = lines.of(found)
    rows = [_cells(line) for line in told]
    noted(request, "exported", told, why=_("导出 %d 条留痕") % len(rows))
    heads = (
        _("时间"), _("事项编号"), _("事项"), _("流程"), _("单位"), _("序号"), _("办理人"), _("代谁办理"), _("动作"),
        _("到环节"), _("变化"), _("摘要"),
    )  # fmt: skip
    answer = HttpResponse(workbooks.of([(_("留痕"), heads, rows)]), content_type=workbooks.TYPE)
    answer["Content-Disposition"] = f'attachment; filename="history-{clock.today().isoformat()}.xlsx"'
    return answer


def _cells(line):
    event, case = line.event, line.case
    at = event.at.astimezone(clock.CHINA).strftime("%Y-%m-%d %H:%M:%S")
    unit = case.owner_unit.label if case.owner_unit else ""
    return [
        at, case.number or "", case.title, _(case.definition.rules.process["label"]), unit, event.seq,
        event.actor_name, event.for_name, line.words, line.into, line.detail, bytes(event.hash).hex(),
    ]  # fmt: skip
