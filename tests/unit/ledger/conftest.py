from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest

from ledger import append

UID = UUID("5f0c1a52-9d3e-4b61-8c55-000000000001")
AT = datetime(2026, 2, 14, 1, 2, 3, 4, tzinfo=UTC)
CLERK = SimpleNamespace(pk=7, name="干部科科员")


def chain(count, uid=UID, **more):
    """`count` records in memory; every one has clear fields and a private one."""
    records, previous = [], None
    for seq in range(1, count + 1):
        record = append.build(
            uid, seq, previous, at=AT, kind="move:submit", actor_id=7, actor_name="王芳", came_from="draft",
            fields={"opinion": "同意，\n请 \"办\"", "nothing": None, "empty": "", "n": {"b": [1, 2], "a": 1.5}},
            private={"respondent": f"张三{seq}"}, **more,
        )  # fmt: skip
        records.append(record)
        previous = record.event.hash
    return records


@pytest.fixture
def written(db):
    records = chain(4)
    append.write(records)
    return records
