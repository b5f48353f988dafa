"""A case as it was after each of its steps, rebuilt from its events; and what differs between two of them. Pure."""

from dataclasses import dataclass

from workflows import changes

ERASED = object()  # the value was erased: the event proves that there was one


@dataclass(frozen=True)
class Difference:
    """One field at two moments, as stretches of text: (text, "" | "del" | "ins")."""

    label: str
    old: list
    new: list


def values(entries, seq):
    """Field → value after step `seq`."""
    known = {}
    for entry in entries:
        if entry.event.seq > seq:
            break
        known |= {name: pair[1] for name, pair in _changed(entry).items()}
    return known


def _changed(entry):
    """Field → (old, new) of one event; a private one that was erased is named without its value."""
    fields = entry.fields
    private = {name: fields.get(name, (ERASED, ERASED)) for name in fields.get("changed_private", ())}
    return dict(fields.get("changes", {})) | private


def stage(entries, seq):
    """The stage after step `seq`."""
    reached = [entry.event.went_to for entry in entries if entry.event.seq <= seq and entry.event.went_to]
    return reached[-1] if reached else ""


def visits(entries, seq):
    """(stage, moment) in the order in which stages were entered, up to step `seq`."""
    told = [entry.event for entry in entries if entry.event.seq <= seq]
    return [(e.went_to, e.at) for e in told if e.went_to and (e.kind == "open" or e.went_to != e.came_from)]


def differences(case, before, after, unread=frozenset()):
    """(what differs, how many fields stayed) between two states; `unread` and fields without a name are not told."""
    names = (before.keys() | after.keys()) - unread
    named = {name: label for name in names if (label := changes.label(case, name))}
    found = []
    for name in sorted(named, key=lambda name: _place(case, name)):
        if before.get(name) != after.get(name):
            found.append(_difference(named[name], _said(case, name, before), _said(case, name, after)))
    return found, len(named) - len(found)


def _place(case, name):
    order = [field.attname for field in case._meta.get_fields() if hasattr(field, "attname")]
    return order.index(name) if name in order else len(order)


def _said(case, name, state):
    value = state.get(name)
    return None if value is ERASED else changes.said(case, name, value)


def _difference(label, old, new):
    if old is None or new is None:
        return Difference(
            label, [(old or "", "gone" if old is None else "")], [(new or "", "gone" if new is None else "")]
        )
    told = changes.parts(old, new)
    return Difference(
        label, [(text, way) for text, way in told if way != "ins"], [(text, way) for text, way in told if way != "del"]
    )
