"""Versions of a process's rules beside each other, and what another one would mean for open cases. Reads only."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from workflows import definitions, differing, pauses, renaming, rulesets
from workflows.models import Case, Definition


@dataclass(frozen=True)
class Difference:
    """One thing that two versions state differently; `before` or `after` is None where it is not there."""

    stage: str
    label: str
    what: str  # stage | move | way | act | what a slot says | a fact: process.owner, stage.pool, move.guards, …
    before: object
    after: object
    where: str = ""  # label of the stage


@dataclass(frozen=True)
class Trial:
    """What would happen to one open case under another version."""

    case: object
    stage: str  # where it would be
    why_not: str  # why it cannot be moved, or ""
    due: object
    gains: tuple = ()  # roles that would get work
    loses: tuple = ()  # roles whose open work would be closed


def of(process):
    """The stored versions of a process, newest first, each with the number of its open cases."""
    rows = list(Definition.objects.filter(process=process).order_by("-number"))
    counts = {row.pk: Case.objects.filter(definition=row.pk, finished=None).count() for row in rows}
    return [(row, counts[row.pk]) for row in rows]


def compare(old, new):
    """Every difference of two versions, in the order in which a case meets them; a renamed stage is one stage."""
    old = renaming.under(old, renaming.codes(old, new))
    name = new.process["label"]
    found = [Difference("", name, *one) for one in differing.process(old, new)] + list(_limits(old, new))
    for stage in dict.fromkeys((*old.stages, *new.stages)):
        if stage not in old.stages or stage not in new.stages:
            found.append(_whole("stage", stage, _label(old, stage), _label(new, stage)))
        else:
            found += (replace(one, where=new.label(stage)) for one in _of_stage(old, new, stage))
    return found


def _limits(old, new):
    before, after = ({slot.key: slot for slot in rulesets.limits(rules)} for rules in (old, new))
    for key in dict.fromkeys((*before, *after)):
        values = [found[key].value if key in found else None for found in (before, after)]
        shown = after.get(key) or before[key]
        if values[0] != values[1]:
            yield Difference("", shown.label, "limit", *values)
        elif before[key].clause != after[key].clause:
            yield Difference("", shown.label, "limit.clause", before[key].clause, after[key].clause)


def _label(rules, stage):
    return rules.label(stage) if stage in rules.stages else None


def _whole(what, stage, before, after, label=""):
    return Difference(stage, label or before or after, what, before, after)


def _of_stage(old, new, stage):
    if old.label(stage) != new.label(stage):
        yield _whole("stage", stage, old.label(stage), new.label(stage))
    yield from (Difference(stage, new.label(stage), *one) for one in differing.stage(old, new, stage))
    yield from _moves(old, new, stage)
    yield from _acts(old, new, stage)
    yield from _slots(old, new, stage)


def _moves(old, new, stage):
    for name in dict.fromkeys(m.name for m in (*old.moves_from(stage), *new.moves_from(stage))):
        one, other = old.find(stage, name), new.find(stage, name)
        ways = old.target(stage, name), new.target(stage, name)
        if not (one and other):
            yield _whole("move", stage, one and one.label, other and other.label)
            continue
        if ways[0] != ways[1]:
            yield _whole("way", stage, _label(old, ways[0]), _label(new, ways[1]), other.label)
        if one.label != other.label:
            yield _whole("move", stage, one.label, other.label)
        yield from (Difference(stage, other.label, *fact) for fact in differing.move(old, new, stage, name))


def _acts(old, new, stage):
    before, after = old.stages[stage].acts, new.stages[stage].acts
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Difference(stage, name, "act", _listed(before.get(name)), _listed(after.get(name)))


def _listed(roles):
    return list(roles) if roles is not None else None


def _slots(old, new, stage):
    """Values that both state, and a term or rule that only one of them states for a move of both."""
    pairs = [{slot.key: slot for slot in rulesets.slots(rules) if slot.stage == stage} for rules in (old, new)]
    for key in dict.fromkeys((*pairs[0], *pairs[1])):
        one, other = pairs[0].get(key), pairs[1].get(key)
        move = key.split("/")[1]
        if move and not (old.find(stage, move) and new.find(stage, move)):
            continue  # the whole move is named already
        if (one and one.value) != (other and other.value):
            shown = other or one
            yield Difference(stage, shown.label, shown.what, one and one.value, other and other.value)


def affected(process, target):
    """The open cases that would be moved to version `target`."""
    return Case.objects.filter(kind=process, finished=None).exclude(definition=target).order_by("pk")


def try_on(target, cases):
    """What moving these cases to version `target` would do to each; nothing is changed."""
    rules = definitions.rules_of(target)
    return [trial(case, rules) for case in cases]


def trial(case, rules):
    """What version `rules` would mean for one open case."""
    stage = rules.renamed.get(case.stage, case.stage)
    why = _why_not(case, rules, stage)
    if why:
        return Trial(case, stage, why, case.due)
    found = pauses.deadline(case, rules, stage).due
    held = set(case.task_set.filter(status="ASSIGNED", stage=case.stage, kind="move").values_list("role", flat=True))
    duties = {role for role in rules.duties(stage) if not case.own.spares(role)}
    return Trial(case, stage, "", found, tuple(sorted(duties - held)), tuple(sorted(held - duties)))


def _why_not(case, rules, stage):
    if stage not in rules.stages:
        return _("新版本没有“%s”这个环节，须先办完本环节。") % case.stage_label
    if rules.is_closed(stage):
        return _("在新版本中“%s”是终结环节。") % rules.label(stage)
    old, new = case.rules.stages[case.stage].signing, rules.stages[stage].signing
    if case.signings.filter(settled_at=None, stage=case.stage).exists() and (old and old.mode) != (new and new.mode):
        return _("正在会签或表决，新版本的方式不同，须先办完。")
    return ""
