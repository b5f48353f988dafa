"""One event against the event before it and its salts, in the format that it names."""

import json
from hmac import compare_digest

from ledger import format1, format2


class Broken(Exception):
    """A fault in one event."""


def check(event, seq, previous, salts):
    """Raise Broken, or return the private fields of the event that were erased."""
    if event.seq != seq:
        raise Broken("gap")
    if event.format not in FORMATS:
        raise Broken("format")
    private = FORMATS[event.format](event, previous, salts)
    return _check_private(seq, private, salts)


def _check1(event, previous, salts):
    if bytes(event.previous) != previous:
        raise Broken("previous")
    if format1.digest(event.uid, event.seq, previous, event.commitments) != bytes(event.hash):
        raise Broken("hash")
    pairs = json.loads(event.commitments)
    _check_clear(event, [pair for pair in pairs if not _private(pair)], salts)
    return [pair for pair in pairs if _private(pair)]


def _private(pair):
    return pair[0].startswith(format1.PRIVATE)


def _check_clear(event, pairs, salts):
    if event.salt is not None or event.marks is not None or "" not in salts:
        raise Broken("salt")
    values = _values(event)
    for name in sorted(values.keys() ^ dict(pairs).keys()):
        raise Broken(f"field {name}")
    if [name for name, _ in pairs] != list(values):
        raise Broken("body")
    for (name, expected), (_name, found) in zip(pairs, format1.commitments(salts[""][0], values), strict=True):
        if not compare_digest(expected, found):
            raise Broken(f"field {name}")


def _values(event):
    values = format1.split(event.body)
    if format1.join(values) != event.body:
        raise Broken("body")
    return format1.heads_of(event) | values


def _check2(event, previous, salts):
    if event.salt is None or len(event.salt) != format2.SALT or "" in salts:
        raise Broken("salt")
    if bytes(event.previous):
        raise Broken("previous")
    pairs = format2.clear(bytes(event.salt), _values(event))
    if name := format2.fault(bytes(event.marks or b""), pairs):
        raise Broken(name if name == "body" else f"field {name}")
    private = _stored(event.commitments)
    if format2.digest(event.uid, event.seq, previous, format1.listed(pairs + private)) != bytes(event.hash):
        raise Broken("hash")
    return private


def _stored(commitments):
    try:
        pairs = [(name, digest) for name, digest in json.loads(commitments)]
    except (TypeError, ValueError):
        raise Broken("hash") from None
    if format1.listed(pairs) != commitments or not all(map(_private, pairs)):
        raise Broken("hash")
    return pairs


def _check_private(seq, pairs, salts):
    kept = {name: row for name, row in salts.items() if name}
    erased = []
    for name, expected in pairs:
        salt, text = kept.pop(name[1:], (None, None))
        if salt is None:
            erased.append((seq, name[1:]))
        elif text is None or expected != format1.commitment(salt, name, text):
            raise Broken(f"field {name[1:]}")
    if kept:
        raise Broken("salt")
    return erased


FORMATS = {1: _check1, 2: _check2}
