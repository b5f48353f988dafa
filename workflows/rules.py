"""A stored definition, read back. Cases ask these rules, never today's code."""

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from workflows.declare import Branch, Extension, Move, Notice, Parallel, Rung, Signing, StageFacts, SubCase, Term


def canonical(data):
    """Return the one text of `data` that is hashed and stored."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(text):
    """Return the SHA-256 of a definition's text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _term(data):
    return data and Term(**data)


def _move(data):
    return Move(
        **data
        | {
            "term": _term(data["term"]),
            "urgent": _term(data.get("urgent")),
            "minimum": _term(data["minimum"]),
            "notices": tuple(Notice(topic=n["topic"], to=tuple(n["to"])) for n in data["notices"]),
            **{name: tuple(data[name]) for name in ("by", "guards", "effects")},
        }
    )


def _signing(data):
    tuples = ("by", "licenses", "quorum", "threshold", "veto")
    if not data:
        return None
    sees = {role: tuple(names) for role, names in data.get("sees", {}).items()}
    return Signing(**data | {name: tuple(data[name]) for name in tuples if name in data} | {"sees": sees})


def _rungs(data):
    return tuple(Rung(**one | {"to": tuple(one["to"])}) for one in data)


def _parallel(data):
    if not data:
        return None
    branches = {code: Branch(**one | {"signing": _signing(one["signing"])}) for code, one in data["branches"].items()}
    return Parallel(**data | {"branches": branches})


def _sub(data):
    return data and SubCase(**data | {"follows": tuple(data["follows"])})


# A vote taken in a sitting may go one level up (F03), whatever the process says of its acts.
ABOVE = {"escalate_level": ("above_reporter",), "enter_decision": ("above_enterer",)}
# Who is asked to decide a recusal decides it wherever the case has come to meanwhile (F02); so does who is asked
# whether a case that is very late should be inspected.
ANYWHERE = {
    "decide_recusal": ("recusal_decider",), "weigh_inspection": ("inspection_decider",),
    "decide_jump": ("jump_decider",),
    # What somebody was handed beside the work, they answer; and who handed work on may take it back.
    "seen": ("circulated", "copied"), "reply": ("circulated",), "give_back": ("delegate",), "recall": ("giver",),
}  # fmt: skip


def _above(signing, parallel):
    """Acts by which a signing goes one level up; without a sitting nobody reports it, the counts do."""
    if signing and signing.mode == "vote" and signing.sitting:
        return ABOVE
    rules = [signing] if signing else [branch.signing for branch in parallel.branches.values()] if parallel else []
    return {"enter_decision": ABOVE["enter_decision"]} if any(rule.unmet == "above" for rule in rules) else {}


LISTS = ("returns", "sees", "apart", "lends", "back", "room_acts")
LATER = ("pool", "mandatory", "waits_for", "carries", "familiar", "nobody", "author", "repeat", "most_returns")


def _facts(data):
    signing = _signing(data["signing"])
    parallel = _parallel(data.get("parallel"))
    above = _above(signing, parallel)
    return StageFacts(
        moves=tuple(map(_move, data["moves"])),
        acts={act: tuple(roles) for act, roles in data["acts"].items()} | above | ANYWHERE,
        signing=signing,
        secret=data["secret"],
        help=data["help"],
        parallel=parallel,
        sub=_sub(data.get("sub")),
        rungs=_rungs(data.get("rungs", ())),
        extension=Extension(**data["extension"]) if data.get("extension") else None,
        **{name: tuple(data[name]) for name in LISTS if name in data},
        **{name: data[name] for name in LATER if name in data},
    )


@dataclass(frozen=True)
class Rules:
    """One version of one process, as it was when a case was opened under it."""

    text: str

    @cached_property
    def data(self):
        return json.loads(self.text)

    @cached_property
    def hash(self):
        return hash_of(self.text)

    @cached_property
    def process(self):
        return self.data["process"]

    @cached_property
    def stages(self):
        return {code: _facts(self.data["stages"][code]) for code in self.data["order"]}

    @cached_property
    def hurried(self):
        """The same rules as they hold for an urgent case."""
        return Hurried(self.text)

    @cached_property
    def edges(self):
        """(from, move, to) of every edge."""
        return [tuple(edge) for edge in self.data["edges"]]

    @cached_property
    def private(self):
        return frozenset(self.process["private"])

    @cached_property
    def renamed(self):
        """Old code of a stage → its code in this version."""
        return self.process.get("renamed", {})

    def limit(self, code, default):
        """A number that guards count by; `default` in a version from before it was stated."""
        return self.process.get("limits", {}).get(code, {}).get("n", default)

    @cached_property
    def rungs(self):
        """The ladder of the process around every due date; none: the usual one."""
        return _rungs(self.process.get("rungs", ()))

    def label(self, stage):
        return self.data["stages"][stage]["label"]

    def told(self, stage):
        """The label of a stage that history names, by its name of now if it was renamed; "" if there is none."""
        stage = self.renamed.get(stage, stage)
        return self.label(stage) if stage in self.stages else ""

    def is_closed(self, stage):
        return self.data["stages"][stage]["closed"]

    def moves_from(self, stage):
        return self.stages[stage].moves

    def find(self, stage, name):
        """Return the move of that name out of `stage`, or None."""
        return next((move for move in self.stages[stage].moves if move.name == name), None)

    def target(self, stage, name):
        return next((to for source, move, to in self.edges if source == stage and move == name), None)

    def duties(self, stage):
        """Roles that get a work item when a case enters `stage`."""
        moves = [move for move in self.stages[stage].moves if move.duty]
        return tuple(dict.fromkeys(role for move in moves for role in move.by))

    @cached_property
    def appoints(self):
        """Whether somebody may change who will do a later stage."""
        return any("appoint" in facts.acts for facts in self.stages.values())

    @cached_property
    def returns(self):
        """Whether a case may be sent back anywhere: others pay nothing for it."""
        return any("return_to" in facts.acts for facts in self.stages.values())

    @cached_property
    def moments(self):
        """Starts that a term of another stage counts from; their times are kept."""
        moves = [(stage, move) for stage in self.stages for move in self.moves_from(stage)]
        terms = [(stage, term) for stage, m in moves for term in (m.term, m.urgent, m.minimum)]
        return frozenset(t.start for stage, t in terms if t and t.start != stage)


class Hurried(Rules):
    """The rules of an urgent case: where a move states a shorter term, it holds."""

    @cached_property
    def stages(self):
        return {code: replace(facts, moves=tuple(map(_hurried, facts.moves))) for code, facts in super().stages.items()}


def _hurried(move):
    return replace(move, term=move.urgent) if move.urgent else move


@lru_cache(maxsize=256)
def read(text):
    """Parse a stored definition once."""
    return Rules(text)
