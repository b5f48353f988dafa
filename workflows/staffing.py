"""Whom the work of a stage reaches on entering it: the roles, and the policies that its facts add to them.

Reads only. A stage without such policies pays nothing for them. What leaves nobody is skipped only where the facts
say so, and never along an adverse move (F29).
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ledger.models import Event
from people import roles as posts
from workflows import assign, finding_people, naming
from workflows.declare import AGREE
from workflows.errors import Refused

SKIP = "skip"
# What became of somebody whom the role named; stands in WorkItem.asked, and says why in the inbox.
FAMILIAR, SUPERIOR, HEAD, FALLBACK, UPPER = "familiar", "superior", "unit_head", "fallback", "unit_above"
SKIPPED = {
    "author": gettext_noop("发起人就是办理人，按规则跳过"), "repeat": gettext_noop("同一人已经办理过，按规则跳过"),
    "nobody": gettext_noop("没有人担任，按规则跳过"),
    "carried": gettext_noop("所见内容没有变化，原来的意见继续有效，不再重签"),
}  # fmt: skip


@dataclass
class Staff:
    """Those who get the work, how it came to whom it came otherwise than by the role, and the move that skips."""

    people: list
    asked: dict = field(default_factory=dict)  # person id → one of the words above
    skip: str = ""
    why: str = ""  # key of SKIPPED
    left_out: dict = field(default_factory=dict)  # person id → key of SKIPPED


def staff(case, stage, roles):
    """Who works in `stage` by these roles, all policies applied. Raises Refused where they keep everybody out."""
    facts = case.rules.stages[stage]
    found = Staff(list(dict.fromkeys(pk for role in roles for pk in players(case, stage, role))))
    if not any((facts.apart, facts.familiar, facts.author, facts.repeat, facts.nobody)):
        return found
    some = bool(found.people)
    if not some:
        _nobody(case, facts, roles, found)
    _author(case, facts, found)
    _repeat(case, stage, facts, found)
    kept_apart = _apart(case, facts, found)
    _familiar(case, facts, found)
    if not found.people and found.left_out and not found.skip:
        found.why = next(iter(found.left_out.values()))
        found.skip = skipping(case.rules, stage, getattr(facts, found.why))
    if not found.people and not found.skip and kept_apart:
        raise Refused(_("还不能进入“%(stage)s”：能办理的人都办过须由他人办理的环节。请先指定另外的人。") % {
            "stage": _(case.rules.label(stage))})  # fmt: skip
    return found


def players(case, stage, role):
    """Who plays a role in a stage: whom somebody entitled appointed for it, else whom the role names."""
    if case.rules.appoints:
        from workflows import appointed  # it leaves out those recused, who are asked for here

        if found := appointed.people(case, stage, role):
            return found
    return assign.players(case, role)


def skipping(rules, stage, policy):
    """The move by which a stage is skipped: the one that the policy names, else the one that agrees."""
    _word, _colon, name = policy.partition(":")
    facts = rules.stages[stage]
    if name:
        return name
    if facts.signing and facts.signing.leaves.get(AGREE):
        return facts.signing.leaves[AGREE]
    return next((move.name for move in facts.moves if move.duty and not move.adverse and not move.reason), "")


def _nobody(case, facts, roles, found):
    word, _colon, what = facts.nobody.partition(":")
    if word == SKIP:
        found.skip, found.why = what or skipping(case.rules, case.stage, facts.nobody), "nobody"
    elif word == "role":
        _instead(found, assign.players(case, what), FALLBACK)
    elif word == UPPER:
        _instead(found, [pk for role in roles for pk in _one_unit_up(case, role)], UPPER)


def _instead(found, people, word):
    more = [pk for pk in dict.fromkeys(people) if pk not in found.people]
    found.people += more
    found.asked |= dict.fromkeys(more, word)


def _one_unit_up(case, role):
    """The same post in the next unit above in which somebody holds it."""
    for _joint, source in naming.read(role):
        in_unit = source.where and source.where not in naming.PERSONS
        home = finding_people.unit(case, source.where) if in_unit else None
        code = finding_people.LEADER if source.name == "head" else source.name
        while home and home.parent:
            home = home.parent
            people = [one.pk for one in posts.holders(code, unit=home) if one.pk not in assign.tied(case)]
            if people:
                return people
    return []


def _author(case, facts, found):
    """The author would decide on what he wrote."""
    author = case.opened_by_id
    if not facts.author or author not in found.people:
        return
    found.people.remove(author)
    word = facts.author.partition(":")[0]
    if word == SKIP:
        found.left_out[author] = "author"
        return
    levels = {"superior": "superior:1@opened_by", "unit_head": "head@author_unit!opened_by|superior:1@opened_by"}
    _instead(found, assign.players(case, levels[word]), word)


def _repeat(case, stage, facts, found):
    """Somebody has decided in this case before, or will later on."""
    if not facts.repeat or not found.people:
        return
    word = facts.repeat.partition(":")[0]
    known = {"adjacent": _just_now, "keep_first": _before, "keep_last": _later}[word](case, stage)
    for pk in [pk for pk in found.people if pk in known]:
        found.people.remove(pk)
        found.left_out[pk] = "repeat"


def _just_now(case, stage):
    """Whoever did the work of the step that led here."""
    return {case.step.holder_id} if case.step and case.step.kind != "open" else set()


def _before(case, stage):
    """All who did work of this case, the step just taken included."""
    rows = Event.objects.filter(uid=case.uid).exclude(kind="open").filter(kind__startswith="move.")
    signed = Event.objects.filter(uid=case.uid, kind="act.sign")
    pairs = [*rows.values_list("for_id", "actor_id"), *signed.values_list("for_id", "actor_id")]
    return {for_id or actor for for_id, actor in pairs} | _just_now(case, stage) | foreseen(case)


def _later(case, stage):
    """All who will get work in a stage that still comes, as far as is known now."""
    found, ahead, rules = set(), [stage], case.rules
    order = list(rules.stages)
    seen = {stage}
    while ahead:
        here = ahead.pop()
        for source, _name, to in rules.edges:
            if source == here and to not in seen and order.index(to) > order.index(stage):
                seen.add(to)
                ahead.append(to)
                facts = rules.stages[to]
                for role in (*rules.duties(to), *(facts.signing.by if facts.signing else ())):
                    found |= set(assign.players(case, role))
    return found


def _apart(case, facts, found):
    """Leave out whoever acted where they may not act and decide here; True if that left somebody out."""
    out = acted(case, facts.apart, case.step) & set(found.people) if facts.apart else set()
    found.people = [pk for pk in found.people if pk not in out]
    return bool(out)


def acted(case, stages, step=None):
    """Ids of all who took a move or signed in some stages, for themselves or for another, and of those others.

    The step being taken counts too if it is given.
    """
    rows = Event.objects.filter(uid=case.uid, came_from__in=stages)
    rows = rows.filter(kind__startswith="move.") | rows.filter(kind="act.sign")
    pairs = [*rows.values_list("actor_id", "for_id")]
    pairs.append(tuple(foreseen(case, stages)))
    if step and step.came_from in stages and (step.kind == "act.sign" or step.kind.startswith("move.")):
        pairs.append((step.actor.pk, step.holder_id))
    return {pk for pair in pairs for pk in pair if pk}


def foreseen(case, stages=None):
    """Ids of those who will have acted by then, where a route is only foretold; of some stages, or of all."""
    known = case.__dict__.get("_foreseen", {})
    return {pk for stage, people in known.items() if stages is None or stage in stages for pk in people}


def _familiar(case, facts, found):
    """Whoever did it before gets it again, if still among those who may."""
    if not facts.familiar:
        return
    before = [*finding_people.actors_of(case, facts.familiar), *foreseen(case, (facts.familiar,))]
    known = [pk for pk in before if pk in found.people][-1:]
    if known and len(found.people) > 1:
        found.people, found.asked = known, {known[0]: FAMILIAR}


def kept_apart(case, people):
    """Why these people, who act and who are acted for, may not decide here because of what they did before; or ""."""
    apart = case.rules.stages[case.stage].apart
    if not apart or not acted(case, apart).intersection(people):
        return ""
    stages = "、".join(_(case.rules.label(stage)) for stage in apart)
    return _("没有办理：你（或你代理的人）办过“%(stages)s”，这一步须由另一个人办理。请由本环节的其他人员办理。") % {
        "stages": stages}  # fmt: skip
