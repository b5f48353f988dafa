"""接下来会怎样, in full: the stages to come with names, last days and reasons, and what would follow otherwise."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.models import User
from web import asked, cases, words
from workflows import clock, foretelling, staffing, why

WAYS = 6  # other ways shown in full
NEAR = 4  # stages on the page of the case


@dataclass
class Step:
    """One stage to come, in words."""

    move: str
    stage: str
    when: str
    until: str
    people: list  # (name, why this person, whether others come first)
    roles: str
    closed: bool
    note: str = ""
    others: str = ""


@dataclass
class Way:
    """Another way out of the stage the case is in."""

    label: str
    steps: list


@login_required
@require_safe
def page(request, uid):
    """Everything that is foretold of a case."""
    case, at = cases.find(request, uid), clock.now()
    named = not case.in_part(request.user)
    main = foretelling.route(case, at) if not case.is_closed else []
    ways = _otherwise(case, at) if not case.is_closed else []
    names = _names([one for route in (main, *(steps for _label, steps in ways)) for one in route])
    shown = {
        "case": case, "process": asked.process(case.kind), "stage": _(case.rules.label(case.stage)),
        "steps": [step(case, one, names if named else None) for one in main],
        "ways": [Way(label, [step(case, one, names if named else None) for one in steps]) for label, steps in ways],
        "until": words.day(case.due) if case.due else "",
    }  # fmt: skip
    return render(request, "web/ahead.html", shown)


@login_required
@require_safe
def card(request, uid):
    """The next stages with names, for the page of the case, which asks for them once it is there."""
    case = cases.find(request, uid)
    found = foretelling.route(case, clock.now(), NEAR) if not case.is_closed else []
    names = None if case.in_part(request.user) else _names(found)
    return render(request, "web/ahead_card.html", {"steps": [step(case, one, names) for one in found]})


def _otherwise(case, at):
    """(words, stages) of what would follow if the case took another way now."""
    found = [(_(move.label), foretelling.taken(case, move.name, at, 2)) for move, _to in foretelling.others(case)]
    back = [(_("退回“%s”") % _(one.label), one.stage) for one in foretelling.targets(case)]
    found += [(label, foretelling.returned(case, stage, at, 2)) for label, stage in back]
    return found[:WAYS]


def _names(found):
    people = {holder.person for one in found for holder in one.holders}
    return dict(User.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}


def before(code, author):
    """The stages that follow once somebody opens a case of a process."""
    found = foretelling.before(code, author, clock.now())
    names = _names(found)
    return [step(None, one, names, code) for one in found]


def step(case, one, names, code=""):
    """A foretold stage in words; without `names`, and where votes or opinions are sealed, by roles alone."""
    rules = case.rules if case else asked.registry.current(code)
    open_to_all = names is not None and not one.sealed
    people = [_holder(h, names, code or case.kind) for h in one.holders] if open_to_all else []
    roles = list(dict.fromkeys(asked.role_label(h.role) for h in one.holders)) if not open_to_all else []
    unknown = [] if one.holders or one.closed or one.skipped else [asked.role_label(r) for r in rules.duties(one.stage)]
    about = _("约 %s") if one.provisional else _("最迟 %s")
    return Step(
        move=_(one.move.label) if one.move else "", stage=_(rules.label(one.stage)),
        when=_("最迟 %s 进入") % words.day(one.at), until=about % words.day(one.due) if one.due else "",
        people=people, roles="、".join(dict.fromkeys([*roles, *unknown])), closed=one.closed,
        note=_note(one),
        others="、".join(dict.fromkeys(_(move.label) for move, _to in one.others)),
    )  # fmt: skip


def _note(one):
    """What is to be said of a stage beside who and when."""
    if one.skipped:
        return _(staffing.SKIPPED[one.skipped])
    return _("由谁办，在前面的环节指定。") if one.unnamed else one.why_not


def _holder(holder, names, code):
    why = _("上次的同意意见继续有效") if holder.carried else _why(holder, code)
    return names[holder.person], why, holder.waits


def _why(holder, code):
    return why.short({"kind": holder.kind, "role": holder.role, "asked": holder.asked, "case_kind": code})
