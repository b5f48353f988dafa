"""Words for events."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import links


@dataclass(frozen=True)
class Line:
    """One event and the words for it."""

    entry: object
    words: str

    @property
    def links(self):
        """What the step joined: kind, to, and the reason if the event keeps it."""
        return links.told(self.entry.fields)


def of(entry, rules):
    """What an event says: the move's or act's label."""
    kind = entry.event.kind
    if kind == "open":
        return _("发起事项")
    head, _dot, name = kind.partition(".")
    if head == "move":
        move = next((m for facts in rules.stages.values() for m in facts.moves if m.name == name), None)
        label = _(move.label) if move else name
        if entry.fields.get("skipped") == "carried":
            return _("%s（原来的意见继续有效）") % label
        return _by_whom(label, entry)
    if name == "climb":
        return str(BY_CLOCK.get(entry.fields.get("does"), ACTS["climb"]))
    label = _led(str(_(ACTS.get(name, name))), entry, rules)
    # What people decided and the system carries out, such as an emergency, is not what the clock does by itself.
    return _by_whom(label, entry) if name in BY_ITSELF else label


def _by_whom(label, entry):
    return _("%s（系统自动）") % label if entry.fields.get("automatic") else label


def _led(said, entry, rules):
    """An act that brought the case elsewhere names where to, and the round that begins with it."""
    to, number = entry.event.went_to, entry.fields.get("round")
    if entry.event.kind.partition(".")[2] not in SENDING or to not in rules.stages:
        return said
    led = {"act": said, "stage": _(rules.label(to)), "round": number}
    return (_("%(act)s，到“%(stage)s”（第%(round)d轮）") if number else _("%(act)s，到“%(stage)s”")) % led


ACTS = {}
BY_ITSELF = frozenset({"resume", "raise_recusal"})  # acts that the clock takes, and whose words do not say so
BY_CLOCK = {
    "urge": gettext_lazy("系统自动催办"), "escalate": gettext_lazy("系统自动报上级"),
    "reassign": gettext_lazy("系统自动改派"), "propose": gettext_lazy("系统自动提请是否立项督查"),
}  # what the clock did on a rung  # fmt: skip
SENDING = {"return_to", "take_back", "reopen", "decide_jump"}  # acts of which one wants to know where they led


def act_label(name, label):
    """State the words for an act; process and engine acts call this when they register."""
    ACTS[name] = label


ROLES = {}


def role_words(name, label):
    """State the words for a role that a case names itself, such as the one who reviews its changes."""
    ROLES[name] = label
