"""接下来会怎样 on the page of a case: the likely line from here by roles, from the plan that `move()` decides by.

It asks for nothing; the names, which cost a look at who holds the posts, come after the page (`web.ahead.card`).
"""

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
    """Stages ahead if each move that is hoped for is taken when it is due."""
    rules, found, seen = case.rules, [], {case.stage}
    stage, since = case.stage, case.stage_since
    moment, moments = max(at, case.due or at), dict(case.moments_known())
    while len(found) < AHEAD and (one := _hoped(rules, stage, moment, moments, since)):
        entry = one.entry
        if entry.stage in seen:
            break
        found.append(_ahead(one, moment))
        seen.add(entry.stage)
        moments[entry.stage] = moment
        stage, since, moment = entry.stage, moment, max(moment, entry.deadline.due or moment)
    return found


def others(case, at):
    """The other moves out of this stage and where they lead."""
    plans = plan.plan(case.rules, case.stage, at, dict(case.moments_known()), case.stage_since)
    main = plan.hoped(case.rules, case.stage)
    return [_ahead(p, None) for p in plans if p.move != main and p.entry.stage != case.stage]


def _hoped(rules, stage, at, moments, since):
    move = plan.hoped(rules, stage)
    return move and next(one for one in plan.plan(rules, stage, at, moments, since) if one.move.name == move.name)


def _ahead(one, moment):
    entry = one.entry
    who = "、".join(dict.fromkeys(asked.role_label(role) for role in entry.duties))
    when = _("约 %s") % words.day(max(moment, one.earliest) if one.earliest else moment) if moment else ""
    return Ahead(_(one.move.label), _(entry.label), when, who, entry.closed)
