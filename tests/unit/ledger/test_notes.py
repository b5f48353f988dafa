from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ledger import append, notes
from ledger.models import Event, Salt
from tests.support.flush import unsealed
from tests.unit.ledger.conftest import AT, CLERK, UID, chain


@pytest.fixture
def note(written):
    append.system("person.changed", by=CLERK, at=AT, fields={"a": 1})
    return list(notes.take(AT))


def rewrite(count):
    """What a database administrator can do: the whole chain anew, consistent with itself."""
    with unsealed(connection):
        Event.objects.filter(uid=UID).delete()
        Salt.objects.filter(uid=UID).delete()
        append.write(chain(count))


def test_a_note_holds_the_end_of_every_chain(note):
    assert note[0] == "duban-heads-1 2026-02-14T01:02:03.000004Z"
    assert [line.split()[:2] for line in note[1:-1]] == [[str(append.SYSTEM), "1"], [str(UID), "4"]]
    assert not list(notes.compare(note))


def test_later_events_are_lawful(note):
    append.system("person.changed", by=CLERK, at=AT, fields={"a": 2})
    assert not list(notes.compare(note))
    assert not list(notes.broken())


def test_a_chain_rewritten_consistently_is_caught_by_the_note_alone(note):
    rewrite(4)
    assert not list(notes.broken())
    assert list(notes.compare(note)) == [(UID, 4, "rewritten")]


@pytest.mark.parametrize("count", [0, 3])
def test_a_chain_cut_or_removed_is_caught(note, count):
    rewrite(count)
    assert list(notes.compare(note)) == [(UID, 4, "missing")]


def test_a_chain_whose_events_are_all_gone_is_not_forgotten(note):
    with unsealed(connection):
        Event.objects.filter(uid=append.SYSTEM).delete()
        Salt.objects.filter(uid=append.SYSTEM).delete()
    assert [(fault.uid, fault.why) for fault in notes.broken()] == [(append.SYSTEM, "head")]


def test_a_note_that_was_altered_or_cut_is_refused(note):
    for bad in ([], note[:-1], note[:2] + note[3:], [note[0].replace("02-14", "02-15"), *note[1:]]):
        with pytest.raises(notes.Damaged):
            notes.read(bad)


def said(*arguments):
    out = StringIO()
    call_command("ledger", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_verifies_notes_and_compares(note, tmp_path):
    file = tmp_path / "note.txt"
    file.write_text(said("note"))
    assert "核验通过：共 2 条链" in said("verify")
    assert "核验通过" in said("compare", str(file))
    rewrite(4)
    with pytest.raises(CommandError, match="有 1 处不符"):
        said("compare", str(file))


def test_the_command_says_what_is_wrong_with_its_file(note, tmp_path):
    with pytest.raises(CommandError, match="没有给出存根文件"):
        said("compare")
    with pytest.raises(CommandError, match="读不到文件"):
        said("compare", str(tmp_path / "none"))
    bad = tmp_path / "bad.txt"
    bad.write_text("nothing")
    with pytest.raises(CommandError, match="不完整"):
        said("compare", str(bad))
