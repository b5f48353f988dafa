"""Readers of history."""

import json
from typing import NamedTuple

from ledger.models import Event, Salt


class Entry(NamedTuple):
    """One event with its fields; private ones are there as long as they were not erased."""

    event: Event
    fields: dict
    erased: tuple[str, ...]


def history(uid) -> list[Entry]:
    """The whole chain of a case, oldest first, in two queries."""
    kept = {}
    for seq, name, value in Salt.objects.filter(uid=uid).exclude(name="").values_list("seq", "name", "value"):
        kept.setdefault(seq, {})[name] = json.loads(value)
    events = Event.objects.filter(uid=uid).order_by("seq")
    return [_entry(event, kept.get(event.seq, {})) for event in events]


def private_names(event) -> list[str]:
    """The private fields that an event committed to, erased or not."""
    return [name[1:] for name, _ in json.loads(event.commitments) if name.startswith("*")]


def _entry(event, private):
    erased = tuple(name for name in private_names(event) if name not in private)
    return Entry(event, json.loads(event.body) | private, erased)


def of_events(events) -> list[Entry]:
    """Some events with their clear fields alone: for readers to whom nothing private is opened."""
    return [Entry(event, json.loads(event.body), tuple(private_names(event))) for event in events]
