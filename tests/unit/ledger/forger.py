"""Somebody who owns the database, knows the scheme, and has read our source. He has no key of the signer."""

import json
from base64 import b64encode
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.db.models import F

from ledger import append
from ledger.checkpoint import text
from ledger.log import leaf, proofs, sequence
from ledger.log.tiles import Growing
from ledger.models import Checkpoint, Event, Head, Key, Log, Place, Salt, Tile

HEADS = ("at", "kind", "actor_id", "actor_name", "for_id", "for_name", "came_from", "went_to", "item_id", "key")


def sql(statement, *values):
    """A statement that must hit something."""
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            [value.hex if hasattr(value, "hex") and connection.vendor == "sqlite" else value for value in values],
        )
        assert cursor.rowcount, statement


def read(uid):
    """A chain as dicts that `rewrite` takes."""
    private = {}
    for seq, name, value in Salt.objects.filter(uid=uid).exclude(name="").values_list("seq", "name", "value"):
        private.setdefault(seq, {})[name] = json.loads(value)
    return [
        {name: getattr(event, name) for name in HEADS}
        | {"fields": json.loads(event.body), "private": private.get(event.seq)}
        for event in Event.objects.filter(uid=uid).order_by("seq")
    ]


def erase(uid):
    Event.objects.filter(uid=uid).delete()
    Salt.objects.filter(uid=uid).delete()


def rewrite(uid, rows, heads=True):
    """Write a chain anew, from its first event, with all its hashes right and its end where the case keeps it."""
    erase(uid)
    previous = None
    for seq, row in enumerate(rows, 1):
        record = append.build(uid, seq, previous, **row)
        append.write([record])
        previous = record.event.hash
    if heads:
        Head.objects.filter(uid=uid).update(seq=len(rows), hash=previous or b"")


def renumber():
    """Give the places out anew to the events that are there, in their old order as far as they had one."""
    old = {(uid, seq): place for uid, seq, place in Place.objects.values_list("uid", "seq", "place")}
    events = sorted(Event.objects.values_list("uid", "seq"), key=lambda one: (old.get(one, 1 << 40), one))
    Place.objects.all().delete()
    Place.objects.bulk_create([Place(place=n, uid=uid, seq=seq) for n, (uid, seq) in enumerate(events)])


def rebuild():
    """Make the tiles that belong to the places and events as they are now."""
    hashes = {(uid, seq): digest for uid, seq, digest in Event.objects.values_list("uid", "seq", "hash")}
    growing = Growing(0, empty=True)
    for uid, seq in Place.objects.order_by("place").values_list("uid", "seq"):
        growing.push(leaf.of(uid, hashes[uid, seq]))
    Tile.objects.all().delete()
    sequence._store(growing.rows)
    Log.objects.update(size=growing.size)


def fresh_log():
    renumber()
    rebuild()


def own_checkpoints():
    """Sign everything with a key of his own, and put that key in the place of the real one."""
    key, origin = Ed25519PrivateKey.generate(), Log.objects.get().origin
    public = key.public_key().public_bytes_raw()
    for row in Checkpoint.objects.order_by("pk"):
        size = min(row.size, Log.objects.get().size)
        root = proofs.root(size)
        body = text.body(origin, size, root, [f"at {text.moment(row.at)}"])
        line = (origin, text.key_id(origin, text.ED25519, public), key.sign(body.encode()))
        Checkpoint.objects.filter(pk=row.pk).update(size=size, root=root, note=text.signed(body, [line]))
    Key.objects.update(vkey=text.vkey(origin, public))


def forget_checkpoints(size):
    """Remove the checkpoints that would give him away."""
    Checkpoint.objects.filter(size__gt=size).delete()


def shift_places(first):
    """Close the gap of a place that was taken out."""
    for pk in Place.objects.filter(place__gt=first).order_by("place").values_list("pk", flat=True):
        Place.objects.filter(pk=pk).update(place=F("place") - 1)


def swap_bytes(raw):
    raw = bytearray(raw)
    raw[len(raw) // 2] ^= 1
    return bytes(raw)


def garbage_signature(note):
    parsed = text.parse(note)
    name, known, value = parsed.signatures[0]
    return text.signed(parsed.text, [(name, known, swap_bytes(value))])


def other_root(note, root):
    parsed = text.parse(note)
    changed = parsed.text.replace(b64encode(parsed.root).decode(), b64encode(root).decode())
    return text.signed(changed, [tuple(one) for one in parsed.signatures])


def earlier(rows, seconds):
    return [row | {"at": row["at"] - timedelta(seconds=seconds)} for row in rows]
