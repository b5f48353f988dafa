"""Chains for somebody outside: one line of JSON per event, checked with the script in docs/event-format-1.md."""

import json

from ledger import format1
from ledger.models import Event, Salt


def lines(uid, withhold=frozenset()):
    """Yield the events of a chain with their opened fields; fields named in `withhold` stay sealed."""
    salts = {}
    for row in Salt.objects.filter(uid=uid):
        salts.setdefault(row.seq, {})[row.name] = row
    for event in Event.objects.filter(uid=uid).order_by("seq").iterator(chunk_size=500):
        yield json.dumps(_line(event, salts.get(event.seq, {}), withhold), ensure_ascii=False)


def _line(event, salts, withhold):
    fields = _clear(event, salts) | {
        format1.PRIVATE + name: [bytes(row.salt).hex(), row.value] for name, row in salts.items() if name
    }
    return {
        "format": event.format,
        "uid": event.uid.hex,
        "seq": event.seq,
        "previous": bytes(event.previous).hex(),
        "commitments": event.commitments,
        "hash": bytes(event.hash).hex(),
        # Each field brings its own salt, so that handing out one opens no other.
        "fields": {name: opened for name, opened in fields.items() if name.strip("@*") not in withhold},
    }


def _clear(event, salts):
    if "" not in salts:
        return {}
    secret = bytes(salts[""].salt)
    values = format1.heads(vars(event)) | format1.split(event.body)
    return {name: [format1.field_salt(secret, name).hex(), text] for name, text in values.items()}
