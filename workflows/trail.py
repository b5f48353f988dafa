"""Where a case has been in this round, and where it may be returned to. Reads only."""

from copy import copy
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.models import Event
from people.memo import once
from people.models import User

RERUN, STRAIGHT = "rerun", "straight"
RETURNED = "act.return_to"


@dataclass(frozen=True)
class Visit:
    """One stay in a stage that lies behind the case: who ended it, and how it was entered."""

    stage: str
    since: object
    actor: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Target:
    """A stage that the case may be returned to, who gets work there, and in which modes."""

    stage: str
    label: str
    who: tuple  # names
    modes: tuple
    people: tuple = ()  # their ids
    previous: bool = False


@once
def events(case):
    """Every event that changed the stage, oldest first: one narrow read."""
    found = Event.objects.filter(uid=case.uid).order_by("seq")
    rows = found.values_list("came_from", "went_to", "at", "actor_id", "actor_name", "seq", "kind")
    return [row for row in rows if row[0] != row[1]]


def of(case):
    """Stays that lie behind the case, oldest first; coming back to a stage takes it and what followed off the trail.

    Whatever was returned and goes straight on to where it came from has behind it what it had there.
    """
    trail, since, returned = [], None, []
    for came_from, went_to, at, actor, name, _seq, kind in events(case):
        before, trail = trail, [*trail, Visit(came_from, since, actor, name)] if came_from else trail
        places = [visit.stage for visit in trail]
        if kind == RETURNED:
            returned.append((went_to, came_from, before))
        elif returned:
            target, source, behind = returned.pop()
            if (came_from, went_to) == (target, source):
                trail, places = behind, []
            else:
                returned = []
        trail = trail[: places.index(went_to)] if went_to in places else trail
        since = at
    return trail


def known(case):
    """The trail without stages that its rules know no more and without ends."""
    return [visit for visit in of(case) if visit.stage in case.rules.stages and not case.rules.is_closed(visit.stage)]


def targets(case):
    """Stages that the case may be returned to from where it is, the nearest first."""
    facts = case.rules.stages[case.stage]
    allowed = facts.returns
    back = [visit for visit in reversed(known(case)) if "*" in allowed or visit.stage in allowed]
    modes = (RERUN,) if facts.sub else (RERUN, STRAIGHT)
    return [_target(case, visit, modes, n == 0) for n, visit in enumerate(back)]


def _target(case, visit, modes, previous):
    people = workers(case, visit.stage)
    names = User.objects.filter(pk__in=people).order_by("pk").values_list("name", flat=True)
    return Target(visit.stage, case.rules.label(visit.stage), tuple(names), modes, tuple(people), previous)


def workers(case, stage):
    """Ids of those who will have work in a stage if the case enters it now."""
    facts, there = case.rules.stages[stage], copy(case)
    there.__dict__["stage"] = stage  # who plays a role may depend on where the case is
    there.__dict__.pop("players", None)  # what a page remembers of it is of where the case is now
    signings = [facts.signing] if facts.signing else []
    signings += [branch.signing for branch in facts.parallel.branches.values()] if facts.parallel else []
    roles = [*case.rules.duties(stage), *(role for signing in signings for role in signing.by)]
    return list(dict.fromkeys(pk for role in roles if not there.spares(role) for pk in there.players(role)))


def closed_targets(case):
    """Stages that an ended case may be opened again in, the nearest first; where it ended may name them."""
    allowed = case.rules.stages[case.stage].returns
    back = [visit for visit in reversed(known(case)) if not allowed or "*" in allowed or visit.stage in allowed]
    return [_target(case, visit, (RERUN,), n == 0) for n, visit in enumerate(back)]


def entered(case, stage):
    """When the case entered a stage last, or None."""
    return next((row[2] for row in reversed(events(case)) if row[1] == stage), None)


def rerun(case, stage):
    """Stages that will be run again if the case is returned to `stage`: that one, what followed, where it is now."""
    places = [visit.stage for visit in of(case)]
    return [*places[places.index(stage) :], case.stage] if stage in places else [case.stage]


def words(target):
    """How a target reads in a list."""
    who = "、".join(target.who) or _("本环节承办人")
    said = {"stage": _(target.label), "who": who}
    return (_("%(stage)s（上一环节，由%(who)s办理）") if target.previous else _("%(stage)s（由%(who)s办理）")) % said
