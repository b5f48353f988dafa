"""接下来会怎样: the likely line from here, and the other ends, from the plan that `move()` decides by."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from web import asked, words
from workflows import plan

AHEAD = 4


@dataclass
class Ahead:
    """One expected stage, or one other way out."""

    move: str
    stage: str
    when: str
    who: str
    closed: bool = False


def line(case, at):
    """Stages ahead if each next move is taken when it is due; the first move of a stage is the one hoped for."""
    rules, found, seen = case.rules, [], {case.stage}
    stage, since = case.stage, case.stage_since
    moment, moments = max(at, case.due or at), dict(case.moments_known())
    while len(found) < AHEAD and (plans := _duties(rules, stage, moment, moments, since)):
        entry = plans[0].entry
        if entry.stage in seen:
            break
        found.append(_ahead(plans[0], moment))
        seen.add(entry.stage)
        moments[entry.stage] = moment
        stage, since, moment = entry.stage, moment, max(moment, entry.deadline.due or moment)
    return found


def others(case, at):
    """The other moves out of this stage and where they lead."""
    plans = plan.plan(case.rules, case.stage, at, dict(case.moments_known()), case.stage_since)
    main = next((p.move.name for p in plans if p.move.duty), None)
    return [_ahead(p, None) for p in plans if p.move.name != main and p.entry.stage != case.stage]


def _duties(rules, stage, at, moments, since):
    plans = plan.plan(rules, stage, at, moments, since)
    return [p for p in plans if p.move.duty and p.entry.stage != stage] or [p for p in plans if p.move.lapses]


def _ahead(one, moment):
    entry = one.entry
    who = "、".join(dict.fromkeys(asked.role_label(role) for role in entry.duties))
    when = _("约 %s") % words.day(max(moment, one.earliest) if one.earliest else moment) if moment else ""
    return Ahead(_(one.move.label), _(entry.label), when, who, entry.closed)
