import hmac
import json
from hashlib import sha256

import pytest
from django.db import connection, transaction

from ledger import append, export
from ledger.models import Event, Head, Salt
from ledger.verify import verify
from tests.support.flush import unsealed
from tests.support.offline import script
from tests.unit.ledger.conftest import AT, CLERK, UID, chain

FORGERIES = {
    "a head column": ("UPDATE ledger_event SET kind = 'move:reject' WHERE seq = 3", 3, "field @kind"),
    "a name": ("UPDATE ledger_event SET actor_name = '王方' WHERE seq = 3", 3, "field @actor_name"),
    "a moment": ("UPDATE ledger_event SET at = '2026-02-15 01:02:03+00:00' WHERE seq = 3", 3, "field @at"),
    "an empty column filled": ("UPDATE ledger_event SET went_to = 'done' WHERE seq = 3", 3, "field @went_to"),
    "a column emptied": ("UPDATE ledger_event SET came_from = '' WHERE seq = 3", 3, "field @came_from"),
    "one character of a value": (
        "UPDATE ledger_event SET body = replace(body, '同意', '不同意') WHERE seq = 2",
        2,
        "field opinion",
    ),
    "null for empty": (
        "UPDATE ledger_event SET body = replace(body, 'null', '\"\"') WHERE seq = 2",
        2,
        "field nothing",
    ),
    "a space in the body": ("UPDATE ledger_event SET body = body || ' ' WHERE seq = 2", 2, "body"),
    "a private value": (
        "UPDATE ledger_salt SET value = '\"李四\"' WHERE seq = 2 AND name <> ''",
        2,
        "field respondent",
    ),
    "an added private value": (
        "INSERT INTO ledger_salt (uid, seq, name, salt, value) SELECT uid, seq, 'extra', salt, '1' FROM ledger_salt "
        "WHERE seq = 2 AND name = 'respondent'",
        2,
        "salt",
    ),
    "a deleted event": ("DELETE FROM ledger_event WHERE seq = 2", 3, "gap"),
    "the format": ("UPDATE ledger_event SET format = 3 WHERE seq = 2", 2, "format"),
}
SALTED = "INSERT INTO ledger_salt (uid, seq, name, salt) SELECT uid, seq, '', salt FROM ledger_salt WHERE seq = 3"
OLD = {
    "a lost event salt": ("DELETE FROM ledger_salt WHERE seq = 2 AND name = ''", "salt"),
    "another format": ("UPDATE ledger_event SET format = 2 WHERE seq = 2", "salt"),
    "a salt beside the salt": ("UPDATE ledger_event SET salt = hash WHERE seq = 2", "salt"),
    "a mark": ("UPDATE ledger_event SET marks = hash WHERE seq = 2", "salt"),
}
NEW = {
    "a lost event salt": ("UPDATE ledger_event SET salt = NULL WHERE seq = 3", "salt"),
    "a longer salt": ("UPDATE ledger_event SET salt = hash WHERE seq = 3", "salt"),
    "another format": ("UPDATE ledger_event SET format = 1 WHERE seq = 3", "previous"),
    "a salt beside the salt": (SALTED, "salt"),
    "a hash before it": ("UPDATE ledger_event SET previous = hash WHERE seq = 3", "previous"),
    "no marks": ("UPDATE ledger_event SET marks = NULL WHERE seq = 3", "field @at"),
    "its hash": ("UPDATE ledger_event SET hash = (SELECT hash FROM ledger_event WHERE seq = 2) WHERE seq = 3", "hash"),
    "a space in the commitments": ("UPDATE ledger_event SET commitments = commitments || ' ' WHERE seq = 3", "hash"),
    "no commitments": ("UPDATE ledger_event SET commitments = '[]' WHERE seq = 3", "hash"),
    "no list": ("UPDATE ledger_event SET commitments = '5' WHERE seq = 3", "hash"),
}


def raw(statement):
    with unsealed(connection), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 1


def test_an_untouched_chain_verifies(written):
    assert verify(UID) == (True, 4, None, [], "")


def test_an_erased_private_value_leaves_the_chain_whole_and_is_named(written):
    Salt.objects.filter(seq=3, name="respondent").delete()
    assert verify(UID) == (True, 4, None, [(3, "respondent")], "")


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_names_its_event(written, forgery):
    statement, seq, why = FORGERIES[forgery]
    raw(statement)
    verdict = verify(UID)
    assert (verdict.ok, verdict.broken_at, verdict.why) == (False, seq, why)
    assert verdict.checked == (seq if why == "gap" else seq) - (2 if why == "gap" else 1)


@pytest.mark.parametrize("formats", [(1, 1, 1, 1), (1, 1, 2, 2)], indirect=True)
@pytest.mark.parametrize("forgery", OLD)
def test_a_forgery_of_what_only_format_1_keeps_is_found(written, forgery):
    statement, why = OLD[forgery]
    raw(statement)
    assert (verify(UID).broken_at, verify(UID).why) == (2, why)


@pytest.mark.parametrize("formats", [(2, 2, 2, 2), (1, 1, 2, 2)], indirect=True)
@pytest.mark.parametrize("forgery", NEW)
def test_a_forgery_of_what_only_format_2_keeps_is_found(written, forgery):
    statement, why = NEW[forgery]
    raw(statement)
    assert (verify(UID).broken_at, verify(UID).why) == (3, why)


@pytest.mark.parametrize("formats", [(2, 2, 2, 2)], indirect=True)
def test_swapped_salts_and_swapped_marks_are_found(written):
    for column in ("salt", "marks"):
        with transaction.atomic():
            raw(f"UPDATE ledger_event SET {column} = (SELECT {column} FROM ledger_event WHERE seq = 2) WHERE seq = 3")
            assert verify(UID).why.startswith("field @") and verify(UID).broken_at == 3
            transaction.set_rollback(True)


@pytest.mark.parametrize("formats", [(2, 2, 2, 2)], indirect=True)
def test_a_field_taken_from_a_body_or_put_into_one_is_found(written):
    event = Event.objects.get(uid=UID, seq=2)
    less, more = event.body.replace('"nothing":null,\n', ""), event.body.replace("{\n", '{\n"added":1,\n', 1)
    for body, why in ((less, "body"), (more, "field added")):
        with unsealed(connection):
            Event.objects.filter(uid=UID, seq=2).update(body=body)
        assert (verify(UID).broken_at, verify(UID).why) == (2, why)


def test_swapped_commitments_break_the_hash(written):
    raw("UPDATE ledger_event SET commitments = replace(commitments, 'respondent', 'respondenT') WHERE seq = 2")
    assert verify(UID)[:3] == (False, 1, 2)
    assert verify(UID).why == "hash"


def test_an_event_of_another_chain_does_not_fit(written, formats):
    other = chain(3, formats=formats)
    with unsealed(connection):
        Event.objects.filter(uid=UID, seq=2).delete()
        Salt.objects.filter(uid=UID, seq=2).delete()
        append.write([other[1]])
    assert (verify(UID).broken_at, verify(UID).why) == (2, "previous" if formats[1] == 1 else "hash")


def test_a_cut_tail_is_seen_by_the_head(written):
    raw("DELETE FROM ledger_event WHERE seq = 4")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_salt WHERE seq = 4 AND name <> ''")
    verdict = verify(UID, head=(4, written[3].event.hash))
    assert (verdict.ok, verdict.broken_at, verdict.why) == (False, 4, "head")


def test_the_system_chain_knows_its_own_head(db):
    for name in ("a", "b"):
        append.system(name, by=CLERK, at=AT, fields={})
    Head.objects.update(seq=3)
    assert verify(append.SYSTEM).why == "head"


def test_a_chain_that_is_not_there_does_not_verify(db):
    assert verify(UID) == (False, 0, None, [], "missing")


def test_the_script_in_the_documentation_agrees(written):
    done = script(export.lines(UID))
    assert done.stdout.strip() == f"intact: 4 events, last hash {written[3].event.hash.hex()}"


def test_the_script_names_what_is_withheld_and_what_was_altered(written):
    Salt.objects.filter(seq=3, name="respondent").delete()
    lines = list(export.lines(UID, withhold={"opinion"}))
    done = script(lines)
    assert "event 3: *respondent is erased or withheld" in done.stdout
    assert done.stdout.count("opinion is erased or withheld") == 4
    event = json.loads(lines[1])
    event["fields"]["@kind"][1] = "move:reject"
    assert script([lines[0], json.dumps(event)]).stderr.strip() == "event 2: @kind was altered"


def test_the_stored_rows_give_the_documented_bytes(written, formats):
    """Everything recomputed from raw rows, with nothing of the product's code."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body, commitments, previous, hash, salt, marks FROM ledger_event WHERE seq = 2")
        body, stored, before, found, salt, marks = cursor.fetchone()
        cursor.execute("SELECT hash FROM ledger_event WHERE seq = 1")
        previous = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT name, salt, value FROM ledger_salt WHERE seq = 2")
        salts = {name: (bytes(salt), value) for name, salt, value in cursor.fetchall()}
    opened = documented(body, salts, bytes(salt or salts[""][0]))
    expected = [
        [name, sha256(salt + bytes([0, len(name.encode())]) + name.encode() + text.encode()).hexdigest()]
        for name, (salt, text) in opened.items()
    ]
    listed = json.dumps(expected, separators=(",", ":"), ensure_ascii=False)
    title = f"duban-event-{formats[1]}".encode()
    assert sha256(title + UID.bytes + (2).to_bytes(8, "big") + previous + listed.encode()).digest() == bytes(found)
    if formats[1] == 1:
        assert (stored, bytes(before)) == (listed, previous)
    else:
        assert (json.loads(stored), bytes(before)) == (expected[-1:], b"")
        filled = bytes([0, 0b0100_1111])
        assert bytes(marks) == filled + b"".join(bytes.fromhex(digest)[:3] for _, digest in expected[:-1])


def documented(body, salts, secret):
    """Name → salt and text of every field of the second event."""
    head = {"@at": "2026-02-14T01:02:03.000004Z", "@kind": "move:submit", "@actor_id": "7", "@actor_name": "王芳"}
    head["@came_from"] = "draft"
    for line in body[2:-2].split(",\n"):
        name, _, text = line.partition(":")
        head[name.strip('"')] = text
    opened = {name: (hmac.digest(secret, name.encode(), "sha256"), text) for name, text in head.items()}
    return opened | {"*respondent": salts["respondent"]}
