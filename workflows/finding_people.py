"""Who is meant by each source of the role language (`workflows.naming`). Reads only."""

from ledger.models import Event
from people import roles
from people.models import User
from workflows.models import Appointee, WorkItem

LADDER = ("deputy_minister", "minister", "county_committee")  # above the heads of units
LEADER = "unit_leader"


def found(case, source):
    """Ids of the people whom a source of the language names in a case, in their order."""
    return list(dict.fromkeys(pk for pk in BY_WORD[source.name](case, source) if pk))


def bound(source):
    """Whether the case says who it is; else it follows from posts, and whoever is tied is left out."""
    return source.name in ("chosen", "field", "actor_of")


def unit(case, where):
    """The unit that stands after the @."""
    if where in ("author_unit", "actor_unit"):
        return _person(case, "opened_by" if where == "author_unit" else "actor").unit
    return getattr(case, where)


def _person(case, where):
    """Who opened the case, or who took its last step."""
    if where == "opened_by":
        return User.objects.select_related("unit").get(pk=case.opened_by_id)
    if case.step:
        return case.step.principal or case.step.actor
    last = Event.objects.filter(uid=case.uid).exclude(actor_id=None).order_by("-seq").first()
    return User.objects.select_related("unit").get(pk=last.for_id or last.actor_id) if last else case.opened_by


def superiors(person):
    """The levels above a person, each a list: heads of their unit and of the units above it, then the ladder."""
    levels, home = [], person.unit
    while home:
        heads = [one.pk for one in roles.holders(LEADER, unit=home)]
        levels += [heads] if heads and person.pk not in heads else []
        home = home.parent
    own = roles.roles_of(person)
    above = max((n + 1 for n, code in enumerate(LADDER) if code in own), default=0)
    levels = levels if not above else []
    ladder = [[one.pk for one in roles.holders(code)] for code in LADDER[above:]]
    return [level for level in [*levels, *ladder] if level]


def _superior(case, source):
    levels = superiors(_person(case, source.where))[: int(source.of)]
    if source.name == "superiors":
        return [pk for level in levels for pk in level]
    return levels[-1] if len(levels) == int(source.of) else []


def _head(case, source):
    where = unit(case, source.where)
    return [one.pk for one in roles.holders(LEADER, unit=where)] if where else []


def _chosen(case, source):
    role = "chosen" + (f":{source.of}" if source.of else "")
    rows = Appointee.objects.filter(case=case.pk, stage=case.stage, role=role, person__is_active=True)
    return rows.order_by("pk").values_list("person", flat=True)


def _field(case, source):
    value = getattr(case, source.of + "_id", None) or getattr(case, source.of)
    values = value.values_list("pk", flat=True) if hasattr(value, "values_list") else value
    values = values if isinstance(values, list | tuple) or hasattr(values, "model") else [values]
    ids = [getattr(one, "pk", one) for one in values]
    active = set(User.objects.filter(pk__in=[pk for pk in ids if pk], is_active=True).values_list("pk", flat=True))
    return [pk for pk in ids if pk in active]


def _group(case, source):
    return [one.pk for one in roles.holders(source.of)]


def _actor_of(case, source):
    return actors_of(case, source.of)[-1:]


def actors_of(case, stage):
    """Ids of those who did work in a stage, the last one last; work done for somebody counts as theirs."""
    rows = WorkItem.objects.filter(process=case.pk, stage=stage, status="DONE", owner__is_active=True)
    known = list(rows.order_by("-finished", "-pk").values_list("owner", flat=True))
    return list(dict.fromkeys(_just_now(case, stage) + known))[::-1]


def _just_now(case, stage):
    """Who takes the step that leaves the stage: it is not written yet."""
    item = case.step and case.step.item
    return [item.owner_id] if item and item.stage == stage and case.stage != stage and item.owner_id else []


BY_WORD = {
    "head": _head, "superior": _superior, "superiors": _superior, "chosen": _chosen, "field": _field,
    "group": _group, "actor_of": _actor_of,
}  # fmt: skip
