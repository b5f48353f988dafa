"""Chains in both formats: those written before format 2 must verify for ever."""

from datetime import UTC, datetime
from os import urandom
from types import SimpleNamespace
from uuid import UUID

import pytest

from ledger import append, format1
from ledger.models import Event, Salt

UID = UUID("5f0c1a52-9d3e-4b61-8c55-000000000001")
AT = datetime(2026, 2, 14, 1, 2, 3, 4, tzinfo=UTC)
CLERK = SimpleNamespace(pk=7, name="干部科科员")


def chain(count, uid=UID, formats=(2,) * 40, **more):
    """`count` records in memory; every one has clear fields and a private one."""
    records, previous = [], None
    for seq in range(1, count + 1):
        record = append.build(
            uid, seq, previous, at=AT, kind="move:submit", actor_id=7, actor_name="王芳", came_from="draft",
            fields={"opinion": "同意，\n请 \"办\"", "nothing": None, "empty": "", "n": {"b": [1, 2], "a": 1.5}},
            private={"respondent": f"张三{seq}"}, **more,
        )  # fmt: skip
        if formats[seq - 1] == 1:
            record = old_record(record, previous)
        records.append(record)
        previous = record.event.hash
    return records


def old_record(record, previous):
    """The same event as format 1 was written."""
    event, kept = record
    values = format1.heads(vars(event)) | format1.split(event.body)
    salt = Salt(uid=event.uid, seq=event.seq, name="", salt=urandom(32))
    pairs = [(name, format1.commitment(format1.field_salt(salt.salt, name), name, t)) for name, t in values.items()]
    pairs += [("*" + row.name, format1.commitment(row.salt, "*" + row.name, row.value)) for row in kept]
    previous, commitments = previous or format1.first(event.uid), format1.listed(pairs)
    head = {name: getattr(event, name) for name in ("uid", "seq", "body", *format1.HEADS)}
    digest = format1.digest(event.uid, event.seq, previous, commitments)
    old = Event(**head, format=1, commitments=commitments, previous=previous, hash=digest)
    return append.Record(old, [salt, *kept])


@pytest.fixture(params=[(1, 1, 1, 1), (2, 2, 2, 2), (1, 1, 2, 2)], ids=["format1", "format2", "mixed"])
def formats(request):
    """The format of each event of a chain of four."""
    return request.param


@pytest.fixture
def written(db, formats):
    records = chain(4, formats=formats)
    append.write(records)
    return records
