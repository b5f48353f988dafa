"""What each kind of case pack keeps closed. A closed field keeps its commitment, so that the chain still verifies.

Four readers: `full` (this house), `court`, `person` (whom the case is about), `public`. Each sees less than the one
before. What a process marks private, what was typed before it was masked, single ballots and every internal id leave
the house in no variant but the full one. Whom the case keeps unnamed is named in none, and in the full one only for
whoever may read the name on the page of the case.
"""

import json

from django.utils.translation import gettext_lazy as _

VARIANTS = {
    "full": _("完整卷"), "court": _("移送卷（法院、上级机关）"), "person": _("当事人卷"), "public": _("公开卷"),
}  # fmt: skip
IDS = frozenset(
    {"actor_id", "for_id", "item_id", "key", "sitting", "item", "items", "case", "cases", "person", "people", "links"}
)
UNTOLD = frozenset(
    {"choices", "opinion_said", "originals", "ballots", "changed_private", "contact", "phone", "email"}
) | {"excluded", "excluded_id"}
NAMES = frozenset({"*actor_name", "*for_name"})  # of people whom the history calls otherwise
VEILED = frozenset({"actor_id", "for_id"})
WHEN = frozenset({"at"})
WAY = WHEN | {"kind", "came_from", "went_to"}
DECIDED = WAY | {"actor_name", "for_name", "reason", "decision", "issued", "rules"}


def withheld(variant, private=frozenset(), unread=frozenset(), veiled=frozenset()):
    """The function that says which field of which event stays closed in a variant.

    `private`: names of the process that leave the house in no variant but the full one; `unread`: what the maker of the
    pack may not read; `veiled`: ids of people whose name he may not learn.
    """
    said = {"full": _from_house, "court": _from_court, "person": _from_person, "public": _from_public}[variant](private)

    def closed(event, marked, text):
        name = marked.lstrip("@*")
        return _from_maker(event, marked, name, text, unread, veiled) or said(event, marked, name, text)

    return closed


def _from_maker(event, marked, name, text, unread, veiled):
    """What the maker himself may not read is in no pack that he makes."""
    if name in unread or (name == "changes" and not unread.isdisjoint(json.loads(text))):
        return True
    return (marked in NAMES or name in VEILED) and not veiled.isdisjoint((event.actor_id, event.for_id))


def _from_house(private):
    return lambda event, marked, name, text: False


def _from_court(private):
    def closed(event, marked, name, text):
        shut = marked in NAMES or name in IDS or name in UNTOLD or name in private
        return shut or (name == "changes" and _points(text, private))

    return closed


def _points(text, private):
    """Whether changed fields name rows by their ids, or say what is private."""
    return any(name.endswith("_id") or name in private for name in json.loads(text))


def _from_person(private):
    """Of a step that moved the case, what was decided, by whom and why; of all other work, when something was done."""

    def closed(event, marked, name, text):
        return marked.startswith("*") or name in private or name not in (DECIDED if _moved(event) else WHEN)

    return closed


def _from_public(private):
    """Which way the case went, and when."""

    def closed(event, marked, name, text):
        return marked.startswith("*") or name not in (WAY if _moved(event) else WHEN)

    return closed


def _moved(event):
    return event.kind == "open" or event.kind.startswith("move.")


def reads(variant, kind):
    """Whether the issues of a kind of paper are in a variant."""
    return variant in ("full", "court") or bool(kind and variant in kind.reaches)


def attached(variant):
    """Whether what was attached to the case is in a variant."""
    return variant in ("full", "court")
