"""One rule as a line of a table: its words, its fields, and what was posted in them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from web import rule_roles
from web.rule_words import UNITS, WHATS
from workflows import rulesets

TERMS, SHARES, COUNTS = ("term", "minimum", "urgent"), ("quorum", "threshold"), ("floor", "limit")


@dataclass(frozen=True)
class Row:
    """A slot with what its fields hold."""

    slot: object
    kind: str  # term | share | count | roles
    fields: tuple  # (name, value)
    wrong: bool

    @classmethod
    def of(cls, slot, typed, field, known):
        """The line of a slot; what was typed stands in it again when it was refused. `known`: names of roles."""
        kind = _kind(slot.what)
        names = _names(slot, kind)
        values = [typed.get(name, "") for name in names] if typed else _values(slot, kind, known)
        return cls(slot, kind, tuple(zip(names, values, strict=True)), bool(field) and field == slot.key)

    @property
    def place(self):
        return _(self.slot.label)

    @property
    def stage(self):
        return _(self.slot.where)

    @property
    def what(self):
        return WHATS[self.slot.what]

    @property
    def units(self):
        return UNITS


def _kind(what):
    return "term" if what in TERMS else "share" if what in SHARES else "count" if what in COUNTS else "roles"


def _names(slot, kind):
    return {"term": (f"{slot.key}#n", f"{slot.key}#unit"), "share": (f"{slot.key}#0", f"{slot.key}#1")}.get(
        kind, (slot.key,)
    )


def _values(slot, kind, known):
    if kind == "term":
        return slot.value["n"], slot.value["unit"]
    if kind == "share":
        return tuple(slot.value)
    return (slot.value if kind == "count" else rule_roles.shown(slot.value, known),)


def posted(stated, data):
    """The values that a form gives, slot by slot; a slot whose fields are not there is left out."""
    found, known = {}, rule_roles.names(stated)
    for slot in rulesets.slots(stated):
        kind = _kind(slot.what)
        names = _names(slot, kind)
        if all(name in data for name in names) and not slot.fixed:
            found[slot.key] = _given(kind, [data[name].strip() for name in names], known)
    return found


def _given(kind, texts, known):
    if kind == "term":
        return {"n": _whole(texts[0]), "unit": texts[1]}
    if kind == "share":
        return [_whole(text) for text in texts]
    if kind == "count":
        return _whole(texts[0])
    return rule_roles.meant(texts[0], known)


def _whole(text):
    return int(text) if text.isdigit() and len(text) < 6 else text
