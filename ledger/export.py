"""Chains for somebody outside: one line of JSON per event, checked with the script in docs/event-format-2.md."""

import json

from ledger import format1, format2
from ledger.models import Event, Salt


def lines(uid, withhold=frozenset()):
    """Yield the events of a chain with their opened fields.

    What `withhold` names stays sealed: a set of field names, or a function of (event, name, text), which is given the
    name as it is hashed: with "@" before a column, with "*" before what can be erased.
    """
    salts, previous = {}, format1.first(uid)
    for row in Salt.objects.filter(uid=uid):
        salts.setdefault(row.seq, {})[row.name] = row
    for event in Event.objects.filter(uid=uid).order_by("seq").iterator(chunk_size=500):
        yield json.dumps(_line(event, previous, salts.get(event.seq, {}), withhold), ensure_ascii=False)
        previous = bytes(event.hash)


def _line(event, previous, salts, withhold):
    secret = _secret(event, salts)
    values = format1.heads(vars(event)) | format1.split(event.body) if secret else {}
    fields = {name: [format1.field_salt(secret, name).hex(), text] for name, text in values.items()} | {
        format1.PRIVATE + name: [bytes(row.salt).hex(), row.value] for name, row in salts.items() if name
    }
    return {
        "format": event.format,
        "uid": event.uid.hex,
        "seq": event.seq,
        "previous": (bytes(event.previous) or previous).hex(),
        "commitments": _commitments(event, secret, values),
        "hash": bytes(event.hash).hex(),
        # Each field brings its own salt, so that handing out one opens no other.
        "fields": {name: opened for name, opened in fields.items() if not _sealed(withhold, event, name, opened[1])},
    }


def _sealed(withhold, event, name, text):
    return withhold(event, name, text) if callable(withhold) else name.lstrip("@*") in withhold


def _secret(event, salts):
    """The salt of the event's clear fields; empty if it was lost."""
    if event.format > 1:
        return bytes(event.salt or b"")
    return bytes(salts[""].salt) if "" in salts else b""


def _commitments(event, secret, values):
    """The whole list, as it is hashed."""
    if event.format == 1:
        return event.commitments
    return format1.listed(format2.clear(secret, values) + json.loads(event.commitments))
