"""What each kind of case pack keeps closed. A closed field keeps its commitment, so that the chain still verifies.

Four readers: `full` (this house), `court`, `person` (whom the case is about), `public`. Each sees less than the one
before. What a process marks private, what was typed before it was masked, single ballots and every internal id leave
the house in no variant but the full one.
"""

import json

from django.utils.translation import gettext_lazy as _

VARIANTS = {
    "full": _("完整卷"), "court": _("移送卷（法院、上级机关）"), "person": _("当事人卷"), "public": _("公开卷"),
}  # fmt: skip
IDS = frozenset(
    {"actor_id", "for_id", "item_id", "key", "sitting", "item", "items", "case", "cases", "person", "people", "links"}
)
UNTOLD = frozenset({"choices", "opinion_said", "originals", "ballots", "changed_private", "contact", "phone", "email"})
WHEN = frozenset({"at", "kind"})
WAY = WHEN | {"came_from", "went_to"}
DECIDED = WAY | {"actor_name", "for_name", "reason", "decision", "issued", "rules"}


def withheld(variant, private=frozenset()):
    """The function that says which field of which event stays closed in a variant; `private`: names of the process."""
    if variant == "full":
        return frozenset()
    return {"court": _from_court, "person": _from_person, "public": _from_public}[variant](private)


def _from_court(private):
    def closed(event, name, text):
        return name in IDS or name in UNTOLD or name in private or (name == "changes" and _points(text, private))

    return closed


def _points(text, private):
    """Whether changed fields name rows by their ids, or say what is private."""
    return any(name.endswith("_id") or name in private for name in json.loads(text))


def _from_person(private):
    """Of a step that moved the case, what was decided, by whom and why; of all other work, that it was done."""

    def closed(event, name, text):
        return name in private or name not in (DECIDED if _moved(event) else WHEN)

    return closed


def _from_public(private):
    """Which way the case went, and when."""

    def closed(event, name, text):
        return name not in (WAY if _moved(event) else WHEN)

    return closed


def _moved(event):
    return event.kind == "open" or event.kind.startswith("move.")


def reads(variant, kind):
    """Whether the issues of a kind of paper are in a variant."""
    return variant in ("full", "court") or bool(kind and variant in kind.reaches)


def attached(variant):
    """Whether what was attached to the case is in a variant."""
    return variant in ("full", "court")
