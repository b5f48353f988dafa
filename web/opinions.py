"""History for the page: lines, signed opinions, stages walked. Made from what `workflows.history` read."""

from dataclasses import dataclass

from django.forms import ChoiceField
from django.utils.translation import gettext as _

from policy import fields as fields_of
from workflows import changes
from workflows.acts.engine_forms import form_of
from workflows.declare import ABSTAIN, AGREE, OPPOSE

HIDDEN = ("decision", "opinion")


@dataclass
class Told:
    """One event as the page tells it."""

    at: object
    who: str
    for_name: str
    words: str
    into: str
    reason: str
    changes: list
    erased: bool
    seq: int
    paper: str = ""  # the name of a paper that was added
    originals: tuple = ()  # (field, text as it was typed before it was cleaned), for who typed it


@dataclass
class Opinion:
    """What somebody said when signing, moving or answering."""

    at: object
    who: str
    for_name: str
    step: str
    decision: str
    text: str


def _decision(case, event, value, words):
    """The word for a decision: of a signature, else what stood on the form, else the act itself."""
    signing = case.rules.stages[event.came_from].signing if event.came_from in case.rules.stages else None
    vote = signing and signing.mode == "vote"
    said = {
        AGREE: _("赞成") if vote else _("同意"), OPPOSE: _("反对") if vote else _("不同意"),
        ABSTAIN: _("弃权"), "voted": _("已表决"), "pass": _("通过"), "reject": _("不通过"), "defer": _("缓议"),
    }  # fmt: skip
    return said.get(value) or _chosen(case, event, value) or words


def _chosen(case, event, value):
    """The label of the choice that was made, as the form of the act names it."""
    form = form_of(case, event.kind.partition(".")[2])
    fields = getattr(form, "base_fields", {}).values()
    offered = [one.choices for one in fields if isinstance(one, ChoiceField) and not hasattr(one, "queryset")]
    return next((str(label) for pairs in offered for code, label in pairs if code == value), "")


def _sealed(case, event):
    """Ballots of a secret stage stay closed while the case is in it."""
    facts = case.rules.stages.get(event.came_from)
    return bool(facts and facts.secret and case.stage == event.came_from)


def lines(case, found, reader=None):
    """Told lines, oldest first; `reader` finds what they typed themselves before it was cleaned."""
    return [_line(case, line.entry, line.words, reader) for line in found]


def _line(case, entry, words, reader):
    event, fields = entry.event, entry.fields
    moved = event.went_to and event.went_to != event.came_from and event.came_from
    into = case.rules.told(event.went_to) if moved else ""
    reason = "" if _sealed(case, event) else fields.get("reason", "")
    pairs = fields.get("changes", {}).items()
    unread = fields_of.hidden(reader, case) if reader and pairs else ()
    told = [(name, pair) for name, pair in pairs if pair[0] not in changes.EMPTY and name not in unread]
    shown = [change(case, name, pair) for name, pair in told if named(case, name)]
    return Told(
        event.at, event.actor_name, event.for_name, words, _(into) if into else "", reason, shown, bool(entry.erased),
        event.seq, fields.get("name", "") if "sha256" in fields else "",
        _originals(case, fields) if reader and event.actor_id == reader.pk else (),
    )  # fmt: skip


def _originals(case, fields):
    kept = fields.get("originals") or {}
    return tuple((named(case, name) or _("正文"), text) for name, text in kept.items() if isinstance(text, str))


def named(case, name):
    """The field's name as people read it; "" for a name that Django made of the code."""
    return changes.label(case, name)


def change(case, name, pair, longest=60):
    """One field before and after, as people read it."""
    old, new = (changes.short(changes.said(case, name, value), longest) for value in pair)
    return {"label": changes.label(case, name), "old": old, "new": new}


def of(case, found):
    """Signed opinions in the order they were signed."""
    said = []
    for line in found:
        event, fields = line.entry.event, line.entry.fields
        if _sealed(case, event):
            continue
        text = fields.get("opinion") or fields.get("reason") or ""
        decision = fields.get("decision") or ""
        said += [_carried(case, event, one) for one in fields.get("carried", ())]
        if text or decision:
            stage = case.rules.told(event.came_from)
            tag = _decision(case, event, decision, line.words) if decision else line.words
            said.append(Opinion(event.at, event.actor_name, event.for_name, _(stage) if stage else "", tag, text))
    return said


def _carried(case, event, one):
    """Somebody's agreement of before that still holds."""
    text = _("再次送到时，看到的内容没有变化，上次的意见继续有效。")
    return Opinion(event.at, one["name"], "", _(case.rules.told(event.went_to)), _("同意（沿用）"), text)


def walked(case, found):
    """(stage label, when it was left) of stages behind this one, in order; a stage walked twice stands once."""
    left = {}
    for line in found:
        event = line.entry.event
        if event.came_from and event.went_to != event.came_from and event.came_from != case.stage:
            left.pop(event.came_from, None)
            left[event.came_from] = event.at
    return [(_(case.rules.told(code)), at) for code, at in left.items() if case.rules.told(code)]


def visits(case, found):
    """(stage, moment) in the order stages were entered, for the diagram."""
    events = [line.entry.event for line in found]
    begun = [(case.rules.data["start"], e.at) for e in events if e.kind == "open"]
    return begun + [(e.went_to, e.at) for e in events if e.came_from and e.went_to not in ("", e.came_from)]
