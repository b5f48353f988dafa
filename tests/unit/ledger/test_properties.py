"""Whatever a process puts into an event comes back as it was, and verifies."""

import json
from datetime import UTC, timedelta, timezone
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledger import append, checking, format1, format2
from tests.unit.ledger.conftest import AT, old_record

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
@given(st.dictionaries(names, values, min_size=1, max_size=4), text, st.booleans(), st.sampled_from([1, 2]))
def test_every_field_is_committed_to_under_its_own_salt_and_no_other(fields, actor, secret, form):
    given = {"private": fields} if secret else {"fields": fields}
    event, salts = chained(form, actor, given)
    kept = {row.name: (row.salt, row.value) for row in salts}
    root = kept.pop("", (event.salt,))[0]
    opened = format1.heads(vars(event)) | format1.split(event.body)
    pairs = [(name, format1.commitment(format1.field_salt(root, name), name, t)) for name, t in opened.items()]
    pairs += [("*" + name, format1.commitment(salt, "*" + name, value)) for name, (salt, value) in kept.items()]
    assert checking.check(event, 1, format1.first(event.uid), {row.name: (row.salt, row.value) for row in salts}) == []
    assert len({digest for _, digest in pairs}) == len(pairs)
    assert {name for name, _ in pairs} == {"@at", "@kind", "@actor_id", *(["@actor_name"] if actor else [])} | {
        ("*" if secret else "") + name for name in fields
    }
    by = {1: format1, 2: format2}[form]
    assert by.digest(event.uid, 1, format1.first(event.uid), format1.listed(pairs)) == event.hash


def chained(form, actor, given):
    record = append.build(uuid4(), 1, None, at=AT, kind="k", actor_id=1, actor_name=actor, **given)
    return record if form == 2 else old_record(record, None)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(names, text, min_size=1, max_size=4), st.data())
def test_one_changed_text_is_named(fields, data):
    event, _ = append.build(uuid4(), 1, None, at=AT, kind="k", actor_id=1, actor_name="n", fields=fields)
    name = data.draw(st.sampled_from(sorted(fields)))
    event.body = format1.join(format1.texts(fields | {name: fields[name] + "x"}))
    with pytest.raises(checking.Broken) as fault:
        checking.check(event, 1, format1.first(event.uid), {})
    assert str(fault.value) == f"field {name}"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80), st.dictionaries(text, text, max_size=6))
def test_the_commitments_of_an_event_are_those_of_its_fields_one_by_one(salt, fields):
    one_by_one = [(n, format1.commitment(format1.field_salt(salt, n), n, t)) for n, t in fields.items()]
    assert format1.commitments(salt, fields) == one_by_one


@settings(max_examples=200, deadline=None)
@given(st.datetimes(timezones=st.sampled_from([UTC, ZoneInfo("Asia/Shanghai"), timezone(timedelta(hours=-5))])))
def test_a_moment_is_written_in_one_way_whatever_its_zone(at):
    assume(1000 < at.year < 9999)
    assert format1.instant(at) == at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
