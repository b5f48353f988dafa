"""Kinds of tampering: each takes a random generator and the chains, and leaves the database forged."""

from datetime import timedelta

from ledger import append
from ledger.models import Checkpoint, Event, Head, Log, Place, Salt
from tests.unit.ledger import forger as by

KINDS = {}


def kind(function):
    KINDS[function.__name__] = function
    return function


def some(rng, uids, least=1):
    """A chain and the number of one of its events."""
    uid = rng.choice(uids)
    return uid, rng.randint(least, Event.objects.filter(uid=uid).count())


def event_of(uid, seq):
    return Event.objects.filter(uid=uid, seq=seq)


def changed(rows, seq, **values):
    return [row | values if n == seq else row for n, row in enumerate(rows, 1)]


def opinion(rows, seq):
    return changed(rows, seq, fields=rows[seq - 1]["fields"] | {"opinion": "不同意"})


@kind
def field_edited(rng, uids):
    uid, seq = some(rng, uids)
    event_of(uid, seq).update(body=event_of(uid, seq).get().body.replace("同意", "不同意"))


@kind
def field_edited_and_rechained(rng, uids):
    uid, seq = some(rng, uids)
    by.rewrite(uid, opinion(by.read(uid), seq))


@kind
def field_edited_rechained_and_tiles_rebuilt(rng, uids):
    uid, seq = some(rng, uids)
    by.rewrite(uid, opinion(by.read(uid), seq))
    by.rebuild()


@kind
def field_edited_and_checkpoints_removed(rng, uids):
    uid, seq = some(rng, uids)
    by.rewrite(uid, opinion(by.read(uid), seq))
    by.rebuild()
    Checkpoint.objects.all().delete()


@kind
def everything_signed_anew_with_another_key(rng, uids):
    uid, seq = some(rng, uids)
    by.rewrite(uid, opinion(by.read(uid), seq))
    by.rebuild()
    by.own_checkpoints()


@kind
def order_of_two_events(rng, uids):
    uid, seq = some(rng, uids, least=2)
    event_of(uid, seq).update(seq=1000)
    event_of(uid, seq - 1).update(seq=seq)
    event_of(uid, 1000).update(seq=seq - 1)


@kind
def order_of_two_events_rechained(rng, uids):
    uid, seq = some(rng, uids, least=2)
    rows = by.read(uid)
    rows[seq - 1], rows[seq - 2] = rows[seq - 2], rows[seq - 1]
    by.rewrite(uid, rows)
    by.rebuild()


@kind
def middle_deleted(rng, uids):
    uid = rng.choice(uids)
    seq = rng.randint(1, Event.objects.filter(uid=uid).count() - 1)
    event_of(uid, seq).delete()
    Salt.objects.filter(uid=uid, seq=seq).delete()


@kind
def middle_deleted_and_everything_renumbered(rng, uids):
    uid, seq = some(rng, uids)
    rows = by.read(uid)
    by.rewrite(uid, rows[: seq - 1] + rows[seq:])
    by.fresh_log()


@kind
def tail_deleted(rng, uids):
    uid = rng.choice(uids)
    last = Event.objects.filter(uid=uid).count()
    event_of(uid, last).delete()
    Salt.objects.filter(uid=uid, seq=last).delete()


@kind
def tail_deleted_and_head_fixed(rng, uids):
    uid, seq = some(rng, uids, least=2)
    by.rewrite(uid, by.read(uid)[: seq - 1])


@kind
def tail_deleted_and_log_fixed(rng, uids):
    tail_deleted_and_head_fixed(rng, uids)
    by.fresh_log()
    by.forget_checkpoints(Log.objects.get().size)


@kind
def whole_case_deleted(rng, uids):
    uid = rng.choice(uids)
    by.erase(uid)
    Head.objects.filter(uid=uid).delete()


@kind
def whole_case_deleted_and_log_fixed(rng, uids):
    whole_case_deleted(rng, uids)
    by.fresh_log()
    by.own_checkpoints()


@kind
def whole_case_deleted_with_its_places(rng, uids):
    uid = rng.choice(uids)
    whole_case_deleted(rng, [uid])
    Place.objects.filter(uid=uid).delete()


@kind
def inserted_in_the_middle(rng, uids):
    uid, seq = some(rng, uids)
    rows = by.read(uid)
    by.rewrite(uid, [*rows[:seq], rows[seq - 1] | {"actor_id": 99, "actor_name": "别人"}, *rows[seq:]])


@kind
def inserted_and_log_fixed(rng, uids):
    inserted_in_the_middle(rng, uids)
    by.fresh_log()


@kind
def added_today_with_the_date_of_long_ago(rng, uids):
    uid = rng.choice(uids)
    rows = by.read(uid)
    last = Event.objects.filter(uid=uid).order_by("-seq").first()
    old = rows[-1] | {"at": rows[-1]["at"] - timedelta(days=rng.randint(1, 300))}
    record = append.build(uid, last.seq + 1, last.hash, **old)
    append.write([record])
    Head.objects.filter(uid=uid).update(seq=last.seq + 1, hash=record.event.hash)
    by.fresh_log()


@kind
def moved_to_another_case(rng, uids):
    source, target = rng.sample(uids, 2)
    rows, others = by.read(source), by.read(target)
    seq = rng.randint(1, len(rows))
    by.rewrite(source, rows[: seq - 1] + rows[seq:])
    by.rewrite(target, [*others, rows[seq - 1]])
    by.fresh_log()


@kind
def two_cases_exchange_their_histories(rng, uids):
    one, other = rng.sample(uids, 2)
    rows, others = by.read(one), by.read(other)
    by.rewrite(one, others)
    by.rewrite(other, rows)
