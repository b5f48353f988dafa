"""Whatever a process puts into an event comes back as it was, and verifies."""

import json
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import append, format1
from tests.unit.ledger.conftest import AT

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)
names = st.from_regex(r"[a-z_\u4e00-\u9fff][\w.-]{0,20}", fullmatch=True)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(names, values, max_size=6))
def test_a_body_gives_its_values_and_their_texts_back(fields):
    texts = format1.texts(fields)
    body = format1.join(texts)
    assert json.loads(body) == fields
    assert format1.split(body) == texts


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(names, values, min_size=1, max_size=4), text, st.booleans())
def test_every_commitment_opens_with_its_own_salt_and_no_other(fields, actor, secret):
    given = {"private": fields} if secret else {"fields": fields}
    event, salts = append.build(uuid4(), 1, None, at=AT, kind="k", actor_id=1, actor_name=actor, **given)
    kept = {row.name: row for row in salts}
    opened = format1.heads(vars(event)) | format1.split(event.body)
    for name, expected in json.loads(event.commitments):
        if name.startswith(format1.PRIVATE):
            row = kept[name[1:]]
            assert format1.commitment(row.salt, name, row.value) == expected
            assert format1.commitment(kept[""].salt, name, row.value) != expected
        else:
            salt = format1.field_salt(kept[""].salt, name)
            assert format1.commitment(salt, name, opened[name]) == expected
            assert format1.commitment(salt, name, opened[name] + " ") != expected
