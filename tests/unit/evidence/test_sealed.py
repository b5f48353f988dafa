"""A guarded original is hashed again at every reading; documents have a clean copy; versions and custody are listed."""

import pytest

from ledger.models import AccessEntry
from tests.support import planted
from tests.unit.evidence.files import jpeg
from workflows import moves, registry
from workflows.errors import Refused
from workflows.evidence import custody, sealed, versions
from workflows.models import Case, Evidence


@pytest.fixture
def proof(put, taking, people):
    """What an act took: a Word file of somebody."""

    def take(data=None, name="a.docx"):
        taking(people[0], files=[put(name, data or planted.word("CANARY7391")).client_id])
        return Evidence.objects.select_related("case").latest("pk")

    return take


@pytest.fixture
def taking(taking, case):
    return lambda by, **said: moves.act(case, "prove", by=by, **said)


def spoil(row):
    with open(row.file.path, "r+b") as file:
        file.write(b"XX")


def address(row, form=""):
    return f"/case/{row.case.uid}/evidence/{row.pk}/{form}"


def test_a_guarded_original_that_was_altered_is_not_sent(client, proof, people):
    row = proof()
    Case.objects.update(classification="sealed")
    client.force_login(people[0])
    assert client.get(address(row, "original/")).status_code == 200
    spoil(row)
    for form in ("original/",):
        answer = client.get(address(row, form))
        assert answer.status_code == 409 and "不一致" in answer.content.decode()
    assert AccessEntry.objects.filter(what="altered").count() == 1


def test_the_shown_picture_of_a_guarded_case_needs_its_original_whole(client, proof, people):
    row = proof(jpeg(), "a.jpg")
    Case.objects.update(classification="restricted")
    client.force_login(people[0])
    assert client.get(address(row, "shown/")).status_code == 200
    spoil(row)
    assert client.get(address(row, "shown/")).status_code == 409


def test_what_was_hashed_is_what_is_sent(proof):
    row = proof()
    with sealed.original(row) as file:
        spoil(row)
        assert file.read() == planted.word("CANARY7391") or file.tell()
    with pytest.raises(sealed.Altered):
        sealed.original(row)


def test_the_clean_copy_has_no_author_and_the_original_stays(client, proof, people):
    row = proof()
    client.force_login(people[0])
    copy = client.get(address(row, "clean/"))
    assert copy.status_code == 200 and b"CANARY7391" not in planted.everywhere(copy.content)
    original = b"".join(client.get(address(row, "original/")).streaming_content)
    assert b"CANARY7391" in planted.everywhere(original)


def test_the_page_tells_what_is_hidden_and_who_had_it(client, proof, people):
    row = proof()
    Case.objects.update(classification="restricted")
    client.force_login(people[0])
    client.get(address(row, "original/"))
    page = client.get(address(row)).content.decode()
    assert "批注 × 1" in page and "收下并记入留痕" in page and "刚刚重新核对" in page
    assert [hand.what for hand in custody.of(row)][0] == "收下并记入留痕"
    assert "打开" in [hand.what for hand in custody.of(row)]


def test_a_stranger_does_not_find_the_page(client, proof, people):
    row = proof()
    client.force_login(people[3])
    assert [client.get(address(row, form)).status_code for form in ("", "clean/")] == [404, 404]


def test_a_new_version_stands_beside_the_old_one(case, proof, put, people, monkeypatch):
    first = proof()
    monkeypatch.setitem(
        registry.ACTS, "prove", lambda case, step, *, files, old: versions.replace(case, step, old, files[0])
    )
    newer = put("b.docx", planted.word("later")).client_id
    moves.act(case, "prove", by=people[0], files=[newer], old=first.pk)
    second = Evidence.objects.get(replaces=first)
    assert [one.pk for one in versions.of(first)] == [one.pk for one in versions.of(second)] == [first.pk, second.pk]
    assert "有了新版本" in [hand.what for hand in custody.of(first)]
    again = put("c.docx", planted.word("third")).client_id
    with pytest.raises(Refused, match="更新的版本"):
        moves.act(case, "prove", by=people[0], files=[again], old=first.pk)
