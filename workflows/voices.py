"""Whose voice counts in a signing, by which role, with which weight, and who has to wait."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows import staffing
from workflows.errors import Refused
from workflows.models import Signing

LAST = 1000  # place of the head, behind everybody who may yet be added
WAITS, OPEN = "SCHEDULED", "ASSIGNED"
FEWEST_SECRET = 3  # of fewer ballots everybody knows whose they are


@dataclass(frozen=True)
class Voice:
    """One person in a signing."""

    person: int
    role: str
    place: int
    weight: int


def of(case, stage, rule, people):
    """The voices of a signing as it opens, in order. Who plays several of its roles speaks once, by the first."""
    roles = _roles(case, stage, rule, people)
    heads = set(staffing.players(case, stage, rule.head)) if rule.head else set()
    ranked = sorted(people, key=lambda person: person in heads)
    last = len(heads.intersection(people)) < len(people)
    return [
        Voice(p, roles[p], LAST if last and p in heads else n, rule.weights.get(roles[p], 1))
        for n, p in enumerate(ranked)
    ]


def _roles(case, stage, rule, people):
    """By which role each of them speaks; whom a policy put in a role's place speaks by the first."""
    found = {}
    several = [rule.head, *rule.by] if rule.head else rule.by if len(rule.by) > 1 else ()
    for role in several:
        for person in staffing.players(case, stage, role):
            found.setdefault(person, role)
    return {person: found.get(person, rule.by[0]) for person in people}


def waits(rule, voice, first):
    """Whether somebody before this voice must speak: in turn, or because the head speaks last."""
    return voice.place != first and (rule.mode == "sequential" or voice.place == LAST)


def open_signing(case, stage, rule, staff, new_item, times, branch=""):
    """A new signing with an item for each voice; who is not yet to speak waits in line. Returns (row, items)."""
    found = of(case, stage, rule, staff.people)
    if not found:
        raise Refused(_("还不能进入“%(stage)s”：没有指定签批人。请先指定。") % {"stage": _(case.rules.label(stage))})
    if rule.secret and len(found) < FEWEST_SECRET:
        why = _("还不能进入“%(stage)s”：无记名表决至少要有 %(n)d 人，否则看得出谁投了什么。请先增加表决人。")
        raise Refused(why % {"stage": _(case.rules.label(stage)), "n": FEWEST_SECRET})
    total = sum(voice.weight for voice in found)
    row = Signing(
        case=case, stage=stage, branch=branch, mode=rule.mode, secret=rule.secret, entitled=total, waiting=total,
        opened_at=case.step.at,
    )  # fmt: skip
    first = found[0].place
    fields = [{"asked": staff.asked.get(voice.person, ""), "branch": branch, **times} for voice in found]
    items = [_item(case, row, voice, new_item, more) for voice, more in zip(found, fields, strict=True)]
    for item, voice in zip(items, found, strict=True):
        if waits(rule, voice, first):
            item.status, item.held = WAITS, "line"
    return row, items


def _item(case, row, voice, new_item, more):
    item = new_item(
        case, row.stage, owner_id=voice.person, kind="sign", role=voice.role, place=voice.place, weight=voice.weight,
        **more,
    )  # fmt: skip
    item.signing = row
    return item
