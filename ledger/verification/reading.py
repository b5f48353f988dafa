"""Rows of the ledger as a verification reads them: streamed, in the order of chains, without instances of models.

What the database says is taken as it is: nothing is filled in, and what cannot be read is a fault.
"""

from datetime import UTC
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from ledger.models import Event, Salt
from ledger.statements import plain

CHUNK = 2_000


class Row(NamedTuple):
    """An event; the names are those of its model."""

    uid: UUID
    seq: int
    format: int
    at: object
    kind: str
    actor_id: int
    actor_name: str
    for_id: int | None
    for_name: str
    came_from: str
    went_to: str
    item_id: int | None
    key: UUID | str | None
    body: str
    commitments: str
    previous: bytes
    salt: bytes | None
    marks: bytes | None
    hash: bytes


def events(low=None, high=None):
    """Yield the events of the chains from `low` up to `high`."""
    make = Row._make
    if connection.vendor != "sqlite":
        yield from map(make, _stream(Event, Row._fields, "uid, seq", low, high))
        return
    seen, uid = None, None
    for row in _stream(Event, Row._fields, "uid, seq", low, high):
        if row[0] != seen:
            seen, uid = row[0], UUID(row[0])
        yield make((uid, row[1], row[2], moment(row[3]), *row[4:12], _written(row[12]), *row[13:]))


def salts(low=None, high=None):
    """Yield (uid, seq, name, salt, value)."""
    found = _stream(Salt, ("uid", "seq", "name", "salt", "value"), "uid, seq, name", low, high)
    if connection.vendor != "sqlite":
        yield from found
        return
    seen, uid = None, None
    for row in found:
        if row[0] != seen:
            seen, uid = row[0], UUID(row[0])
        yield (uid, *row[1:])


def moment(at):
    """A time with its zone; SQLite keeps none."""
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)


def _written(key):
    """The text of a UUID that is stored as 32 digits; anything else stays as it is and will not match."""
    return key and f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def _stream(model, columns, order, low, high):
    bounds = [(sign, plain(model, "uid", uid)) for sign, uid in ((">=", low), ("<", high)) if uid is not None]
    where = " AND ".join(f"uid {sign} %s" for sign, _uid in bounds)
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    sql = f"SELECT {quoted} FROM {model._meta.db_table}{where and ' WHERE ' + where} ORDER BY {order}"  # noqa: S608
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, [uid for _sign, uid in bounds])
        while found := cursor.fetchmany(CHUNK):
            yield from found
