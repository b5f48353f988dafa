"""An act takes staged files; what it took is in the history, and what nobody took is swept."""

from datetime import timedelta

import pytest

from ledger import verify
from ledger.models import Event
from people import clock
from tests.unit.evidence.files import jpeg
from workflows import evidence, moves
from workflows import history as read_history
from workflows.errors import Refused
from workflows.evidence import places, reading, uploads
from workflows.models import Evidence, Upload, new_uid

HERE = {"lat": "29.50017", "lon": "118.33", "accuracy": "12", "taken_at": "2026-09-16T10:42:00+08:00"}


def test_taken_files_are_evidence_and_their_hashes_stand_in_the_event(put, taking, case, people):
    row = put(where=HERE)
    taking(people[0], files=[str(row.client_id)], about="finding:3")
    (proof,) = evidence.of(case, "finding:3")
    assert (proof.sha256, proof.file.name, proof.by) == (row.sha256, row.file.name, people[0])
    assert not Upload.objects.exists() and evidence.of(case, "finding:1") == []
    fields = read_history.of(case)[-1].entry.fields
    assert fields["evidence"][0]["sha256"] == row.sha256 and fields["evidence_names"] == ["现场.jpg"]
    assert verify.verify(case.uid).ok


def test_an_act_that_fails_leaves_the_files_staged(put, taking, case, people, kept):
    row = put()
    with pytest.raises(Refused):
        taking(people[0], files=[row.client_id], fails=True)
    assert Upload.objects.count() == 1 and not Evidence.objects.exists() and len(kept()) == 3


def test_repeating_the_act_takes_nothing_twice(put, taking, case, people):
    row, key = put(), new_uid()
    for _again in range(2):
        taking(people[0], files=[row.client_id], key=key)
    assert Evidence.objects.count() == 1 and Event.objects.filter(kind="act.prove").count() == 1


def test_what_was_taken_before_or_never_received_is_refused(put, taking, people):
    row = put()
    taking(people[0], files=[row.client_id])
    with pytest.raises(Refused, match="没有重复收下"):
        taking(people[0], files=[row.client_id])
    with pytest.raises(Refused, match="找不到"):
        taking(people[0], files=[new_uid()])
    with pytest.raises(Refused, match="刷新"):
        taking(people[0], files=["x"])


def test_nobody_takes_what_another_has_staged(put, taking, case, people):
    row = put()
    Upload.objects.update(person=people[1])
    with pytest.raises(Refused, match="找不到"):
        taking(people[0], files=[row.client_id])


def test_place_and_time_are_kept_as_the_browser_gives_them(put):
    row = put(where=HERE)
    assert (row.lat, row.lon, row.accuracy) == (29.50017, 118.33, 12)
    assert row.taken_at.isoformat() == "2026-09-16T10:42:00+08:00"
    assert places.words(row) == "29.50017，118.33000，±12 米"


@pytest.mark.parametrize(
    "where",
    [None, {}, {"lat": "91", "lon": "1", "accuracy": "1"}, {"lat": "x", "lon": "1", "accuracy": "1"},
     {"lat": "1", "lon": "1"}, {"lat": "nan", "lon": "1", "accuracy": "1"}, {"taken_at": "2099-01-01T00:00:00Z"},
     {"taken_at": "gestern"}, {"lat": "1", "lon": "1", "accuracy": "-5"}],
)  # fmt: skip
def test_what_cannot_be_true_is_unknown(put, where):
    row = put(where=where)
    assert places.words(row) == "位置未知" and row.taken_at is None


def test_the_same_file_in_another_case_is_flagged_to_those_who_may_see_it(put, taking, case, people):
    data = jpeg(colour="blue")
    taking(people[0], files=[put(data=data).client_id], about="finding:1")
    other = moves.open_case("approval", by=people[0], title="另一件")
    row = put(data=data)
    assert "本事项里已经用过" in reading.warnings(row, people[0])[0]
    Upload.objects.update(case=other)
    row = Upload.objects.get()
    (said,) = reading.warnings(row, people[0])
    assert "购置档案柜" in said and "finding:1" in said
    assert evidence.seen_elsewhere(row.sha256, other) == [(case.case_ptr, "finding:1")]
    assert reading.warnings(row, people[3]) == []


def test_a_file_that_nobody_took_is_swept_after_a_week(put, kept):
    put()
    with clock.frozen(clock.now() + timedelta(days=6)):
        assert uploads.sweep() == 0
    assert len(kept()) == 3


@pytest.mark.django_db(transaction=True)
def test_swept_files_are_gone_and_taken_ones_stay(put, taking, people, kept):
    taken = put()
    taking(people[0], files=[taken.client_id])
    put("别的.jpg", jpeg(colour="red"))
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert uploads.sweep() == 1
    assert len(kept()) == 3 and Evidence.objects.get().file.open("rb").read()


@pytest.mark.django_db(transaction=True)
def test_its_owner_drops_a_staged_file_and_nobody_else_does(put, case, people, kept):
    row = put()
    uploads.drop(case, people[1], row.client_id)
    assert len(kept()) == 3
    uploads.drop(case, people[0], row.client_id)
    assert kept() == []


def test_what_the_case_has_may_prove_another_part_without_being_sent_again(put, taking, case, people):
    taking(people[0], files=[put(where=HERE).client_id], about="visit:1")
    (first,) = evidence.of(case)
    taking(people[0], files=[evidence.cite(first)], about="finding:3")
    (second,) = evidence.of(case, "finding:3")
    assert (second.file.name, second.sha256, second.lat) == (first.file.name, first.sha256, first.lat)
    taking(people[0], files=[evidence.cite(first)], about="finding:3")
    assert len(evidence.of(case, "finding:3")) == 1


def test_only_evidence_of_the_same_case_that_one_may_see_is_used_again(put, taking, case, people, monkeypatch):
    taking(people[0], files=[put().client_id], about="person:1")
    (row,) = evidence.of(case)
    for bad in ("evidence:999999", "evidence:x"):
        with pytest.raises(Refused, match="不在本事项里"):
            taking(people[0], files=[bad])
    monkeypatch.setattr(type(case), "shows", lambda self, user, part: part != "person:1")
    with pytest.raises(Refused, match="不在本事项里"):
        taking(people[0], files=[evidence.cite(row)], about="finding:3")


def test_a_reader_is_told_of_the_second_use_without_learning_of_hidden_cases(put, taking, case, people):
    data = jpeg(colour="blue")
    taking(people[0], files=[put(data=data).client_id])
    other = moves.open_case("approval", by=people[0], title="另一件")
    row = evidence.of(case)[0]
    Evidence.objects.create(**{f: getattr(row, f) for f in ("client_id", "name", "kind", "size", "sha256", "file")},
                            case=other, about="visit:2", by=people[0], at=row.at)  # fmt: skip
    assert reading.flagged([row], people[0]) == {row.pk: "同一文件另用于 另一件 visit:2"}
    assert reading.flagged([row], people[3]) == {}
