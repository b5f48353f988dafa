"""Tampering with the log, its tiles and its checkpoints, and with single columns and salts."""

from datetime import timedelta
from uuid import UUID

from ledger import append
from ledger.models import Checkpoint, Event, Head, Log, Place, Salt, Tile
from tests.unit.ledger import forger as by
from tests.unit.ledger.conftest import CLERK
from tests.unit.ledger.mutations import changed, event_of, kind, some


@kind
def a_case_gets_another_identity(rng, uids):
    uid, new = rng.choice(uids), UUID(int=rng.getrandbits(128))
    for model in (Event, Salt, Place, Head):
        model.objects.filter(uid=uid).update(uid=new)


@kind
def an_old_checkpoint_replayed(rng, uids):
    rows = list(Checkpoint.objects.order_by("pk"))
    old = rng.choice(rows[:-1])
    Checkpoint.objects.create(at=old.at, origin=old.origin, size=old.size, root=old.root, note=old.note)


@kind
def the_newest_checkpoints_deleted(rng, uids):
    rows = list(Checkpoint.objects.order_by("pk").values_list("pk", flat=True))
    Checkpoint.objects.filter(pk__in=rows[-rng.randint(1, 2) :]).delete()


@kind
def an_old_checkpoint_dressed_as_new(rng, uids):
    last = Checkpoint.objects.order_by("-pk").first()
    old = rng.choice(list(Checkpoint.objects.exclude(pk=last.pk)))
    Checkpoint.objects.filter(pk=last.pk).update(note=old.note)


@kind
def a_signature_spoilt(rng, uids):
    row = rng.choice(list(Checkpoint.objects.all()))
    Checkpoint.objects.filter(pk=row.pk).update(note=by.garbage_signature(row.note))


@kind
def a_root_exchanged(rng, uids):
    row = rng.choice(list(Checkpoint.objects.all()))
    root = rng.randbytes(32)
    Checkpoint.objects.filter(pk=row.pk).update(root=root, note=by.other_root(row.note, root))


@kind
def log_forked(rng, uids):
    """The same events in another order, from some place on."""
    size = Log.objects.get().size
    places = sorted(rng.sample(range(size), 2))
    one, other = (Place.objects.get(place=place) for place in places)
    Place.objects.filter(place__in=places).delete()
    Place.objects.create(place=one.place, uid=other.uid, seq=other.seq)
    Place.objects.create(place=other.place, uid=one.uid, seq=one.seq)
    by.rebuild()


@kind
def log_cut_back(rng, uids):
    """The state of an older backup, brought back silently."""
    size = rng.choice(list(Checkpoint.objects.order_by("pk").values_list("size", flat=True))[:-1])
    kept = set(Place.objects.filter(place__lt=size).values_list("uid", "seq"))
    for uid in {*Event.objects.values_list("uid", flat=True)}:
        rows = by.read(uid)
        by.rewrite(uid, [row for seq, row in enumerate(rows, 1) if (uid, seq) in kept])
    by.fresh_log()
    by.forget_checkpoints(size)


@kind
def clock_rewritten(rng, uids):
    uid, seq = some(rng, uids)
    event_of(uid, seq).update(at=event_of(uid, seq).get().at - timedelta(minutes=rng.randint(1, 5000)))


@kind
def clock_rewritten_and_rechained(rng, uids):
    uid = rng.choice(uids)
    by.rewrite(uid, by.earlier(by.read(uid), rng.randint(60, 10_000)))
    by.rebuild()


@kind
def actor_renamed(rng, uids):
    uid, seq = some(rng, uids)
    event_of(uid, seq).update(actor_name="李芳")


@kind
def actor_renamed_everywhere_and_rechained(rng, uids):
    for uid in uids:
        by.rewrite(uid, [row | {"actor_name": "李芳"} for row in by.read(uid)])
    by.rebuild()


@kind
def somebody_acted_for_somebody(rng, uids):
    uid, seq = some(rng, uids)
    event_of(uid, seq).update(for_id=3, for_name="赵某")


@kind
def rule_version_swapped(rng, uids):
    uid, seq = some(rng, uids)
    event_of(uid, seq).update(body=event_of(uid, seq).get().body.replace('"aaaaaaaaaaaa"', '"bbbbbbbbbbbb"'))


@kind
def rule_version_swapped_and_rechained(rng, uids):
    uid, seq = some(rng, uids)
    rows = by.read(uid)
    by.rewrite(uid, changed(rows, seq, fields=rows[seq - 1]["fields"] | {"rules": "bbbbbbbbbbbb"}))


@kind
def attachment_swapped(rng, uids):
    uid, seq = some(rng, uids)
    rows = by.read(uid)
    by.rewrite(uid, changed(rows, seq, fields=rows[seq - 1]["fields"] | {"evidence": [{"sha256": "f" * 64}]}))
    by.rebuild()


@kind
def salts_of_two_events_swapped(rng, uids):
    uid, seq = some(rng, uids, least=2)
    one, other = (event_of(uid, n).get() for n in (seq, seq - 1))
    event_of(uid, seq).update(salt=other.salt)
    event_of(uid, seq - 1).update(salt=one.salt)
    rows = {row.seq: row.salt for row in Salt.objects.filter(uid=uid, seq__in=(seq - 1, seq), name="")}
    for n in rows:  # of format 1
        Salt.objects.filter(uid=uid, seq=n, name="").update(salt=rows.get(2 * seq - 1 - n, rng.randbytes(32)))


@kind
def private_value_exchanged(rng, uids):
    uid, seq = some(rng, uids)
    Salt.objects.filter(uid=uid, seq=seq, name="respondent").update(value='"李四"')


@kind
def private_salt_exchanged(rng, uids):
    uid, seq = some(rng, uids)
    Salt.objects.filter(uid=uid, seq=seq, name="respondent").update(salt=rng.randbytes(32))


@kind
def private_value_added(rng, uids):
    uid, seq = some(rng, uids)
    Salt.objects.create(uid=uid, seq=seq, name="extra", salt=rng.randbytes(32), value="1")


@kind
def private_value_of_nowhere(rng, uids):
    uid = rng.choice(uids)
    Salt.objects.create(uid=uid, seq=500, name="extra", salt=rng.randbytes(32), value="1")


@kind
def hash_exchanged(rng, uids):
    uid, seq = some(rng, uids)
    event_of(uid, seq).update(hash=rng.randbytes(32))


@kind
def format_exchanged(rng, uids):
    uid, seq = some(rng, uids)
    event_of(uid, seq).update(format=3 - event_of(uid, seq).get().format)


@kind
def tile_spoilt(rng, uids):
    tile = rng.choice(list(Tile.objects.all()))
    Tile.objects.filter(level=tile.level, number=tile.number).update(hashes=by.swap_bytes(tile.hashes))


@kind
def length_of_the_log_changed(rng, uids):
    Log.objects.update(size=Log.objects.get().size - rng.randint(1, 5))


@kind
def place_taken_out(rng, uids):
    place = rng.randrange(Log.objects.get().size - 1)
    Place.objects.filter(place=place).delete()
    by.shift_places(place)


@kind
def head_moved_back(rng, uids):
    uid = rng.choice(uids)
    last = Event.objects.filter(uid=uid).count()
    Head.objects.filter(uid=uid).update(seq=last - 1, hash=event_of(uid, last - 1).get().hash)


@kind
def system_chain_edited(rng, uids):
    rows = by.read(append.SYSTEM)
    by.rewrite(append.SYSTEM, changed(rows, 1, actor_name="别人"))
    assert CLERK
