"""One case step by step: where it stood, who had it, what could see it, and what differs. Reads only."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit import lines, moments, redaction, sight
from audit.doors import find
from ledger import standing, verify
from people import clock
from policy import fields
from policy import rules as policy
from retention import stones
from workflows import diagram, history
from workflows.models import WorkItem
from workflows.models.work import BESIDE


@login_required
@require_safe
def page(request, uid):
    """?step= stands at one step; ?from= compares it with an earlier or later one."""
    case = find(request, uid)
    entries = [line.entry for line in history.of(case)]
    step = _step(request.GET.get("step"), entries, len(entries))
    base = _step(request.GET.get("from"), entries, max(step - 1, 1))
    told = lines.of_case(case, entries)
    shown = _where(case, entries, step, request.user) | _compared(case, entries, base, step, request.user) | {
        "case": case, "rows": told, "now": told[step - 1] if told else None, "step": step, "base": base,
        "last": len(entries), "verdict": verify.verify(case.uid),
        "standing": standing.of(case.uid), "at": clock.now(),
        "auditor": policy.is_auditor(request.user), "variants": redaction.VARIANTS.items(),
        "process": _(case.rules.process["label"]), "stone": stones.of(case),
    }  # fmt: skip
    return render(request, "audit/case.html", shown)


def _step(said, entries, otherwise):
    number = int(said) if said and said.isdigit() else otherwise
    return min(max(number, 1), len(entries)) if entries else 0


def _where(case, entries, step, reader):
    """Where the case stood, who had work in it and who could see it."""
    at = entries[step - 1].event.at
    stage = case.rules.renamed.get(code := moments.stage(entries, step), code)
    state = moments.values(entries, step)
    return {
        "diagram": diagram.of(case.rules, stage, moments.visits(entries, step)), "stage": _(case.rules.told(stage)),
        "walked": [(_(case.rules.told(code)), when) for code, when in moments.visits(entries, step)][:-1],
        "path": _path(case, stage, {code for code, _at in moments.visits(entries, step)}),
        "held": _held(case, at, reader),
        "sights": sight.of(case, at, state.get("classification") or case.classification, reader),
    }  # fmt: skip


def _path(case, stage, been):
    """(label, state) of the main path, for a phone."""
    codes = diagram.main_path(case.rules)
    states = [(code, "now" if code == stage else "done" if code in been else "next") for code in codes]
    if stage not in codes:
        states.append((stage, "now"))
    return [(_(case.rules.told(code)), state) for code, state in states]


def _held(case, at, reader):
    """Whose work was open at a moment, by name as far as `reader` may know it."""
    veiled = case.unnamed_for(reader)
    items = WorkItem.objects.filter(process=case, created__lte=at, owner__isnull=False).select_related("owner")
    open_then = items.exclude(finished__lte=at).order_by("pk")
    return list(
        dict.fromkeys(veiled.get(item.owner_id, item.owner.name) for item in open_then if item.kind not in BESIDE)
    )


def _compared(case, entries, base, step, user):
    first, second = sorted((base, step))
    states = moments.values(entries, first), moments.values(entries, second)
    found, same = moments.differences(case, *states, fields.hidden(user, case))
    return {"differences": found, "same": same, "first": first, "second": second}
