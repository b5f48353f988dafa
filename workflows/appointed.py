"""Who was chosen for a stage to come, and for which stages somebody may be. Reads only."""

from ledger.models import Event
from people.memo import once
from workflows import assign
from workflows.models import Appointee
from workflows.recusals import touched, without_recused

NEVER = frozenset({"opened_by", "system", "seat", "served"})


def people(case, stage, role):
    """Ids of those who were chosen for a role in a stage, without those who are tied or recused since; none: []."""
    found = _chosen(case).get((stage, role), ())
    if not found:
        return []
    barred = assign.tied(case)
    return without_recused(case, role.partition("@")[0], [pk for pk in found if pk not in barred])


@once
def _chosen(case):
    """(stage, role) → ids, read once."""
    if not touched(case):  # a case in which nobody was chosen pays nothing for the rule
        return {}
    found, rows = {}, Appointee.objects.filter(case=case.pk, person__is_active=True)
    for stage, role, person in rows.order_by("pk").values_list("stage", "role", "person"):
        found.setdefault((stage, role), []).append(person)
    return found


def open_to(case):
    """(stage, roles) of stages that lie ahead and whose people may be chosen: no vote, no sealed opinions."""
    rules, been = case.rules, walked(case)
    return [
        (stage, roles) for stage in rules.stages
        if stage in ahead(rules, case.stage) and stage not in been and (roles := _roles(rules, stage))
    ]  # fmt: skip


def ahead(rules, stage):
    """Stages that can still be reached from here."""
    found, waiting = set(), [stage]
    while waiting:
        here = waiting.pop()
        more = {to for source, _name, to in rules.edges if source == here} - found
        found |= more
        waiting += more
    return found - {stage}


@once
def walked(case):
    """Stages that the case has been in."""
    return set(Event.objects.filter(uid=case.uid).values_list("went_to", flat=True)) | {case.stage}


def _roles(rules, stage):
    facts = rules.stages[stage]
    if facts.secret or facts.signing and (facts.signing.sitting or facts.signing.mode == "vote"):
        return ()
    voices = facts.signing.by if facts.signing else ()
    return tuple(role for role in dict.fromkeys((*voices, *rules.duties(stage))) if role not in NEVER)
