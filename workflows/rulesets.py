"""What of a process's rules people may change on a page: terms, quorums, roles, notices. Reads only.

Each place that may be changed is a slot with a key. A change becomes part of the definition from its day on, so a new
version is stored and pinned like every other; cases that are open keep theirs. It is confirmed before its day, so
what holds on a day is read once that day.
"""

import copy
import re
from dataclasses import dataclass, replace
from functools import cache

from django.utils.translation import gettext_noop

from workflows import clock, rules
from workflows.models import RuleChange

TERMS = ("term", "minimum", "urgent")
SHARES = ("quorum", "threshold")
LIMIT, EVERYWHERE = "limit:", gettext_noop("各环节共用")
AGREED = "本单位规定，两名管理员确认"  # clause of a term that was changed here
LAW = re.compile(r"第.+条|《.+》")  # a clause that cites a law or regulation


@dataclass(frozen=True)
class Slot:
    """One value that a definition states in a place of its own."""

    key: str  # stage/move/what, or stage//what of its signing
    stage: str
    label: str  # of the move, or of the stage for its signing
    what: str  # term | minimum | urgent | quorum | threshold | floor | by | acts | notice | limit
    value: object
    clause: str = ""
    where: str = ""  # label of the stage

    @property
    def fixed(self):
        """Whether a law or regulation states it, so that no organisation changes it here."""
        return bool(LAW.search(self.clause))


def slots(stated):
    """Every slot of a definition, in the order of its stages."""
    stages = stated.data["stages"]
    found = [slot for stage in stated.data["order"] for slot in _of_stage(stated, stage, stages[stage])]
    return [*limits(stated), *(replace(slot, where=stated.label(slot.stage)) for slot in found)]


def limits(stated):
    """The numbers that belong to no stage: quotas, distances, how often."""
    for code, one in stated.process.get("limits", {}).items():
        yield Slot(f"//{LIMIT}{code}", "", one["label"], "limit", one["n"], one["clause"], where=EVERYWHERE)


def _of_stage(stated, stage, facts):
    label = stated.label(stage)
    if signing := facts["signing"]:
        for what in (*SHARES, "floor"):
            yield Slot(f"{stage}//{what}", stage, label, what, signing[what])
        if signing["by"]:
            yield Slot(f"{stage}//signers", stage, label, "signers", signing["by"])
    for move in facts["moves"]:
        yield from _of_move(stage, move)


def _of_move(stage, move):
    place = f"{stage}/{move['name']}"
    for what in TERMS:
        if term := move.get(what):
            value = {"n": term["n"], "unit": term["unit"]}
            yield Slot(f"{place}/{what}", stage, move["label"], what, value, term["clause"])
    if move["by"]:
        yield Slot(f"{place}/by", stage, move["label"], "by", move["by"])
    for notice in move["notices"]:
        yield Slot(f"{place}/notice:{notice['topic']}", stage, move["label"], "notice", notice["to"])


def applied(stated, values):
    """The definition with these values in their slots; a key that it does not know is left out."""
    data = copy.deepcopy(stated.data)
    for key, value in values.items():
        _put(data, key, value)
    return rules.read(rules.canonical(data))


def _put(data, key, value):
    stage, move, what = key.split("/")
    if what.startswith(LIMIT):
        if one := data["process"].get("limits", {}).get(what.removeprefix(LIMIT)):
            one |= {"n": value, "clause": AGREED}
        return
    facts = data["stages"].get(stage)
    place = facts and (_named(facts["moves"], "name", move) if move else facts["signing"])
    if not place:
        return
    if what in TERMS and place.get(what):
        place[what] |= {"n": value["n"], "unit": value["unit"], "clause": AGREED}
    elif what.startswith("notice:"):
        if notice := _named(place["notices"], "topic", what.partition(":")[2]):
            notice["to"] = value
    elif what == "signers":
        place["by"] = value
    elif what in place:
        place[what] = value


def _named(rows, field, name):
    return next((row for row in rows if row[field] == name), None)


def ruled(stated):
    """What the code states with the confirmed changes that hold today."""
    values = standing(stated.process["code"], clock.today())
    return applied(stated, values) if values else stated


@cache
def standing(process, day):
    """The values that were confirmed and hold on a day, the later over the earlier."""
    rows = RuleChange.objects.filter(process=process, outcome="confirmed", target=None, effective__lte=day)
    found = {}
    for values in rows.order_by("effective", "decided_at").values_list("values", flat=True):
        found |= values
    return found


def forget():
    """Drop what was read of this day."""
    standing.cache_clear()
