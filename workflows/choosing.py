"""Whom the author, or who takes the step before, chooses for a stage still to come (指定)."""

from functools import lru_cache

from django.utils.translation import gettext as _

from people.models import User
from policy import rules as policy
from workflows import naming
from workflows.errors import Refused
from workflows.models import Appointee

PREFIX = "chosen_"  # before the stage's code, in the answers of a move
PREVIOUS, AUTHOR = ("chosen", "chosen:previous"), "chosen:author"


def words(facts):
    """The ways in which whoever works in a stage is chosen."""
    roles = {role for move in facts.moves if move.duty for role in move.by}
    roles |= set(facts.signing.by) if facts.signing else set()
    found = {f"{s.name}:{s.of}".rstrip(":") for role in roles for _j, s in naming.read(role) if s.name == "chosen"}
    return sorted(found)


def wanted(rules, stage, move):
    """{stage: role} for which taking this move asks for people: where it leads, and from the start all the author's."""
    return dict(_wanted(rules, stage, move.name))


@lru_cache(maxsize=4096)
def _wanted(rules, stage, name):
    to, found = rules.target(stage, name), {}
    for code, facts in rules.stages.items():
        for role in words(facts):
            by_author = role == AUTHOR and stage == rules.data["start"]
            if by_author or role in PREVIOUS and code == to and code != stage:
                found[code] = role
    return found


def candidates():
    """Everybody who can be chosen: people in service who take part in cases."""
    people = User.objects.filter(is_active=True, kind=User.Kind.PERSON).select_related("unit").order_by("unit", "pk")
    apart = policy.apart()
    return [one for one in people if one.pk not in apart]


def take(step, move):
    """Note whom the answers choose; a move that chooses for nobody asks for nothing."""
    case = step.case
    for stage, role in wanted(case.rules, case.stage, move).items():
        people = [int(pk) for pk in step.answers.pop(PREFIX + stage, None) or ()]
        if not people and _chosen(case, stage, role).exists():
            continue
        _note(step, stage, role, people)


def _chosen(case, stage, role):
    return Appointee.objects.filter(case=case.pk, stage=stage, role=role)


def _note(step, stage, role, people):
    label, free = _(step.case.rules.label(stage)), {one.pk: one for one in candidates()}
    if not people or not set(people) <= set(free):
        why = _("没有办理：还没有为“%s”指定办理人，或所选的人不能办理。请从在用人员中选择。") % label
        raise Refused(why, PREFIX + stage)
    _chosen(step.case, stage, role).delete()
    rows = [Appointee(case=step.case, stage=stage, role=role, person_id=pk, by=step.actor, at=step.at) for pk in people]
    Appointee.objects.bulk_create(rows)
    step.fields.setdefault("chosen", {})[stage] = [free[pk].name for pk in people]
