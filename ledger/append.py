"""The only writer of events."""

from os import urandom
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from ledger import format1, format2
from ledger.batch import Batch
from ledger.models import Event, Head, Salt
from ledger.statements import made

SYSTEM = UUID(int=0)


class Record(NamedTuple):
    """An event with its salts, ready to be written."""

    event: Event
    salts: list[Salt]


def build(
    uid, seq, previous, *, at, kind, actor_id, actor_name, for_id=None, for_name="", came_from="", went_to="",
    item_id=None, key=None, fields=None, private=None,
) -> Record:  # fmt: skip
    """Make the next event of a chain in memory; `previous` is None for the first one."""
    head = dict(
        at=at, kind=kind, actor_id=actor_id, actor_name=actor_name, for_id=for_id, for_name=for_name,
        came_from=came_from, went_to=went_to, item_id=item_id, key=key,
    )  # fmt: skip
    previous = format1.first(uid) if previous is None else bytes(previous)
    clear = format1.texts(fields or {})
    if private and not clear.keys().isdisjoint(private):
        raise ValueError("a field is either clear or private")
    salt, salts = urandom(format2.SALT), _private_salts(uid, seq, private) if private else []
    pairs = format2.clear(salt, format1.heads(head) | clear)
    sealed = [(format1.PRIVATE + row.name, _private_commitment(row)) for row in salts]
    digest = format2.digest(uid, seq, previous, format1.listed(pairs + sealed))
    values = dict(
        uid=uid, seq=seq, format=2, **head, body=format1.join(clear), commitments=format1.listed(sealed), previous=b"",
        salt=salt, marks=format2.marks(pairs), hash=digest,
    )  # fmt: skip
    return Record(made(Event, values), salts)


def _private_salts(uid, seq, private):
    return [
        Salt(uid=uid, seq=seq, name=name, salt=urandom(32), value=text) for name, text in format1.texts(private).items()
    ]


def _private_commitment(row):
    return format1.commitment(row.salt, format1.PRIVATE + row.name, row.value)


def write(records, batch=None) -> None:
    """Store events and salts inside the caller's transaction, or put them into the caller's batch."""
    into = batch or Batch()
    into.insert([record.event for record in records])
    into.insert([salt for record in records for salt in record.salts])
    if batch is None:
        into.run()


def system(kind, *, by, at, fields, private=None) -> Event:
    """Append to the system chain: changes of people, posts, rule sets, calendar."""
    with transaction.atomic():
        Head.objects.get_or_create(uid=SYSTEM, defaults={"hash": format1.first(SYSTEM)})
        head = Head.objects.select_for_update().get(uid=SYSTEM)
        record = build(
            SYSTEM, head.seq + 1, head.hash, at=at, kind=kind, actor_id=by.pk, actor_name=by.name,
            fields=fields, private=private,
        )  # fmt: skip
        write([record])
        head.seq, head.hash = record.event.seq, record.event.hash
        head.save(update_fields=["seq", "hash"])
    return record.event
