"""The small language in which facts say who: data that is read, never code that is run.

One source: `office` · `section_head@owner_unit` · `head@author_unit` · `superior:2@opened_by` · `superiors:3@actor` ·
`chosen` · `chosen:author` · `field:leader` · `group:experts` · `actor_of:review`.
Together: `a|b` (b if a finds nobody), `a+b` (both), `a!b` (a without b); read from left to right.
"""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

from people.seed import catalogue
from workflows import registry, wording

SOURCES = frozenset({"chosen", "field", "group", "actor_of", "superior", "superiors", "head"})
PERSONS = {"opened_by": "", "actor": gettext_noop("上一环节办理人")}
UNITS = {
    "owner_unit": gettext_noop("承办单位"), "lead_unit": gettext_noop("牵头单位"),
    "author_unit": gettext_noop("发起人所在单位"), "actor_unit": gettext_noop("上一环节办理人所在单位"),
    "intake_unit": gettext_noop("登记单位"),
}  # fmt: skip
CHOOSERS = {
    "": gettext_noop("指定的办理人"), "author": gettext_noop("发起人指定的办理人"),
    "previous": gettext_noop("上一环节指定的办理人"),
}  # fmt: skip
LONGEST, MOST_LEVELS = 60, 9


@dataclass(frozen=True)
class Source:
    """One source of people: `name:of@where`."""

    name: str
    of: str = ""
    where: str = ""

    @property
    def is_word(self):
        """Whether the engine finds these people by itself, and not by a post or a name of the case."""
        return self.name in SOURCES


@cache
def read(role):
    """[(joint, Source)] of a role; the first joint is empty, then |, + or !."""
    parts = ["", *re.split(r"([|+!])", role)]
    return tuple((joint, _source(text)) for joint, text in zip(parts[::2], parts[1::2], strict=True))


def _source(text):
    head, _at, where = text.strip().partition("@")
    name, _colon, of = head.partition(":")
    return Source(name, of, where)


def names(role):
    """The posts and case-bound roles that stand in a role."""
    return [source.name for _joint, source in read(role) if not source.is_word]


def label(role, kind=""):
    """A role in the reader's language; `kind` is the process, for the names of its fields and stages. No query."""
    said = ""
    for joint, source in read(str(role)):
        word = _label(source, kind)
        joined = {
            "|": _("%(one)s（没有时为%(other)s）"),
            "+": _("%(one)s和%(other)s"),
            "!": _("%(one)s（%(other)s除外）"),
        }
        said = joined[joint] % {"one": said, "other": word} if joint else word
    return said


def _label(source, kind):
    if source.is_word:
        return _WORDS[source.name](source, kind)
    own = wording.ROLES.get(source.name)
    word = (
        pgettext("role", "发起人")
        if source.name == "opened_by"
        else str(own)
        if own
        else _post(source.name, get_language())
    )
    return _("%(unit)s%(role)s") % {"unit": _(UNITS[source.where]), "role": word} if source.where in UNITS else word


@cache
def _post(code, language):
    row = next((row for row in catalogue() if row["code"] == code), {})
    key = {"en": "en", "zh-hant": "zh_hant"}.get(language, "zh")
    return row.get(key) or row.get("zh") or code


def _head(source, kind):
    return _("%(unit)s负责人") % {"unit": _(UNITS.get(source.where, source.where))}


def _superior(source, kind):
    who = {
        "who": (
            pgettext("role", "发起人") if source.where == "opened_by" else _(PERSONS.get(source.where, source.where))
        ),
        "n": int(source.of or 1),
    }
    if source.name == "superiors":
        return _("%(who)s的 %(n)d 级上级") % who if who["n"] > 1 else _("%(who)s的上级") % who
    return _("%(who)s的上级") % who if who["n"] == 1 else _("%(who)s往上第 %(n)d 级") % who


def _chosen(source, kind):
    return _(CHOOSERS.get(source.of, CHOOSERS[""]))


def _field(source, kind):
    model = _model(kind)
    name = str(model._meta.get_field(source.of).verbose_name) if model else source.of
    return _("“%s”中填写的人") % name


def _group(source, kind):
    return _("人员组“%s”") % _post(source.of, get_language())


def _actor_of(source, kind):
    model = _model(kind)
    stages = dict(model.Stage.choices) if model else {}
    return _("“%s”的办理人") % _(str(stages.get(source.of, source.of)))


def _model(kind):
    return registry.KINDS.get(kind)


_WORDS = {
    "head": _head, "superior": _superior, "superiors": _superior, "chosen": _chosen, "field": _field,
    "group": _group, "actor_of": _actor_of,
}  # fmt: skip


def faults(role, model, bound=()):
    """What is wrong with a role in the facts of a process, one sentence each."""
    if len(role) > LONGEST:
        yield f"the role {role} is longer than {LONGEST} characters"
    for _joint, source in read(role):
        yield from (f"the role {role} {why}" for why in _faults(source, model, bound))


def _faults(source, model, bound):
    stages = {str(value) for value, _label in model.Stage.choices}
    if not source.is_word:
        yield from ["has an unknown word before the colon"] if source.of else []
        known = hasattr(model, source.where) or source.where in ("author_unit", "actor_unit")
        yield from ["names no unit of the case"] if source.where and (not known or source.name in bound) else []
        yield from [] if source.name else ["lacks a name"]
    elif source.name == "head" and not (hasattr(model, source.where) or source.where in UNITS):
        yield "names no unit of the case"
    elif source.name in ("superior", "superiors"):
        yield from [] if source.where in PERSONS else ["names no person to count from: @opened_by or @actor"]
        yield from [] if source.of in map(str, range(1, MOST_LEVELS + 1)) else ["counts no levels, as superior:2 does"]
    elif source.name == "chosen":
        yield from [] if source.of in CHOOSERS else ["is chosen by nobody known: author or previous"]
    elif source.name == "field":
        yield from [] if source.of and hasattr(model, source.of) else ["names no field of the case"]
    elif source.name == "actor_of":
        yield from [] if source.of in stages else ["names no stage"]
    elif source.name == "group" and not source.of:
        yield "names no group"
